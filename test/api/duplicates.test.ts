import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SaveResult } from '../../contracts/index.ts';
import { text } from '../../portal/dataverse/metadata/define.ts';
import { newKey, refusalOf, resultOf } from './acting-world.ts';
import { experience, ids, policy } from './fixture.ts';
import { createWorld, type World } from './world.ts';

const { salesorder } = policy.tables;
let world: World;
before(async () => {
  world = await createWorld({
    experience: { ...experience, defaults: [{ table: 'salesorder', column: 'customerid', value: { account: true } }] },
    policy: {
      ...policy,
      tables: { ...policy.tables, salesorder: { ...(salesorder ?? assert.fail()), columns: { ...salesorder?.columns, new_code: 'text' } } },
    },
    orderColumns: [text('new_code', 50), text('new_unseen', 50)],
    orderKeys: [
      { name: 'by_number', columns: ['ordernumber'] },
      { name: 'by_code', columns: ['new_code', 'new_unseen'] },
    ],
  });
  await world.dataverse.transaction({ kind: 'system' }, (service) => {
    const code = (id: string, unseen: string) =>
      service.update('salesorder', id, { new_code: ['text', `C:${id}`], new_unseen: ['text', unseen] });
    code(ids.orderJane, 'one');
    code(ids.orderSam, 'one');
    code(ids.orderJane2, 'two');
  });
});
after(() => world.close());

const version = (id: string) => world.dataverse.read({ kind: 'system' }).retrieve('salesorder', id).version ?? assert.fail();
const save = (values: object, id?: string) =>
  world.call<SaveResult>(
    'SaveRecord',
    {
      table: 'salesorder',
      key: newKey(),
      ...(id === undefined ? {} : { id, version: version(id) }),
      values: Object.entries(values).map(([column, value]) => ({ column, value })),
    },
    { contact: ids.rep },
  );
const born = (ordernumber: string) => ({ name: 'New', ordernumber });

test('a duplicate key is told where the other row may be read, whatever its letters; nothing is written', async () => {
  for (const number of ['A-2', 'a-2'])
    for (const answer of [await save({ ordernumber: number }, ids.orderJane), await save(born(number))].map(refusalOf))
      assert.deepEqual([answer.code, answer.status, answer.columns], ['duplicate', 409, ['ordernumber']]);
  assert.equal(world.dataverse.read({ kind: 'system' }).retrieve('salesorder', ids.orderJane).values.ordernumber, 'A-1');
});

test('of a row that may not be read nothing is told: not available, with the why in the audit alone', async () => {
  for (const answer of [await save({ ordernumber: 'A-3' }, ids.orderJane), await save(born('A-3'))].map(refusalOf)) {
    assert.deepEqual(
      { ...answer, reference: '' },
      { code: 'not-available', status: 403, reference: '', message: 'This is not available to you.' },
    );
    const entry = world.audit().at(-1);
    assert.match(String(entry?.details), /may not read/);
    assert.doesNotMatch(JSON.stringify(entry), /A-3/);
  }
});

test('the own value again, a free one and an empty one are written', async () => {
  resultOf(await save({ ordernumber: 'A-1', name: 'Again' }, ids.orderJane));
  const created = resultOf(await save(born('A-77')));
  assert.equal(refusalOf(await save({ ordernumber: 'A-77' }, ids.orderSam)).code, 'duplicate');
  resultOf(await save({ ordernumber: null }, created.id));
  resultOf(await save({ ordernumber: 'A-77' }, created.id));
});

test('a key with a column that the policy does not name binds by what is stored there', async () => {
  const taken = await save({ new_code: `C:${ids.orderJane}` }, ids.orderSam);
  assert.deepEqual([refusalOf(taken).code, refusalOf(taken).columns], ['duplicate', ['new_code']]);
  resultOf(await save({ new_code: `C:${ids.orderJane}` }, ids.orderJane2));
  resultOf(await save({ new_code: `C:${ids.orderJane}` }, ids.orderJane4));
});
