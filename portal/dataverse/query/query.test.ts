import assert from 'node:assert/strict';
import test from 'node:test';
import { and, condition, type FetchOperator, printFilter } from '../../../engine/fetchxml/index.ts';
import { createDataverse, isFault } from '../index.ts';
import { derivedGuid } from '../storage/guid.ts';

const system = { kind: 'system' } as const;
const id = (name: string) => derivedGuid('query test', name);
const now = new Date('2026-06-17T12:30:45Z');

/** Contacts a … e: the last one has every column of interest empty. */
async function fixture() {
  const dataverse = createDataverse({ file: ':memory:', sales: true, now: () => now });
  await dataverse.seed({
    account: [
      { accountid: id('X'), name: 'Xerxes GmbH', creditlimit: '100.10' },
      { accountid: id('Y'), name: 'Yvönne [50%]', creditlimit: '100.1' },
    ],
    contact: [
      {
        contactid: id('a'),
        lastname: 'Abel',
        jobtitle: 'Chef',
        parentcustomerid: `account:${id('X')}`,
        creditlimit: '-1.50',
        birthdate: '1990-06-17',
      },
      {
        contactid: id('b'),
        lastname: 'Bäcker',
        jobtitle: 'chef ',
        parentcustomerid: `account:${id('Y')}`,
        creditlimit: '2',
        birthdate: '2026-06-17',
      },
      {
        contactid: id('c'),
        lastname: 'Çelik',
        jobtitle: '100% [x]_y',
        parentcustomerid: `contact:${id('a')}`,
        creditlimit: '10',
        accountrolecode: 2,
      },
      { contactid: id('d'), lastname: 'Dürer', jobtitle: "O'Brien", accountrolecode: 1, mspp_userpreferredlcid: '1033,1031' },
      { contactid: id('e'), lastname: 'Emil' },
    ],
  });
  const rows = (body: string, attributes = '') =>
    dataverse
      .read(system)
      .retrieveMultiple(
        `<fetch ${attributes}><entity name="contact"><attribute name="lastname"/>${body}<order attribute="lastname"/></entity></fetch>`,
      );
  const names = (body: string) =>
    rows(body)
      .rows.map((row) => String(row.values.lastname).charAt(0).replace('Ç', 'C').toLowerCase())
      .join('');
  const where = (attribute: string, operator: FetchOperator, ...values: readonly string[]) => {
    const given = values.length === 1 ? values[0] : values.length > 1 ? values : undefined;
    return names(printFilter(and([condition(attribute, operator, given)])));
  };
  return { dataverse, rows, names, where };
}

test('negative operators let rows without a value through, positive ones do not', async () => {
  const { dataverse, where } = await fixture();
  const table: readonly (readonly [string, FetchOperator, readonly string[], string])[] = [
    ['jobtitle', 'eq', ['CHEF'], 'ab'],
    ['jobtitle', 'ne', ['chef'], 'cde'],
    ['jobtitle', 'neq', ['chef'], 'cde'],
    ['jobtitle', 'in', ['chef', "o'brien"], 'abd'],
    ['jobtitle', 'not-in', ['chef', "o'brien"], 'ce'],
    ['jobtitle', 'like', ['ch%'], 'ab'],
    ['jobtitle', 'not-like', ['ch%'], 'cde'],
    ['jobtitle', 'begins-with', ['100[%] [[]'], 'c'],
    ['jobtitle', 'not-begin-with', ['ch'], 'cde'],
    ['jobtitle', 'ends-with', ['rien'], 'd'],
    ['jobtitle', 'not-end-with', ['rien'], 'abce'],
    ['jobtitle', 'null', [], 'e'],
    ['jobtitle', 'not-null', [], 'abcd'],
    ['creditlimit', 'gt', ['-1.500'], 'bc'],
    ['creditlimit', 'ge', ['-1.5'], 'abc'],
    ['creditlimit', 'lt', ['2.0000001'], 'ab'],
    ['creditlimit', 'between', ['-2', '2'], 'ab'],
    ['creditlimit', 'not-between', ['-2', '2'], 'cde'],
    ['accountrolecode', 'ne', ['1'], 'abce'],
    ['mspp_userpreferredlcid', 'contain-values', ['1031', '1036'], 'd'],
    ['mspp_userpreferredlcid', 'not-contain-values', ['1031'], 'abce'],
    ['mspp_userpreferredlcid', 'in', ['1031', '1033'], 'd'],
    ['mspp_userpreferredlcid', 'not-in', ['1031', '1033'], 'abce'],
    ['createdby', 'ne-userid', [], ''],
    ['createdby', 'eq-userid', [], 'abcde'],
    ['preferredsystemuserid', 'ne-userid', [], 'abcde'],
    ['birthdate', 'on', ['2026-06-17'], 'b'],
    ['birthdate', 'today', [], 'b'],
    ['birthdate', 'on-or-before', ['2026-06-16'], 'a'],
    ['birthdate', 'olderthan-x-years', ['10'], 'a'],
    ['createdon', 'last-x-hours', ['1'], ''],
    ['createdon', 'this-week', [], 'abcde'],
  ];
  for (const [attribute, operator, values, expected] of table) {
    assert.equal(where(attribute, operator, ...values), expected, `${attribute} ${operator} ${values.join('|')}`);
  }
  await dataverse.close();
});

