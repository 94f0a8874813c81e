import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type Answer,
  columnOf,
  commentTable,
  type ExperienceDefinition,
  type ExperienceResult,
  type FieldExperience,
  type FormDefinition,
  type RecordExperience,
} from '../../contracts/index.ts';
import { type ActingWorld, createActingWorld, orders, ran, refusalOf, resultOf, samplePolicy } from './acting-world.ts';
import { ids } from './fixture.ts';

const en = (text: string) => ({ en: text, de: `${text} (de)` });
const columns = Object.keys(samplePolicy.tables.salesorder?.columns ?? {});
const form = (name: string, more: Partial<FormDefinition> = {}): FormDefinition => ({
  name,
  titles: en('Order'),
  table: 'salesorder',
  sections: [
    {
      name: 'all',
      titles: en('All'),
      fields: columns.map((column) => ({
        column,
        titles: en(column),
        ...(column === 'description' ? { lines: 4, help: en('Help') } : {}),
      })),
    },
  ],
  actions: true,
  comments: true,
  page: '/order',
  ...more,
});
const forms: ExperienceDefinition['forms'] = [
  form('order'),
  form('bare', { actions: false, comments: false }),
  form('titled', {
    sections: [
      {
        name: 'state',
        titles: en('State'),
        fields: [
          {
            column: 'statuscode',
            titles: en('Status'),
            options: [
              { value: 3, titles: en('Being worked on') },
              { value: 77, titles: en('None') },
            ],
          },
        ],
      },
      { name: 'secret', titles: en('Secret'), fields: [{ column: 'nothing', titles: en('Nothing') }] },
    ],
  }),
  form('elsewhere', { table: 'invoice' }),
];

let world: ActingWorld;
before(async () => {
  world = await createActingWorld({ forms });
});
after(() => world.close());

const answer = async (contact: string | null, name: string, id?: string, language = 'en'): Promise<Answer<RecordExperience>> => {
  const record = { form: name, ...(id === undefined ? {} : { id }) };
  const page = resultOf(await world.call<ExperienceResult>('LoadExperience', { page: '/order', record, language }, { contact }));
  return page.record ?? assert.fail('no record');
};
const open = async (...asked: Parameters<typeof answer>): Promise<RecordExperience> => resultOf(await answer(...asked));
const fieldsOf = (record: RecordExperience): readonly FieldExperience[] => record.sections.flatMap(({ fields }) => fields);
const fieldOf = (record: RecordExperience, name: string): FieldExperience =>
  fieldsOf(record).find((field) => field.name === name) ?? assert.fail(`no field \`${name}\``);
const writable = (record: RecordExperience) =>
  fieldsOf(record)
    .filter((field) => field.writable)
    .map(({ name }) => name)
    .sort();

test('an own order: levels, masks, what may be changed, its version and its actions', async () => {
  const record = await open(ids.jane, 'order', orders.fresh);
  assert.deepEqual(
    [record.id, record.version, record.name, record.table, record.page],
    [orders.fresh, world.version(orders.fresh), 'Order of Jane', 'salesorder', '/order'],
  );
  assert.deepEqual(writable(record), ['description', 'requestdeliveryby']);
  assert.equal(record.canSave, true);
  assert.deepEqual([fieldOf(record, 'scm_paymentreference').level, record.row.masked], ['masked', ['scm_paymentreference']]);
  assert.equal(record.row.values.scm_paymentreference, '******************3000');
  assert.deepEqual(fieldOf(record, 'description').check, { kind: 'text', max: 2000, lines: 4 });
  assert.equal(fieldOf(record, 'description').help, 'Help');
  assert.deepEqual(fieldOf(record, 'requestdeliveryby').check, { kind: 'date' });
  const { actions } = record;
  assert.ok(actions?.ok);
  assert.deepEqual(
    actions.result.rows.map(({ id, actions: offers }) => [id, offers.map(({ name }) => name)]),
    [[orders.fresh, ['submit', 'comment']]],
  );
  const bare = await open(ids.jane, 'bare', orders.fresh);
  assert.deepEqual([bare.actions, bare.comments], [undefined, undefined]);
});

