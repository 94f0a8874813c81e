import { after, before, test } from 'node:test';
import { type Doors, openDoors, readEverything, scm } from './open-doors.ts';

/** The sample with invoices: a table that the policy protects and that no rule opens at first; the grid shows it. */
const base = scm();
const column = (name: string) => ({ name, titles: { en: name } });
const invoice = (name: string, account: string, order: string) => ({
  invoicenumber: `IN-${name}`,
  name: `Invoice ${name}`,
  customerid: `account:${account}`,
  salesorderid: `salesorder:${order}`,
});
const invoices = {
  'of-jane': invoice('1', 'account-x', 'order-x-jane'),
  'of-sam': invoice('2', 'account-x', 'order-x-sam'),
  'of-nobody': { invoicenumber: 'IN-3', name: 'Invoice 3', customerid: 'account:account-x' },
  'of-may': invoice('4', 'account-y', 'order-y-may'),
  'of-y': invoice('5', 'account-y', 'order-y-2'),
};
const sample = {
  ...base,
  rows: { ...base.rows, invoice: invoices },
  policy: {
    ...base.policy,
    tables: {
      ...base.policy.tables,
      invoice: {
        kind: 'protected',
        columns: {
          invoicenumber: 'text',
          name: 'text',
          customerid: { lookup: ['account', 'contact'] },
          salesorderid: { lookup: ['salesorder'] },
        },
      },
    },
  },
  experience: {
    ...base.experience,
    dashboards: [],
    tiles: [],
    grids: base.experience.grids
      .filter(({ name }) => name === 'orders')
      .map((grid) => ({
        ...grid,
        titles: { en: 'Invoices' },
        table: 'invoice',
        columns: ['invoicenumber', 'name', 'customerid'].map(column),
        sort: [{ column: 'invoicenumber' }],
        search: ['name'],
      })),
  },
};
const ofX = ['of-jane', 'of-sam', 'of-nobody'];
const ofY = ['of-may', 'of-y'];
const rule = (id: string, role: string, access: object) => ({
  id,
  effect: 'allow',
  table: 'invoice',
  roles: [role],
  privileges: ['read'],
  access,
});
const byCompany = rule('by-company', 'SCM Representative', { account: 'customerid' });
const byPerson = rule('by-person', 'SCM Authorised', { contact: 'salesorderid.scm_orderedby' });

let doors: Doors;
before(async () => {
  doors = await openDoors(sample, 'invoice', 'invoicenumber');
  await readEverything(doors.served);
});
after(() => doors.close());

test('a table that no rule opens is refused to everybody [control] [server logic] [custom api] [action] (B01)', async () => {
  for (const person of [...Object.keys(sample.webRoles), null]) await doors.sees(person, []);
});

test('people of two companies see the invoices of their own, also after one of them changed [control] [server logic] [custom api] [action] (A25)', async () => {
  await doors.publish([...sample.policy.rules, byCompany]);
  await doors.sees('rep-x', ofX);
  await doors.sees('nora', ofY);
  await doors.change('contact', 'nora', { parentcustomerid: ['lookup', 'account', doors.id('account', 'account-x')] });
  await doors.sees('nora', ofX, 'in the other company now');
  await doors.sees('rep-x', ofX);
});

test('a colleague’s invoice is open by company and closed by person [control] [server logic] [custom api] [action] (C07)', async () => {
  await doors.publish([...sample.policy.rules, byPerson]);
  await doors.sees('sam', ['of-sam'], 'by person');
  await doors.publish([...sample.policy.rules, { ...byCompany, roles: ['SCM Authorised'] }]);
  await doors.sees('sam', ofX, 'by company');
  await doors.sees('rep-x', [], 'the role of the rule is another now');
});
