import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Fetch, FetchFilter, FetchFilterItem } from './index.ts';
import { and, columnCondition, condition, entity, isXmlText, link, or, parseFetch, printFetch } from './index.ts';

const parsed = (xml: string): Fetch => {
  const parsing = parseFetch(xml);
  assert.equal(parsing.kind, 'fetch', parsing.kind === 'problem' ? parsing.message : '');
  return (parsing as { fetch: Fetch }).fetch;
};
const problem = (xml: string): string => {
  const parsing = parseFetch(xml);
  assert.equal(parsing.kind, 'problem');
  return (parsing as { message: string }).message;
};
const around = (inner: string): string => `<fetch><entity name="a">${inner}</entity></fetch>`;

const EVERYTHING: Fetch = {
  kind: 'fetch',
  count: 50,
  page: 2,
  pagingCookie: '<cookie page="1"><id last="{1}"/></cookie>',
  returnTotalRecordCount: true,
  distinct: true,
  aggregate: false,
  userRawOrderBy: true,
  entity: entity('salesorder', {
    attributes: [
      { kind: 'attribute', name: 'name' },
      { kind: 'attribute', name: 'total', alias: 't', aggregate: 'sum', distinct: true },
      { kind: 'attribute', name: 'due', alias: 'd', groupBy: true, dateGrouping: 'month', userTimeZone: false },
    ],
    orders: [
      { kind: 'order', attribute: 'name', descending: true, entityName: 'c' },
      { kind: 'order-alias', alias: 't', descending: false },
    ],
    filter: and([
      condition('name', 'like', '50[%] & <"\'> \t\n%'),
      or([condition('statecode', 'in', ['1', '2']), condition('name', 'not-null'), columnCondition('modifiedon', 'gt', 'createdon')]),
      condition('total', 'between', ['1', '2'], 'c'),
      link({ name: 'part', from: 'orderid', to: 'salesorderid', linkType: 'not any' }, { filter: and([condition('x', 'eq', '')]) }),
    ]),
    links: [
      link(
        { name: 'contact', from: 'contactid', to: 'customerid', linkType: 'outer', alias: 'c' },
        {
          attributes: [{ kind: 'all-attributes' }],
          links: [link({ name: 'account', from: 'accountid', to: 'parentcustomerid', linkType: 'exists' })],
        },
      ),
    ],
  }),
};

test('a printed query is read back as it was', () => {
  assert.deepEqual(parsed(printFetch(EVERYTHING)), EVERYTHING);
});

test('D16: any text and any filter survive printing and reading', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter(isXmlText);
  const leaf = fc.oneof(
    text.map((value): FetchFilterItem => condition('a', 'eq', value)),
    fc.array(text, { minLength: 1, maxLength: 3 }).map((values): FetchFilterItem => condition('a', 'not-in', values, 'alias')),
    fc.constant<FetchFilterItem>(condition('a', 'null')),
  );
  const { filter } = fc.letrec<{ filter: FetchFilter; item: FetchFilterItem }>((tie) => ({
    filter: fc.tuple(fc.boolean(), fc.array(tie('item'), { maxLength: 3 })).map(([all, items]) => (all ? and(items) : or(items))),
    item: fc.oneof({ maxDepth: 3 }, leaf, tie('filter')),
  }));
  fc.assert(
    fc.property(filter, (each) => {
      const fetch: Fetch = { kind: 'fetch', entity: entity('a', { filter: each }) };
      assert.deepEqual(parsed(printFetch(fetch)), fetch);
    }),
    { seed: 20260615, numRuns: 300 },
  );
});

test('nodes are frozen', () => {
  const each = parsed(around('<filter><condition attribute="a" operator="null"/></filter>'));
  assert.ok(Object.isFrozen(each) && Object.isFrozen(each.entity) && Object.isFrozen(each.entity.filter?.items[0]));
});

test('several filters of one table are all meant', () => {
  const filter = '<filter><condition attribute="a" operator="null"/></filter>';
  assert.equal(parsed(around(filter + filter)).entity.filter?.items.length, 2);
});

for (const [what, xml, message] of [
  ['an unknown element', around('<filter><conditio attribute="a" operator="null"/></filter>'), /cannot hold `conditio`/],
  ['an unknown attribute', '<fetch hack="1"><entity name="a"/></fetch>', /unknown attribute `hack`/],
  ['an unknown operator', around('<filter><condition attribute="a" operator="equals" value="1"/></filter>'), /not an operator/],
  ['a missing operand', around('<filter><condition attribute="a" operator="eq"/></filter>'), /operands/],
  ['one operand for two', around('<filter><condition attribute="a" operator="between" value="1"/></filter>'), /operands/],
  ['two kinds of operand', around('<filter><condition attribute="a" operator="eq" value="1" valueof="b"/></filter>'), /more than one kind/],
  ['a pattern against a column', around('<filter><condition attribute="a" operator="like" valueof="b"/></filter>'), /compare two columns/],
  ['an any link outside of a filter', around('<link-entity name="b" from="c" to="d" link-type="any"/>'), /outside of a filter/],
  ['an outer link in a filter', around('<filter><link-entity name="b" from="c" to="d" link-type="outer"/></filter>'), /in a filter/],
  ['two root tables', '<fetch><entity name="a"/><entity name="b"/></fetch>', /exactly one/],
  ['text between elements', around('hello'), /cannot hold text/],
  ['top with paging', '<fetch top="1" page="1"><entity name="a"/></fetch>', /exclude/],
  ['a page that is no number', '<fetch page="1e3"><entity name="a"/></fetch>', /whole number/],
  ['another root', '<savedquery/>', /not `fetch`/],
  ['a document type', '<!DOCTYPE fetch [<!ENTITY a "b">]><fetch/>', /not accepted/],
  ['an own entity', around('<filter><condition attribute="&lol;" operator="null"/></filter>'), /five entities/],
  [
    'a character reference to a control character',
    around('<filter><condition attribute="&#0;" operator="null"/></filter>'),
    /five entities/,
  ],
  ['CDATA', around('<![CDATA[x]]>'), /not accepted/],
  ['an attribute twice', '<fetch page="1" page="2"><entity name="a"/></fetch>', /twice/],
  ['an open element', '<fetch><entity name="a">', /not closed/],
  ['a closing tag of another element', '<fetch></entity>', /does not fit/],
  ['an open quote', '<fetch page="1', /well formed/],
  ['nothing', '', /not closed/],
  ['a control character', '<fetch>\u0001</fetch>', /does not allow/],
] as const) {
  test(`${what} is a problem`, () => assert.match(problem(xml), message));
}

test('hostile size is a problem and costs little', () => {
  const condition500 = '<condition attribute="a" operator="null"/>'.repeat(501);
  assert.match(problem(around(`<filter>${condition500}</filter>`)), /more than 500 conditions/);
  assert.match(problem(around('<link-entity name="b" from="c" to="d"/>'.repeat(16))), /more than 15 links/);
  assert.match(problem(around('<filter>'.repeat(30) + '</filter>'.repeat(30))), /nested deeper/);
  assert.match(problem(' '.repeat(300_000)), /longer than/);
  assert.match(problem(`<fetch ${'a '.repeat(90_000)}/>`), /well formed/);
  assert.match(problem(around('<filter/>'.repeat(4000))), /more than 3000 elements/);
});

test('a text that XML cannot hold is a fault of the writer', () => {
  assert.throws(() => printFetch({ kind: 'fetch', entity: entity('a', { filter: and([condition('a', 'eq', '\u0000')]) }) }));
});