test('values and names cannot become SQL', async () => {
  const { dataverse, where, names } = await fixture();
  const nasty = `x' OR 1=1; DROP TABLE "t_contact"; --`;
  assert.equal(where('jobtitle', 'eq', nasty), '');
  assert.equal(where('jobtitle', 'like', nasty), '');
  assert.equal(where('jobtitle', 'eq', "o'brien"), 'd');
  const fault = (body: string) =>
    assert.throws(
      () => names(body),
      (error) => isFault(error) && error.status === 400,
    );
  fault(`<filter><condition attribute="jobtitle&quot; IS NULL OR &quot;1" operator="null"/></filter>`);
  fault(`<filter><condition attribute="jobtitle~f" operator="null"/></filter>`);
  fault(`<filter><condition attribute="contactid" operator="eq" value="' OR 1=1"/></filter>`);
  fault(`<filter><condition attribute="creditlimit" operator="gt" value="0 OR 1=1"/></filter>`);
  fault(`<link-entity name="account&quot;" from="accountid" to="parentcustomerid"/>`);
  fault(`<link-entity name="sqlite_master" from="name" to="lastname"/>`);
  assert.throws(() => dataverse.read(system).retrieveMultiple('<fetch><entity name="meta_table"/></fetch>'), /not found in the metadata/);
  assert.equal(names(''), 'abcde');
  await dataverse.close();
});

test('an alias and a link name of any text stay a text', async () => {
  const { dataverse, rows } = await fixture();
  const alias = `"; DROP TABLE t_contact; --`.replaceAll('"', '&quot;');
  const page = (() => {
    try {
      return rows(
        `<link-entity name="account" from="accountid" to="parentcustomerid" alias="${alias}"><attribute name="name"/></link-entity>`,
      );
    } catch (error) {
      return isFault(error) ? null : assert.fail(String(error));
    }
  })();
  if (page) assert.equal(page.rows.length, 2);
  assert.equal(rows('').rows.length, 5);
  await dataverse.close();
});

