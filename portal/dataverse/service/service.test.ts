import assert from 'node:assert/strict';
import test from 'node:test';
import { createDataverse, DataverseFault, type TypedValue, type Values } from '../index.ts';
import { derivedGuid } from '../storage/guid.ts';
import { userWith } from '../test/role-for.ts';

const system = { kind: 'system' } as const;
const id = (name: string) => derivedGuid('service test', name);
const open = () => createDataverse({ file: ':memory:', sales: true, service: true, now: () => new Date('2026-06-15T12:00:00.500Z') });
const isFault = (code: string, text?: RegExp) => (error: unknown) =>
  error instanceof DataverseFault && error.code === code && (text?.test(error.message) ?? true);

test('create fills the columns of the platform and keeps money digit by digit', async () => {
  const dataverse = open();
  await dataverse.seed({
    transactioncurrency: [{ transactioncurrencyid: id('EUR'), currencyname: 'Euro', isocurrencycode: 'EUR', currencysymbol: '€' }],
    account: [
      { accountid: id('X'), name: 'X', creditlimit: '90071992547409.93', transactioncurrencyid: `transactioncurrency:${id('EUR')}` },
    ],
    contact: [
      {
        contactid: id('j'),
        firstname: 'Jane',
        lastname: 'Doe',
        jobtitle: '',
        parentcustomerid: `account:${id('X')}`,
        birthdate: '1990-02-03',
      },
    ],
  });
  const account = dataverse.read(system).retrieve('account', id('X'));
  assert.equal(account.values.creditlimit, '90071992547409.93');
  assert.equal(account.labels.creditlimit, '€90,071,992,547,409.93');
  const contact = dataverse.read(system).retrieve('contact', id('j').toUpperCase());
  assert.deepEqual(
    ['fullname', 'accountid', 'createdon', 'birthdate', 'statecode', 'jobtitle'].map((column) => contact.values[column]),
    ['Jane Doe', `account:${id('X')}`, '2026-06-15T12:00:00Z', '1990-02-03T00:00:00Z', 0, undefined],
  );
  assert.deepEqual([contact.labels.parentcustomerid, contact.labels.statuscode, contact.labels.ownerid], ['X', 'Active', 'SYSTEM']);
  await dataverse.transaction(system, (service) =>
    service.update('contact', id('j'), { parentcustomerid: null, lastname: ['text', 'Roe'] }),
  );
  const changed = dataverse.read(system).retrieve('contact', id('j'));
  assert.deepEqual([changed.values.fullname, changed.values.accountid], ['Jane Roe', undefined]);
  assert.ok(Number(changed.version) > Number(contact.version));
  await dataverse.close();
});

test('values are checked against their columns', async () => {
  const dataverse = open();
  const base: Values = { name: ['text', 'Order'], customerid: ['lookup', 'account', id('X')] };
  await dataverse.seed({ account: [{ accountid: id('X'), name: 'X' }] });
  const cases: readonly (readonly [Record<string, TypedValue>, string])[] = [
    [{ nothing: ['text', 'x'] }, '0x80041103'],
    [{ 'name"': ['text', 'x'] }, '0x80041103'],
    [{ __proto__x: ['text', 'x'] }, '0x80041103'],
    [{ name: ['text', 'x'.repeat(301)] }, '0x80044331'],
    [{ name: ['integer', 1] }, '0x80040203'],
    [{ name: null }, '0x80040203'],
    [{ name: ['text', ''] }, '0x80040203'],
    [{ totalamount: ['money', '1e3'] }, '0x80040203'],
    [{ totalamount: ['money', '922337203685478'] }, '0x80044330'],
    [{ submitstatus: ['integer', -1] }, '0x8004432f'],
    [{ paymenttermscode: ['choice', 99] }, '0x8004431a'],
    [{ customerid: ['lookup', 'contact', id('nobody')] }, '0x80040217'],
    [{ customerid: ['lookup', 'systemuser', id('X')] }, '0x80040203'],
    [{ accountid: ['lookup', 'account', id('X')] }, '0x80040203'],
    [{ createdon: ['datetime', '2020-01-01'] }, '0x80040203'],
    [{ submitdate: ['datetime', '2020-02-30'] }, '0x80040203'],
    [{ statecode: ['choice', 3] }, '0x80048408'],
    [{ statuscode: ['choice', 100001] }, '0x80048408'],
    [{ salesorderid: ['guid', 'not a guid'] }, '0x80040203'],
  ];
  for (const [values, code] of cases) {
    await assert.rejects(
      dataverse.transaction(system, (service) => service.create('salesorder', { ...base, ...values })),
      isFault(code),
      JSON.stringify(values),
    );
  }
  assert.equal(dataverse.read(system).retrieveMultiple('<fetch><entity name="salesorder"/></fetch>').rows.length, 0);
  await dataverse.close();
});

