import type { ExperienceDefinition } from '../../contracts/index.ts';
import type { Policy } from '../../engine/index.ts';
import type { Dataverse, SeedRows } from '../../portal/dataverse/index.ts';

const guid = (kind: number, index: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;

export const ids = {
  site: guid(1, 1),
  otherSite: guid(1, 2),
  registration: guid(1, 3),
  portalUser: guid(2, 1),
  strangerApplication: guid(2, 2),
  employee: guid(2, 3),
  application: guid(2, 9),
  x: guid(3, 1),
  y: guid(3, 2),
  rep: guid(4, 1),
  jane: guid(4, 2),
  sam: guid(4, 3),
  may: guid(4, 4),
  admin: guid(4, 5),
  left: guid(4, 6),
  merged: guid(4, 7),
  disabled: guid(4, 8),
  missing: guid(4, 99),
  orderJane: guid(5, 1),
  orderSam: guid(5, 2),
  orderMay: guid(5, 3),
  orderJane2: guid(5, 4),
  orderJane3: guid(5, 5),
  orderJane4: guid(5, 6),
  orderJane5: guid(5, 7),
} as const;

/** Orders: the administrator reads all, the representative those of the own account, the authorised those that are shipped to them by name. */
export const policy: Policy = {
  site: ids.site,
  timezone: 'UTC',
  masks: { full: { rank: 0, text: '•••' }, last4: { rank: 1, last: 4 } },
  roles: {
    Administrator: { site: ids.site },
    Representative: { site: ids.site },
    Authorised: { site: ids.site },
    'Authenticated Users': { site: ids.site, flags: ['authenticated'] },
  },
  tables: {
    account: { kind: 'protected', primaryName: 'name', columns: { name: 'text', accountnumber: 'text' } },
    contact: {
      kind: 'protected',
      primaryName: 'fullname',
      columns: { fullname: 'text', parentcustomerid: { lookup: ['account', 'contact'] } },
    },
    salesorder: {
      kind: 'protected',
      stage: 'statuscode',
      columns: {
        name: 'text',
        ordernumber: 'text',
        description: 'text',
        customerid: { lookup: ['account', 'contact'] },
        totalamount: 'number',
        requestdeliveryby: 'datetime',
        willcall: 'boolean',
        prioritycode: 'choice',
        statuscode: 'choice',
        billto_line1: 'text',
        shipto_line1: 'text',
      },
    },
    invoice: { kind: 'protected', columns: { name: 'text' } },
  },
  rules: [
    {
      id: 'admin',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Administrator'],
      privileges: ['read', 'write', 'delete'],
      access: 'global',
      audit: 'every-read',
    },
    {
      id: 'rep',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Representative'],
      privileges: ['read', 'create', 'write'],
      access: { account: 'customerid' },
    },
    {
      id: 'own',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Authorised'],
      privileges: ['read'],
      access: {
        custom: {
          all: [
            [{ column: 'customerid' }, 'is not null'],
            [{ column: 'shipto_line1' }, '=', { principal: 'contact.fullname' }],
          ],
        },
      },
      columns: {
        name: { level: 'read' },
        ordernumber: { level: 'read' },
        customerid: { level: 'read' },
        totalamount: { level: 'read' },
        requestdeliveryby: { level: 'read' },
        willcall: { level: 'read' },
        statuscode: { level: 'read' },
        billto_line1: { level: 'masked', mask: 'last4' },
      },
    },
    {
      id: 'own-write',
      effect: 'allow',
      table: 'salesorder',
      roles: ['Authorised'],
      privileges: ['write'],
      access: { custom: [{ column: 'shipto_line1' }, '=', { principal: 'contact.fullname' }] },
      when: ['statuscode', '=', 1],
    },
    { id: 'account', effect: 'allow', table: 'account', roles: ['Representative'], privileges: ['read'], access: { account: 'id' } },
    { id: 'contact-self', effect: 'allow', table: 'contact', roles: ['Authenticated Users'], privileges: ['read'], access: 'self' },
  ],
};

export const experience: ExperienceDefinition = {
  languages: ['en', 'de'],
  menu: [
    {
      name: 'orders',
      titles: { en: 'Orders', de: 'Aufträge' },
      url: '/orders',
      order: 20,
      needs: { table: 'salesorder', privilege: 'read' },
    },
    { name: 'new', titles: { en: 'New order' }, url: '/orders/new', order: 30, needs: { table: 'salesorder', privilege: 'create' } },
    { name: 'home', titles: { en: 'Home', de: 'Start' }, url: '/', order: 10 },
    { name: 'profile', titles: { en: 'Profile', de: 'Profil' }, url: '/profile', order: 90, needs: { signedIn: true } },
  ],
  grids: [
    {
      name: 'orders',
      titles: { en: 'Orders', de: 'Aufträge' },
      table: 'salesorder',
      columns: ['ordernumber', 'name', 'customerid', 'totalamount', 'billto_line1', 'description'].map((name) => ({
        name,
        titles: { en: name },
      })),
      sort: [{ column: 'ordernumber' }, { column: 'billto_line1' }],
      search: ['name', 'billto_line1'],
      pageSize: 2,
    },
  ],
};

const role = (index: number, name: string, flags: object = {}) => ({
  powerpagecomponentid: guid(6, index),
  name,
  powerpagecomponenttype: 11,
  powerpagesiteid: `powerpagesite:${ids.site}`,
  content: JSON.stringify({ anonymoususersrole: false, authenticatedusersrole: false, ...flags }),
});
const member = (index: number, contactid: string) => ({ powerpagecomponentid: guid(6, index), contactid });
const person = (contactid: string, lastname: string, account: string | null) => ({
  contactid,
  lastname,
  adx_identity_logonenabled: true,
  ...(account === null ? {} : { parentcustomerid: `account:${account}` }),
});
const order = (salesorderid: string, account: string, who: string, more: object = {}) => ({
  salesorderid,
  name: `Order of ${who}`,
  customerid: `account:${account}`,
  shipto_line1: who,
  ...more,
});

/** Accounts X and Y with their people and orders; roles of this site and one of another site with the same name. */
export const rows = ({ administratorRoleId }: Dataverse): SeedRows => ({
  powerpagesite: [
    { powerpagesiteid: ids.site, name: 'Site' },
    { powerpagesiteid: ids.otherSite, name: 'Other' },
  ],
  systemuser: [
    { systemuserid: ids.portalUser, fullname: '# Portal', applicationid: ids.application },
    { systemuserid: ids.strangerApplication, fullname: '# Stranger' },
    { systemuserid: ids.employee, fullname: 'Employee' },
  ],
  systemuserroles: [ids.portalUser, ids.strangerApplication, ids.employee].map((systemuserid) => ({
    systemuserid,
    roleid: administratorRoleId,
  })),
  account: [
    { accountid: ids.x, name: 'Customer X', accountnumber: 'X-1' },
    { accountid: ids.y, name: 'Customer Y', accountnumber: 'Y-1' },
  ],
  contact: [
    person(ids.admin, 'Admin', null),
    person(ids.rep, 'Rep', ids.x),
    person(ids.jane, 'Jane', ids.x),
    person(ids.sam, 'Sam', ids.x),
    person(ids.may, 'May', ids.y),
    { ...person(ids.left, 'Left', ids.x), statecode: 1, statuscode: 2 },
    { ...person(ids.merged, 'Merged', ids.x), merged: true },
    { ...person(ids.disabled, 'Disabled', ids.x), adx_identity_logonenabled: false },
  ],
  powerpagecomponent: [
    role(1, 'Administrator'),
    role(2, 'Representative'),
    role(3, 'Authorised'),
    role(4, 'Authenticated Users', { authenticatedusersrole: true }),
    role(5, 'Anonymous Users', { anonymoususersrole: true }),
    { ...role(6, 'Administrator'), powerpagesiteid: `powerpagesite:${ids.otherSite}` },
    { ...role(7, 'Representative'), statecode: 1, statuscode: 2 },
  ],
  powerpagecomponent_mspp_webrole_contact: [
    member(1, ids.admin),
    member(2, ids.rep),
    member(3, ids.jane),
    member(3, ids.sam),
    member(3, ids.left),
    member(6, ids.may),
    member(7, ids.may),
  ],
  salesorder: [
    order(ids.orderJane, ids.x, 'Jane', {
      ordernumber: 'A-1',
      totalamount: '100.50',
      billto_line1: 'DE001234',
      description: 'hidden',
      statuscode: 1,
    }),
    order(ids.orderSam, ids.x, 'Sam', { ordernumber: 'A-2', totalamount: '20', billto_line1: 'DE005678' }),
    order(ids.orderMay, ids.y, 'May', { ordernumber: 'A-3', totalamount: '5' }),
    order(ids.orderJane2, ids.x, 'Jane', { name: '50% off [new]', ordernumber: 'A-4', totalamount: '3' }),
    order(ids.orderJane3, ids.x, 'Jane', { name: 'snake_case', ordernumber: 'A-5', statuscode: 2 }),
    order(ids.orderJane4, ids.x, 'Jane', {
      name: "<script>alert('x')</script>",
      ordernumber: 'A-0',
      totalamount: '20.00',
      requestdeliveryby: '2026-01-02',
    }),
    order(ids.orderJane5, ids.x, 'Jane', { name: 'Überdruck & "Ventil"', ordernumber: 'A-6', totalamount: '-1' }),
  ],
});