test('an alias cannot stand for the id, for another column, or for a prototype', async () => {
  const { dataverse, rows } = await fixture();
  const fault = (body: string) => assert.throws(() => rows(body), /is used more than once/, body);
  fault('<attribute name="lastname" alias="contactid"/>');
  fault('<attribute name="lastname" alias="jobtitle"/><attribute name="jobtitle"/>');
  fault(
    '<link-entity name="account" from="accountid" to="parentcustomerid" alias="p"><attribute name="name" alias="contactid"/></link-entity>',
  );
  const [row] = rows('<attribute name="jobtitle" alias="__proto__"/>').rows;
  assert.deepEqual(Object.entries(row?.values ?? {}), [
    ['contactid', id('a')],
    ['lastname', 'Abel'],
    ['__proto__', 'Chef'],
  ]);
  assert.equal(row?.id, id('a'));
  const counted = '<attribute name="contactid" aggregate="count" alias="n"/><attribute name="lastname" aggregate="count" alias="n"/>';
  assert.throws(
    () => dataverse.read(system).retrieveMultiple(`<fetch aggregate="true"><entity name="contact">${counted}</entity></fetch>`),
    /is used more than once/,
  );
  const distinct = dataverse
    .read(system)
    .retrieveMultiple('<fetch distinct="true"><entity name="contact"><attribute name="lastname" alias="contactid"/></entity></fetch>');
  assert.equal(distinct.rows[0]?.id, '00000000-0000-0000-0000-000000000000');
  assert.equal(rows('<attribute name="lastname"/><all-attributes/>').rows.length, 5, 'a column may be named twice');
  await dataverse.close();
});

test('links: the filter of an outer link belongs to the join, a condition with entityname comes after it', async () => {
  const { dataverse, names } = await fixture();
  const link = (type: string, inner: string, alias = 'p') =>
    `<link-entity name="account" from="accountid" to="parentcustomerid" link-type="${type}" alias="${alias}">${inner}</link-entity>`;
  const xerxes = '<filter><condition attribute="name" operator="eq" value="xerxes gmbh"/></filter>';
  assert.equal(names(link('inner', xerxes)), 'a');
  assert.equal(names(link('outer', xerxes)), 'abcde');
  assert.equal(
    names(`${link('outer', xerxes)}<filter><condition entityname="p" attribute="accountid" operator="not-null"/></filter>`),
    'a',
  );
  assert.equal(
    names(`${link('outer', '')}<filter><condition entityname="p" attribute="name" operator="ne" value="xerxes gmbh"/></filter>`),
    'bcde',
  );
  const exists = (type: string, inner: string) => link(type, inner).replace(' alias="p"', '');
  assert.equal(names(exists('exists', xerxes)), 'a');
  assert.equal(names(exists('in', '')), 'ab');
  assert.equal(names(`<filter>${exists('any', xerxes)}</filter>`), 'a');
  assert.equal(names(`<filter>${exists('not any', xerxes)}</filter>`), 'bcde');
  assert.equal(names(`<filter>${exists('all', xerxes)}</filter>`), 'b');
  assert.equal(names(`<filter>${exists('not all', xerxes)}</filter>`), 'a');
  await dataverse.close();
});

test('sorting: lookups by name, choices by label, nulls first', async () => {
  const { dataverse } = await fixture();
  const sorted = (order: string) =>
    dataverse
      .read(system)
      .retrieveMultiple(`<fetch><entity name="contact"><attribute name="lastname"/>${order}<order attribute="lastname"/></entity></fetch>`)
      .rows.map((row) => String(row.values.lastname).charAt(0))
      .join('');
  assert.equal(sorted('<order attribute="parentcustomerid"/>'), 'DEÇAB');
  assert.equal(sorted('<order attribute="accountrolecode"/>'), 'ABEDÇ');
  assert.equal(sorted('<order attribute="creditlimit" descending="true"/>'), 'ÇBADE');
  await dataverse.close();
});