test('states: an update may name the state, its reason, or both; they must belong together', async () => {
  const dataverse = open();
  await dataverse.seed({
    account: [{ accountid: id('X'), name: 'X' }],
    salesorder: [
      {
        salesorderid: id('o'),
        name: 'O',
        customerid: `account:${id('X')}`,
        statecode: 3,
        statuscode: 100002,
        overriddencreatedon: '2020-01-01',
      },
    ],
  });
  const row = dataverse.read(system).retrieve('salesorder', id('o'));
  assert.deepEqual([row.values.statecode, row.values.statuscode, row.values.createdon], [3, 100002, '2020-01-01T00:00:00Z']);
  const update = (values: Values) => dataverse.transaction(system, (service) => service.update('salesorder', id('o'), values));
  await assert.rejects(update({ statuscode: ['choice', 1] }), isFault('0x80048408'));
  await update({ statecode: ['choice', 0] });
  assert.equal(dataverse.read(system).retrieve('salesorder', id('o')).labels.statuscode, 'New');
  await dataverse.close();
});

test('row versions, missing rows, ids that are taken, keys, and what a delete restricts or takes along', async () => {
  const dataverse = open();
  await dataverse.seed({
    account: [{ accountid: id('X'), name: 'X' }],
    contact: [{ contactid: id('c'), lastname: 'C', parentcustomerid: `account:${id('X')}` }],
    salesorder: [{ salesorderid: id('o'), name: 'O', customerid: `account:${id('X')}` }],
    salesorderdetail: [{ salesorderdetailid: id('d'), salesorderid: `salesorder:${id('o')}` }],
    transactioncurrency: [{ currencyname: 'Euro', isocurrencycode: 'EUR' }],
  });
  const run = (work: Parameters<typeof dataverse.transaction<unknown>>[1]) => dataverse.transaction(system, work);
  const read = dataverse.read(system);
  const version = read.retrieve('contact', id('c')).version ?? '';
  await run((service) => service.update('contact', id('c'), { lastname: ['text', 'D'] }, { version }));
  await assert.rejects(
    run((service) => service.update('contact', id('c'), {}, { version })),
    isFault('0x80060882'),
  );
  await assert.rejects(
    run((service) => service.update('contact', id('nobody'), {})),
    isFault('0x80040217'),
  );
  await assert.rejects(
    run((service) => service.create('contact', { contactid: ['guid', id('c')] })),
    isFault('0x80040237'),
  );
  await assert.rejects(
    run((service) => service.create('transactioncurrency', { currencyname: ['text', 'E'], isocurrencycode: ['text', 'eur'] })),
    isFault('0x80060892'),
  );
  await assert.rejects(
    run((service) => service.delete('account', id('X'))),
    isFault('0x80040227'),
  );
  await run((service) => service.delete('salesorder', id('o')));
  assert.throws(() => read.retrieve('salesorderdetail', id('d')), isFault('0x80040217'));
  await run((service) => service.delete('account', id('X')));
  assert.equal(read.retrieve('contact', id('c')).values.parentcustomerid, undefined);
  await dataverse.close();
});

test('privileges come from the security roles; append and append to are asked for lookups', async () => {
  const dataverse = open();
  await dataverse.seed({ account: [{ accountid: id('X'), name: 'X' }], contact: [{ contactid: id('c'), lastname: 'C' }] });
  const reader = { kind: 'user', id: await userWith(dataverse, 'reader', ['prvReadContact']) } as const;
  const writer = {
    kind: 'user',
    id: await userWith(dataverse, 'writer', ['prvCreateContact', 'prvReadContact', 'prvReadAccount', 'prvAppendContact']),
  } as const;
  assert.equal(dataverse.read(reader).retrieve('contact', id('c')).id, id('c'));
  const linked =
    '<fetch><entity name="contact"><link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer"/></entity></fetch>';
  assert.throws(() => dataverse.read(reader).retrieveMultiple(linked), isFault('0x80040220', /prvReadAccount/));
  const hidden = linked.replace('link-type="outer"', 'link-type="exists"');
  assert.throws(() => dataverse.read(reader).retrieveMultiple(hidden), isFault('0x80040220', /prvReadAccount/));
  const webRoles = '<fetch><entity name="powerpagecomponent_mspp_webrole_contact"/></fetch>';
  assert.throws(() => dataverse.read(reader).retrieveMultiple(webRoles), isFault('0x80040220', /prvReadpowerpagecomponent/));
  await assert.rejects(
    dataverse.transaction(reader, (service) => service.update('contact', id('c'), {})),
    isFault('0x80040220', /prvWriteContact/),
  );
  await assert.rejects(
    dataverse.transaction(writer, (service) => service.create('contact', { parentcustomerid: ['lookup', 'account', id('X')] })),
    isFault('0x80040220', /prvAppendToAccount/),
  );
  await assert.rejects(
    dataverse.transaction(writer, (service) => service.create('contact', { ownerid: ['lookup', 'systemuser', reader.id] })),
    isFault('0x80040220', /prvAssignContact/),
  );
  await dataverse.transaction(writer, (service) => service.create('contact', { lastname: ['text', 'new'] }));
  assert.throws(() => dataverse.read({ kind: 'user', id: id('stranger') }).retrieveMultiple(linked), isFault('0x80040217'));
  await dataverse.transaction(system, (service) => service.update('systemuser', reader.id, { isdisabled: ['boolean', true] }));
  assert.throws(() => dataverse.read(reader).retrieve('contact', id('c')), isFault('0x80040225'));
  await dataverse.close();
});