test('a submitted order is shown and cannot be changed; the representative cannot change its state', async () => {
  const submitted = await open(ids.jane, 'order', orders.submitted);
  assert.deepEqual([submitted.canSave, writable(submitted)], [false, []]);
  const rep = await open(ids.rep, 'order', orders.submitted);
  assert.equal(rep.canSave, true);
  assert.ok(!writable(rep).some((name) => ['statuscode', 'statecode', 'scm_approvedby'].includes(name)));
  assert.deepEqual(fieldOf(rep, 'name').required, true);
  assert.deepEqual(fieldOf(rep, 'customerid').check, {
    kind: 'lookup',
    targets: [
      { table: 'account', search: 'name' },
      { table: 'contact', search: 'fullname' },
    ],
  });
});

test('a foreign, a vanished and a malformed id, and a table outside the policy answer alike; each leaves an entry', async () => {
  const told = async (...asked: Parameters<typeof answer>) => ({ ...refusalOf(await answer(...asked)), reference: '' });
  const same = { code: 'not-available', status: 403, reference: '', message: 'This is not available to you.' };
  for (const [who, name, id] of [
    [ids.jane, 'order', orders.sam],
    [ids.jane, 'order', orders.may],
    [ids.jane, 'order', ids.missing],
    [ids.jane, 'order', "1' or '1'='1"],
    [ids.may, 'order', orders.fresh],
    [null, 'order', orders.fresh],
    [ids.jane, 'elsewhere', orders.fresh],
    [ids.may, 'order', undefined],
    [null, 'order', undefined],
  ] as const)
    assert.deepEqual(await told(who, name, ...(id === undefined ? [] : [id])), same, `${who} ${name} ${id}`);
  assert.equal(refusalOf(await answer(ids.jane, 'nothing', orders.fresh)).code, 'invalid-request');
  const foreign = refusalOf(await answer(ids.jane, 'order', orders.sam));
  const entry = world.audit().at(-1);
  assert.deepEqual(
    [entry?.name, entry?.code, entry?.tablename, entry?.recordid, entry?.privilege],
    [foreign.reference, 'not-available', 'salesorder', orders.sam, 'read'],
  );
});

test('the form’s own titles of options stand in both languages, and one that the store does not know is left out', async () => {
  const record = await open(ids.rep, 'titled', orders.submitted, 'de');
  assert.equal(record.row.labels.statuscode, 'Being worked on (de)');
  assert.deepEqual(
    record.sections.map(({ title }) => title),
    ['State (de)'],
  );
  assert.deepEqual(fieldOf(record, 'statuscode').check, { kind: 'choice', options: [{ value: 3, title: 'Being worked on (de)' }] });
  const plain = fieldOf(await open(ids.rep, 'order', orders.submitted), 'statuscode').check;
  assert.ok(plain.kind === 'choice' && plain.options.some(({ value, title }) => value === 3 && title === 'In Progress'));
});

test('comments come newest first, and an author is named only to those who may read that name', async () => {
  ran(await world.run(ids.jane, 'comment', orders.fresh, { comment: 'First <b>' }));
  ran(await world.run(ids.rep, 'comment', orders.fresh, { comment: 'Second' }));
  const seen = async (who: string) => (await open(who, 'order', orders.fresh)).comments?.rows;
  const rep = (await seen(ids.rep)) ?? [];
  assert.deepEqual(rep.map(({ text }) => text).sort(), ['First <b>', 'Second']);
  assert.deepEqual(
    rep.find(({ text }) => text === 'First <b>'),
    { author: 'Jane', mine: false, occurredOn: '2026-06-15T12:00:00Z', text: 'First <b>' },
  );
  const jane = (await seen(ids.jane)) ?? [];
  assert.deepEqual(jane.map(({ author, mine, text }) => [text, author, mine]).sort(), [
    ['First <b>', 'Jane', true],
    ['Second', null, false],
  ]);
  assert.deepEqual((await open(ids.jane, 'order', orders.submitted)).comments, { rows: [], more: false });
});

test('of many comments the fifty newest are given, and that there are more', async () => {
  await world.seed({
    [commentTable.name]: Array.from({ length: 53 }, (_, index) => ({
      [commentTable.primaryKey]: `0000000c-0000-4000-8000-${String(index).padStart(12, '0')}`,
      [commentTable.primaryName]: 'comment',
      [columnOf(commentTable, 'SiteId')]: ids.site,
      [columnOf(commentTable, 'TableName')]: 'salesorder',
      [columnOf(commentTable, 'RecordId')]: orders.byRep,
      [columnOf(commentTable, 'OccurredOn')]: `2026-06-01T00:00:${String(index).padStart(2, '0')}Z`,
      [columnOf(commentTable, 'Body')]: `no ${index}`,
    })),
  });
  const { comments } = await open(ids.rep, 'order', orders.byRep);
  assert.deepEqual([comments?.rows.length, comments?.more, comments?.rows[0]?.text], [50, true, 'no 52']);
  assert.ok(comments?.rows.every(({ author, mine }) => author === null && !mine));
});