test('paging: rows per page, more, cookie, the total count', async () => {
  const { dataverse, rows } = await fixture();
  const first = rows('', 'count="2" page="1" returntotalrecordcount="true"');
  assert.deepEqual([first.rows.length, first.more, first.count], [2, true, 5]);
  assert.match(first.cookie ?? '', /^<cookie page="1"><contactid last="\{[0-9A-F-]{36}\}" first="\{[0-9A-F-]{36}\}" \/><\/cookie>$/);
  const cookie = (first.cookie ?? '').replace(/[<>"&]/g, (character) => `&#${character.charCodeAt(0)};`);
  const last = rows('', `count="2" page="3" paging-cookie="${cookie.replace('page=&#34;1', 'page=&#34;2')}"`);
  assert.deepEqual([last.rows.map((row) => row.values.lastname), last.more, last.cookie, last.count], [['Emil'], false, null, null]);
  assert.throws(() => rows('', 'count="2" page="2" paging-cookie="nonsense"'), /Paging Cookie/);
  assert.throws(() => rows('', 'count="5000" page="11"'), /paging cookie/);
  assert.equal(rows('', 'top="3"').more, false);
  await dataverse.close();
});

test('aggregates are exact and ignore nulls, except count', async () => {
  const { dataverse } = await fixture();
  const aggregate = (body: string) =>
    dataverse.read(system).retrieveMultiple(`<fetch aggregate="true"><entity name="contact">${body}</entity></fetch>`).rows;
  const [sums] = aggregate(
    `<attribute name="creditlimit" aggregate="sum" alias="s"/><attribute name="creditlimit" aggregate="avg" alias="a"/><attribute name="creditlimit" aggregate="min" alias="i"/>
     <attribute name="creditlimit" aggregate="max" alias="x"/><attribute name="contactid" aggregate="count" alias="n"/><attribute name="jobtitle" aggregate="countcolumn" distinct="true" alias="d"/>`,
  );
  assert.deepEqual({ ...sums?.values }, { s: '10.50', a: '3.5', i: '-1.50', x: '10.00', n: 5, d: 3 });
  const grouped = aggregate(
    '<attribute name="jobtitle" groupby="true" alias="j"/><attribute name="contactid" aggregate="count" alias="n"/><order alias="n" descending="true"/>',
  );
  assert.deepEqual([grouped.length, grouped[0]?.values.n], [4, 2]);
  const years = aggregate(
    '<attribute name="birthdate" groupby="true" dategrouping="year" alias="y"/><attribute name="contactid" aggregate="count" alias="n"/><order alias="y"/>',
  );
  assert.deepEqual(
    years.map((row) => row.values.y ?? null),
    [null, 1990, 2026],
  );
  await dataverse.close();
});

test('valueof compares two columns of the joined row', async () => {
  const { dataverse, names } = await fixture();
  assert.equal(names('<filter><condition attribute="modifiedon" operator="eq" valueof="createdon"/></filter>'), 'abcde');
  assert.equal(
    names(
      '<link-entity name="account" from="accountid" to="parentcustomerid" alias="p"/><filter><condition attribute="creditlimit" operator="lt" valueof="p.creditlimit"/></filter>',
    ),
    'ab',
  );
  assert.throws(() => names('<filter><condition attribute="creditlimit" operator="eq" valueof="lastname"/></filter>'), /different types/);
  await dataverse.close();
});

test('what is not implemented or too large is a fault that says so', async () => {
  const { dataverse, names } = await fixture();
  assert.throws(() => names('<filter><condition attribute="parentcustomerid" operator="under" value="x"/></filter>'), /'under'/);
  assert.throws(() => names('<filter><condition attribute="createdon" operator="this-fiscal-year"/></filter>'), /'this-fiscal-year'/);
  assert.throws(
    () =>
      names(
        '<link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer"><link-entity name="contact" from="contactid" to="primarycontactid"/></link-entity>',
      ),
    /inner link below an outer link/,
  );
  const links = '<link-entity name="account" from="accountid" to="parentcustomerid" link-type="outer"/>'.repeat(16);
  const conditions = `<filter>${'<condition attribute="lastname" operator="null"/>'.repeat(501)}</filter>`;
  assert.throws(
    () => names(links),
    (error) => isFault(error) && error.code === '0x8004430d',
  );
  assert.throws(
    () => names(conditions),
    (error) => isFault(error) && error.code === '0x8004430c',
  );
  assert.throws(
    () => names('<attribute name="nothing"/>'),
    (error) => isFault(error) && error.code === '0x80041103',
  );
  assert.throws(
    () => dataverse.read(system).retrieveMultiple('<fetch><entity name="nothing"/></fetch>'),
    (error) => isFault(error) && error.code === '0x80041102',
  );
  await dataverse.close();
});