test('associate faults for a pair that is linked already, disassociate does not for one that is not', async () => {
  const dataverse = open();
  await dataverse.seed({ role: [{ roleid: id('r'), name: 'R' }], systemuser: [{ systemuserid: id('u'), fullname: 'U' }] });
  const [user, role] = [
    { table: 'systemuser', id: id('u') },
    { table: 'role', id: id('r') },
  ] as const;
  const link = () => dataverse.transaction(system, (service) => service.associate(user, 'systemuserroles_association', [role]));
  const unlink = () => dataverse.transaction(system, (service) => service.disassociate(role, 'systemuserroles_association', [user]));
  await link();
  await assert.rejects(link(), isFault('0x80040237'));
  await unlink();
  await unlink();
  await assert.rejects(
    dataverse.transaction(system, (service) => service.create('systemuserroles', {})),
    isFault('0x80040203'),
  );
  await dataverse.close();
});

test('file columns are moved in blocks, and by text', async () => {
  const dataverse = open();
  await dataverse.seed({ pluginpackage: [{ pluginpackageid: id('p'), uniquename: 'p', scriptbundle: 'héllo' }] });
  const read = dataverse.read(system);
  assert.equal(new TextDecoder().decode(read.readFile('pluginpackage', id('p'), 'scriptbundle')?.bytes), 'héllo');
  const target = { Target: { table: 'pluginpackage', id: id('p') }, FileAttributeName: 'package' };
  const data = await dataverse.transaction(system, (service) => {
    const up = {
      FileContinuationToken: service.execute('InitializeFileBlocksUpload', { ...target, FileName: 'a.bin' }).FileContinuationToken,
    };
    service.execute('UploadBlock', { ...up, BlockId: '2', BlockData: Buffer.from('world').toString('base64') });
    service.execute('UploadBlock', { ...up, BlockId: '1', BlockData: Buffer.from('hello ').toString('base64') });
    service.execute('CommitFileBlocksUpload', { ...up, BlockList: ['1', '2'], MimeType: 'text/plain' });
    const down = service.execute('InitializeFileBlocksDownload', target);
    assert.deepEqual([down.FileSizeInBytes, down.FileName], [11, 'a.bin']);
    return service.execute('DownloadBlock', { FileContinuationToken: down.FileContinuationToken, Offset: 6, BlockLength: 99 }).Data;
  });
  assert.equal(Buffer.from(String(data), 'base64').toString(), 'world');
  await assert.rejects(
    dataverse.transaction(system, (service) =>
      service.execute('UploadBlock', { FileContinuationToken: 'forged', BlockId: '1', BlockData: '' }),
    ),
    isFault('0x80040203'),
  );
  assert.equal(read.readFile('pluginpackage', id('nothing'), 'package'), null);
  await dataverse.close();
});

test('a required column can be left out of an update, but not emptied: neither with null nor with an empty text', async () => {
  const dataverse = open();
  await dataverse.seed({ account: [{ accountid: id('X'), name: 'X' }] });
  await dataverse.seed({ salesorder: [{ salesorderid: id('O'), name: 'Order', customerid: `account:${id('X')}` }] });
  const update = (values: Values) => dataverse.transaction(system, (service) => service.update('salesorder', id('O'), values));
  for (const value of [null, ['text', '']] as const) {
    await assert.rejects(update({ name: value }), isFault('0x80040203', /'name'.*cannot be emptied/));
    await assert.rejects(update({ customerid: value }), isFault('0x80040203', /'customerid'.*cannot be emptied/));
  }
  await update({ description: ['text', 'more'] });
  assert.equal(dataverse.read(system).retrieve('salesorder', id('O')).values.name, 'Order');
  await dataverse.close();
});