test('a new order shows what may be said and what the server fills in, by its label', async () => {
  const record = await open(ids.jane, 'order');
  assert.deepEqual([record.id, record.version, record.name, record.actions, record.comments], [null, null, null, undefined, undefined]);
  assert.deepEqual(writable(record), ['description', 'name', 'requestdeliveryby']);
  assert.deepEqual([fieldOf(record, 'name').required, fieldOf(record, 'description').required], [true, false]);
  const { values, labels } = record.row;
  assert.deepEqual(
    [values.scm_orderedby, labels.scm_orderedby, values.customerid, labels.customerid],
    [`contact:${ids.jane}`, 'Jane', `account:${ids.x}`, 'Customer X'],
  );
  assert.deepEqual([values.statuscode, labels.statuscode, fieldOf(record, 'statuscode').writable], [1, 'New', false]);
});

test('a new record whose rule looks at what is still to be typed offers what some row takes', async () => {
  const rules = samplePolicy.rules.map((rule) =>
    rule.id === 'order-own-create' ? { ...rule, when: ['name', 'begins-with', 'PO-'] as const } : rule,
  );
  await world.publish({ policy: { ...samplePolicy, rules } });
  const record = await open(ids.jane, 'order');
  assert.deepEqual(writable(record), ['description', 'name', 'requestdeliveryby']);
  await world.publish({});
});

/** A value that the store takes for a field, another one than is there. */
function valueFor({ check, name }: FieldExperience, row: RecordExperience['row']): unknown {
  switch (check.kind) {
    case 'text':
      return `x${name}`.slice(0, check.max);
    case 'integer':
      return check.min;
    case 'decimal':
    case 'money':
      return '1';
    case 'boolean':
      return true;
    case 'datetime':
    case 'date':
      return '2027-03-04T00:00:00Z';
    case 'choice':
      return row.values[name] ?? check.options[0]?.value ?? 1;
    case 'lookup':
      return row.values[name] ?? (name === 'customerid' ? `account:${ids.x}` : `contact:${ids.rep}`);
    case 'unknown':
      return 'x';
  }
}

test('what the controls show as possible is what the server allows: every field of every order for every person', async () => {
  let [possible, impossible] = [0, 0];
  for (const contact of [ids.jane, ids.sam, ids.rep, ids.admin, ids.may])
    for (const id of Object.values(orders)) {
      const shown = await answer(contact, 'bare', id);
      if (!shown.ok) {
        const tried = await world.save(contact, { id, version: world.version(id), values: [{ column: 'description', value: 'x' }] });
        assert.equal(refusalOf(tried).code, 'not-available');
        continue;
      }
      const record = shown.result;
      for (const column of columns) {
        const field = fieldsOf(record).find(({ name }) => name === column);
        const value = field === undefined ? 'x' : valueFor(field, record.row);
        const saved = await world.save(contact, { id, version: world.version(id), values: [{ column, value }] });
        const why = `${contact} ${id} ${column} ${JSON.stringify(value)} ${JSON.stringify(saved)}`;
        assert.equal(saved.ok, field?.writable === true, why);
        if (saved.ok) possible += 1;
        else impossible += 1;
      }
    }
  assert.ok(possible > 30 && impossible > 30, `${possible} ${impossible}`);
});

test('and of a new order: each field alone beside the required ones', async () => {
  for (const contact of [ids.jane, ids.rep, ids.admin, ids.may]) {
    const shown = await answer(contact, 'bare');
    const record = shown.ok ? shown.result : null;
    const required = record === null ? [] : fieldsOf(record).filter((field) => field.required);
    for (const column of columns) {
      const field = record === null ? undefined : fieldsOf(record).find(({ name }) => name === column);
      const values = required
        .filter(({ name }) => name !== column)
        .map((each) => ({ column: each.name, value: valueFor(each, record?.row ?? assert.fail()) }));
      const value = field === undefined || record === null ? 'x' : valueFor(field, record.row);
      const saved = await world.save(contact, { values: [...values, { column, value }] });
      assert.equal(saved.ok, field?.writable === true, `${contact} ${column} ${JSON.stringify([value, field, saved])}`);
    }
  }
});
