import assert from 'node:assert/strict';
import test from 'node:test';
import SQLite from 'better-sqlite3';
import { createDataverse, DataverseFault, isFault } from '../index.ts';
import { databaseHash } from '../test/database-hash.ts';
import { temporaryFile } from '../test/temporary-file.ts';

const system = { kind: 'system' } as const;
const contacts = '<fetch><entity name="contact"><attribute name="lastname"/></entity></fetch>';
const isCode = (code: string) => (error: unknown) => error instanceof DataverseFault && error.code === code;

test('work that throws leaves nothing behind', async (context) => {
  const file = temporaryFile(context);
  const dataverse = createDataverse({ file });
  const before = databaseHash(file);
  await assert.rejects(
    dataverse.transaction(system, (service) => {
      service.create('contact', { lastname: ['text', 'x'] });
      throw new Error('changed my mind');
    }),
    /changed my mind/,
  );
  assert.equal(databaseHash(file), before);
  await dataverse.close();
});

test('a fault poisons the transaction, whoever catches it: 0x8009000C, and the commit rolls back', async (context) => {
  const file = temporaryFile(context);
  const dataverse = createDataverse({ file });
  const before = databaseHash(file);
  await assert.rejects(
    dataverse.transaction(system, (service) => {
      service.create('contact', { lastname: ['text', 'first'] });
      assert.throws(() => service.create('contact', { nothing: ['text', 'x'] }), isCode('0x80041103'));
      assert.throws(() => service.retrieveMultiple(contacts), isCode('0x8009000c'));
      assert.throws(() => service.create('contact', {}), isCode('0x8009000c'));
    }),
    isCode('0x8009000c'),
  );
  await assert.rejects(
    dataverse.transaction(system, (service) => {
      service.create('contact', { lastname: ['text', 'first'] });
      assert.throws(() => service.retrieveMultiple('<fetch><entity name="nothing"/></fetch>'), isFault);
    }),
    isCode('0x8009000c'),
  );
  assert.equal(databaseHash(file), before);
  await dataverse.close();
});

test('reads outside see the last committed state, the transaction sees its own', async () => {
  const dataverse = createDataverse({ file: ':memory:' });
  const transaction = await dataverse.begin();
  transaction.service(system).create('contact', { lastname: ['text', 'x'] });
  assert.equal(transaction.service(system).retrieveMultiple(contacts).rows.length, 1);
  assert.equal(dataverse.read(system).retrieveMultiple(contacts).rows.length, 0);
  assert.equal(dataverse.openTransaction(transaction.token), transaction);
  transaction.commit();
  assert.equal(dataverse.openTransaction(transaction.token), null);
  assert.equal(dataverse.read(system).retrieveMultiple(contacts).rows.length, 1);
  assert.throws(() => transaction.service(system).retrieveMultiple(contacts), isCode('0x80040251'));
  assert.throws(() => transaction.commit(), isCode('0x80040251'));
  await dataverse.close();
});

test('transactions wait for their turn in order, up to a number and a time', async () => {
  const dataverse = createDataverse({ file: ':memory:', waiting: 2, waitMilliseconds: 60 });
  const first = await dataverse.begin();
  const order: number[] = [];
  const second = dataverse.transaction(system, () => order.push(2));
  const third = dataverse.transaction(system, () => order.push(3));
  await assert.rejects(dataverse.begin(), (error) => isFault(error) && error.status === 503);
  first.rollback();
  await Promise.all([second, third]);
  assert.deepEqual(order, [2, 3]);
  const holder = await dataverse.begin();
  await assert.rejects(dataverse.begin(), (error) => isFault(error) && error.status === 503);
  holder.rollback();
  await dataverse.transaction(system, () => undefined);
  await dataverse.close();
});

test('a transaction that nobody ends is rolled back after its time', async () => {
  const dataverse = createDataverse({ file: ':memory:', transactionMilliseconds: 30 });
  const forgotten = await dataverse.begin();
  forgotten.service(system).create('contact', {});
  await dataverse.transaction(system, () => undefined);
  assert.throws(() => forgotten.service(system).retrieveMultiple(contacts), isCode('0x80040251'));
  assert.equal(dataverse.read(system).retrieveMultiple(contacts).rows.length, 0);
  await dataverse.close();
});

test('a database that exists is opened again with its rows, and a switch adds its tables', async (context) => {
  const file = temporaryFile(context);
  const first = createDataverse({ file });
  await first.seed({ account: [{ name: 'X' }] });
  const organization = first.organizationId;
  await first.close();
  const again = createDataverse({ file, service: true });
  assert.equal(again.organizationId, organization);
  assert.equal(again.read(system).retrieveMultiple('<fetch><entity name="account"/></fetch>').rows.length, 1);
  assert.equal(again.read(system).retrieveMultiple('<fetch><entity name="incident"/></fetch>').rows.length, 0);
  assert.equal(again.metadata().table('salesorder'), null);
  await again.close();
});

test('a file that another process is writing answers busy, and works again afterwards', async (context) => {
  const file = temporaryFile(context);
  const dataverse = createDataverse({ file });
  const other = new SQLite(file);
  other.exec('BEGIN IMMEDIATE');
  await assert.rejects(dataverse.begin(), (error) => isFault(error) && error.status === 503);
  other.exec('ROLLBACK');
  other.close();
  await dataverse.seed({ account: [{ name: 'X' }] });
  await dataverse.close();
});
