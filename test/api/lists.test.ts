import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer, QueryRequest, QueryResult } from '../../contracts/index.ts';
import type { Policy } from '../../engine/index.ts';
import { ids, policy } from './fixture.ts';
import { createWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

type Filter = NonNullable<QueryRequest['filter']>[number];
const resultOf = (answer: Answer<QueryResult>): QueryResult => (answer.ok ? answer.result : assert.fail(JSON.stringify(answer.refusal)));
const query = async (contact: string, more: Partial<QueryRequest> = {}): Promise<QueryResult> =>
  resultOf(await world.call<QueryResult>('QueryRecords', { table: 'salesorder', ...more }, { contact }));
const codeOf = async (contact: string | null, request: object): Promise<string> => {
  const answer = await world.call('QueryRecords', { table: 'salesorder', ...request }, { contact });
  return answer.ok ? 'ok' : answer.refusal.code;
};
const idsOf = ({ rows }: QueryResult): readonly string[] => rows.map(({ id }) => id);
const janes: readonly string[] = [ids.orderJane, ids.orderJane2, ids.orderJane3, ids.orderJane4, ids.orderJane5];
const ofX: readonly string[] = [ids.orderJane, ids.orderSam, ids.orderJane2, ids.orderJane3, ids.orderJane4, ids.orderJane5];
const everything: readonly string[] = [
  ids.orderJane,
  ids.orderSam,
  ids.orderMay,
  ids.orderJane2,
  ids.orderJane3,
  ids.orderJane4,
  ids.orderJane5,
];

test('D16: everybody gets the rows that are theirs, and the count says the same', async () => {
  for (const [contact, expected] of [
    [ids.jane, janes],
    [ids.sam, [ids.orderSam]],
    [ids.rep, ofX],
    [ids.admin, everything],
  ] as const) {
    const result = await query(contact, { count: true });
    assert.deepEqual(idsOf(result), expected);
    assert.deepEqual(result.count, { value: expected.length, atLeast: false });
    assert.equal(result.more, false);
    assert.equal(result.continuation, null);
  }
});

test('whom no rule gives any row is refused, and cannot tell an unknown table from one without a rule', async () => {
  const answers = [];
  for (const [contact, table] of [
    [ids.may, 'salesorder'],
    [null, 'salesorder'],
    [ids.jane, 'invoice'],
    [ids.jane, 'systemuser'],
    [ids.jane, 'nowhere'],
    [ids.jane, 'constructor'],
  ] as const) {
    const answer = await world.call('QueryRecords', { table, columns: ['whatever'] }, { contact });
    assert.ok(!answer.ok);
    answers.push({ ...answer.refusal, reference: '' });
  }
  assert.equal(answers[0]?.code, 'no-rule');
  assert.equal(answers[0]?.status, 403);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

test('levels hold per column: a hidden one is absent, a masked one shows its mask and no more', async () => {
  const { rows } = await query(ids.jane, { columns: ['name', 'description', 'billto_line1', 'statuscode', 'totalamount'] });
  assert.deepEqual(rows[0], {
    id: ids.orderJane,
    values: { name: 'Order of Jane', billto_line1: '****1234', statuscode: 1, totalamount: '100.50' },
    labels: { statuscode: 'New' },
    masked: ['billto_line1'],
  });
  const whole = await query(ids.rep, { columns: ['description', 'billto_line1'] });
  assert.deepEqual(whole.rows[0]?.values, { description: 'hidden', billto_line1: 'DE001234' });
});

test('the label of a lookup is given only where its row may be read', async () => {
  const rep = await query(ids.rep, { columns: ['customerid'] });
  assert.deepEqual(rep.rows[0]?.labels, { customerid: 'Customer X' });
  const jane = await query(ids.jane, { columns: ['customerid'] });
  assert.deepEqual(jane.rows[0]?.labels, {});
  assert.deepEqual(jane.rows[0]?.values, { customerid: `account:${ids.x}` });
});

test('the label of a lookup is given only where the name column of its row may be read in the clear', async () => {
  const account = { kind: 'protected', columns: { name: 'text', accountnumber: 'text' } } as const;
  const withColumns = (
    columns: Policy['rules'][number]['columns'],
    facts: Policy['tables'][string] = { ...account, primaryName: 'name' },
  ): Policy => ({
    ...policy,
    tables: { ...policy.tables, account: facts },
    rules: policy.rules.map((rule) => (rule.id === 'account' && columns ? { ...rule, columns } : rule)),
  });
  for (const [changed, labels] of [
    [withColumns({ name: { level: 'read' } }), { customerid: 'Customer X' }],
    [withColumns({ accountnumber: { level: 'read' } }), {}],
    [withColumns({ name: { level: 'masked', mask: 'last4' } }), {}],
    [withColumns(undefined, account), {}],
  ] as const) {
    const other = await createWorld({ policy: changed });
    const answer = await other.call<QueryResult>('QueryRecords', { table: 'salesorder', columns: ['customerid'] }, { contact: ids.rep });
    other.close();
    assert.deepEqual(resultOf(answer).rows[0]?.labels, labels);
  }
});

test('labels of a page cost one query per table, not one per row', async () => {
  world.asked.length = 0;
  await query(ids.rep, { columns: ['customerid'] });
  const fetches = world.asked.filter(({ operation, argument }) => operation === 'retrieveMultiple' && argument.as === 'user');
  assert.equal(fetches.length, 2);
});

test('an unknown column is not available, wherever it stands', async () => {
  for (const request of [
    { columns: ['name', 'nope'] },
    { columns: ['statecode'] },
    { filter: [{ column: 'nope', operator: '=', value: 'x' }] },
    { search: { text: 'x', columns: ['nope'] } },
    { sort: [{ column: 'nope' }] },
    { columns: ['constructor'] },
  ])
    assert.equal(await codeOf(ids.jane, request), 'column-not-available', JSON.stringify(request));
});

test('search is literal: `%`, `_`, `[` and quotes stand for themselves', async () => {
  for (const [text, expected] of [
    ['%', [ids.orderJane2]],
    ['50%', [ids.orderJane2]],
    ['[new]', [ids.orderJane2]],
    ['[a-z]', []],
    ['_', [ids.orderJane3]],
    ['e_c', [ids.orderJane3]],
    ['n__k', []],
    ["'x'", [ids.orderJane4]],
    ["' or 1=1 --", []],
    ['<script>', [ids.orderJane4]],
    ['"/><condition attribute="name" operator="not-null"/>', []],
    ['</filter></entity></fetch>', []],
    ['& "', [ids.orderJane5]],
    ['UBERDRUCK', [ids.orderJane5]],
    ['order OF jane', [ids.orderJane]],
    ['', []],
    ['   ', []],
  ] as const) {
    const result = await query(ids.jane, { search: { text, columns: ['name'] }, count: true });
    assert.deepEqual(idsOf(result), expected, text);
    assert.equal(result.count?.value, expected.length, text);
  }
});

test('filters are literal too, and all must hold', async () => {
  const cases: readonly (readonly [readonly Filter[], readonly string[]])[] = [
    [[{ column: 'name', operator: '=', value: '50% off [new]' }], [ids.orderJane2]],
    [[{ column: 'name', operator: '=', value: '50%' }], []],
    [[{ column: 'name', operator: 'begins-with', value: '[' }], []],
    [[{ column: 'name', operator: 'ends-with', value: '_case' }], [ids.orderJane3]],
    [[{ column: 'name', operator: 'in', values: ['snake_case', "x'; drop"] }], [ids.orderJane3]],
    [[{ column: 'totalamount', operator: '≥', value: '20' }], [ids.orderJane, ids.orderJane4]],
    [[{ column: 'totalamount', operator: '=', value: '20.000' }], [ids.orderJane4]],
    [[{ column: 'totalamount', operator: '<', value: 0 }], [ids.orderJane5]],
    [[{ column: 'totalamount', operator: '≠', value: '20' }], [ids.orderJane, ids.orderJane2, ids.orderJane5]],
    [[{ column: 'totalamount', operator: 'is null' }], [ids.orderJane3]],
    [[{ column: 'statuscode', operator: 'in', values: [2] }], [ids.orderJane3]],
    [[{ column: 'requestdeliveryby', operator: '≤', value: '2026-01-02T00:00:00Z' }], [ids.orderJane4]],
    [[{ column: 'customerid', operator: '=', value: `account:${ids.y}` }], []],
    [
      [
        { column: 'customerid', operator: '=', value: `account:${ids.x}` },
        { column: 'totalamount', operator: '>', value: '3' },
      ],
      [ids.orderJane, ids.orderJane4],
    ],
  ];
  for (const [filter, expected] of cases) assert.deepEqual(idsOf(await query(ids.jane, { filter })), expected, JSON.stringify(filter));
});

test('a filter never reaches beyond what the person may read', async () => {
  const sams = { column: 'ordernumber', operator: '=', value: 'A-2' } as const;
  const result = await query(ids.jane, { filter: [sams], count: true });
  assert.deepEqual([idsOf(result), result.count], [[], { value: 0, atLeast: false }]);
});

test('masked and hidden columns count as null when one computes with them', async () => {
  for (const column of ['billto_line1', 'description', 'shipto_line1']) {
    assert.deepEqual(idsOf(await query(ids.jane, { filter: [{ column, operator: 'is not null' }] })), [], column);
    assert.deepEqual(idsOf(await query(ids.jane, { filter: [{ column, operator: 'is null' }] })), janes, column);
    assert.deepEqual(idsOf(await query(ids.jane, { search: { text: 'e', columns: [column] } })), [], column);
    assert.deepEqual(idsOf(await query(ids.jane, { sort: [{ column, descending: true }] })), janes, column);
  }
  assert.deepEqual(idsOf(await query(ids.jane, { filter: [{ column: 'billto_line1', operator: 'begins-with', value: 'DE' }] })), []);
  assert.deepEqual(idsOf(await query(ids.rep, { filter: [{ column: 'billto_line1', operator: 'begins-with', value: 'DE' }] })), [
    ids.orderJane,
    ids.orderSam,
  ]);
});

test('a column that is in the clear on some rows is filtered on those alone, and cannot be sorted by', async () => {
  const partly: Policy = {
    ...policy,
    rules: policy.rules.concat({
      id: 'stage',
      effect: 'deny',
      table: 'salesorder',
      roles: ['Representative'],
      privileges: ['read'],
      access: 'global',
      when: ['totalamount', '>', '50'],
      columns: { billto_line1: { level: 'none' } },
    }),
  };
  const other = await createWorld({ policy: partly });
  const list = async (more: object) =>
    resultOf(await other.call<QueryResult>('QueryRecords', { table: 'salesorder', ...more }, { contact: ids.rep }));
  assert.deepEqual(idsOf(await list({ filter: [{ column: 'billto_line1', operator: 'is not null' }] })), [ids.orderSam]);
  assert.deepEqual(idsOf(await list({ search: { text: 'DE', columns: ['billto_line1'] } })), [ids.orderSam]);
  const sorted = await other.call('QueryRecords', { table: 'salesorder', sort: [{ column: 'billto_line1' }] }, { contact: ids.rep });
  assert.equal(sorted.ok ? 'ok' : sorted.refusal.code, 'column-not-computable');
  other.close();
});

test('a lookup cannot be sorted by: the store would order by a name that may be hidden', async () => {
  assert.equal(await codeOf(ids.rep, { sort: [{ column: 'customerid' }] }), 'column-not-computable');
});

test('business rows are read as the calling user, policy and roles by SYSTEM', async () => {
  world.asked.length = 0;
  await query(ids.rep, { columns: ['customerid'] });
  const asked = world.asked.filter(({ operation }) => operation === 'retrieveMultiple');
  const tableOf = (xml: string) => /<entity name="(\w+)"/.exec(xml)?.[1] ?? '';
  for (const { argument } of asked) {
    const business = ['salesorder', 'account'].includes(tableOf(argument.fetchXml));
    assert.equal(argument.as, business ? 'user' : 'system', argument.fetchXml);
  }
});
