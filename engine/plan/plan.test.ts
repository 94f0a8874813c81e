import assert from 'node:assert/strict';
import test from 'node:test';
import { entity, printFetch } from '../fetchxml/index.ts';
import type { Condition, Policy, Principal, Rule } from '../index.ts';
import { createEngine, planToFetch } from '../index.ts';

const NOW = '2026-06-15T12:00:00Z';
const JANE: Principal = {
  kind: 'contact',
  site: 's',
  contact: { id: 'c-1', region: '50%_[a]', limit: '1000.50' },
  account: { id: 'a-1' },
  roles: ['r'],
};

const policyOf = (rules: readonly Rule[]): Policy => ({
  site: 's',
  timezone: 'UTC',
  roles: { r: { site: 's' } },
  rules,
  tables: {
    contact: { kind: 'protected', columns: { region: 'text', limit: 'number', since: 'datetime' } },
    account: { kind: 'protected', columns: { name: 'text', tier: 'choice' } },
    salesorder: {
      kind: 'protected',
      columns: {
        name: 'text',
        status: 'choice',
        amount: 'number',
        flag: 'boolean',
        due: 'datetime',
        orderedby: { lookup: ['contact'] },
        customer: { lookup: ['account', 'contact'] },
      },
    },
    note: { kind: 'protected', primaryKey: 'annotationid', columns: { order: { lookup: ['salesorder'] } } },
  },
});
const allow = (rule: Partial<Rule>): Rule => ({
  id: 'a',
  effect: 'allow',
  table: 'salesorder',
  roles: ['r'],
  privileges: ['read'],
  access: 'global',
  ...rule,
});
const deny = (rule: Partial<Rule>): Rule => ({ ...allow({ id: 'd' }), effect: 'deny', ...rule });

function printed(rules: readonly Rule[], table = 'salesorder', used = { links: 0, conditions: 0 }) {
  const policy = policyOf(rules);
  const plan = createEngine(policy).plan(JANE, 'read', table, NOW);
  const result = planToFetch(plan, { policy, table, used });
  const xml = printFetch({ kind: 'fetch', entity: entity(table, { filter: result.filter, links: result.links }) });
  return { ...result, xml: xml.replace(`<fetch><entity name="${table}">`, '').replace('</entity></fetch>', ''), plan };
}
const when = (condition: Condition) => printed([allow({ when: condition })]);

test('D16: own orders are those that name the contact', () => {
  const { xml, residue } = printed([allow({ access: { contact: 'orderedby' } })]);
  assert.equal(xml, '<filter><condition attribute="orderedby" operator="eq" value="c-1"/></filter>');
  assert.equal(residue, null);
});

test('D15: without a rule nothing is selected, and the filter says so', () => {
  const { xml, never, plan } = printed([]);
  assert.equal(plan.kind, 'never');
  assert.ok(never);
  assert.equal(xml, '<filter><condition attribute="salesorderid" operator="null"/></filter>');
});

test('never is printed although the query has used up its conditions', () => {
  assert.match(printed([], 'salesorder', { links: 15, conditions: 485 }).xml, /operator="null"/);
});

test('a global allow needs no filter', () => {
  const { filter, plan, residue } = printed([allow({})]);
  assert.equal(plan.kind, 'always');
  assert.equal(filter, null);
  assert.equal(residue, null);
});

test('a deny spares only where it is known to be false: not-null stands beside every negative operator', () => {
  assert.equal(
    printed([allow({}), deny({ when: ['status', '=', 3] })]).xml,
    '<filter><filter><condition attribute="status" operator="not-null"/><condition attribute="status" operator="ne" value="3"/></filter></filter>',
  );
  assert.equal(
    printed([allow({}), deny({ when: ['status', 'in', [3, 4]] })]).xml,
    '<filter><filter><condition attribute="status" operator="not-null"/><condition attribute="status" operator="not-in"><value>3</value><value>4</value></condition></filter></filter>',
  );
});

test('with whenUnknown: skip a deny spares unknown rows too', () => {
  assert.equal(
    printed([allow({}), deny({ when: ['status', '=', 3], whenUnknown: 'skip' })]).xml,
    '<filter><filter type="or"><condition attribute="status" operator="null"/><condition attribute="status" operator="ne" value="3"/></filter></filter>',
  );
});

test('not goes down to the comparisons, lists become in, numbers and times are literals', () => {
  assert.equal(
    when({
      not: {
        any: [
          ['amount', '<', '010.50'],
          ['due', '≥', { now: true }],
        ],
      },
    }).xml,
    '<filter><condition attribute="amount" operator="ge" value="10.5"/><condition attribute="due" operator="lt" value="2026-06-15T12:00:00Z"/></filter>',
  );
  assert.equal(
    when(['status', 'in', [1, 2]]).xml,
    '<filter><condition attribute="status" operator="in"><value>1</value><value>2</value></condition></filter>',
  );
  assert.equal(when(['flag', '=', true]).xml, '<filter><condition attribute="flag" operator="eq" value="1"/></filter>');
  assert.equal(
    when(['amount', '≤', { principal: 'contact.limit' }]).xml,
    '<filter><condition attribute="amount" operator="le" value="1000.5"/></filter>',
  );
});

test('A06: wildcards of a value are escaped for LIKE and stand for themselves in eq', () => {
  assert.equal(
    when(['name', 'begins-with', { principal: 'contact.region' }]).xml,
    '<filter><condition attribute="name" operator="begins-with" value="50[%][_][[]a]"/></filter>',
  );
  assert.equal(when(['name', 'contains', '%']).xml, '<filter><condition attribute="name" operator="like" value="%[%]%"/></filter>');
  assert.equal(when(['name', '=', '50%']).xml, '<filter><condition attribute="name" operator="eq" value="50%"/></filter>');
});

test('text that the store may compare differently is selected more widely, with a residue', () => {
  const greek = when(['name', '=', 'Straße']);
  assert.equal(greek.xml, '<filter><condition attribute="name" operator="like" value="stra%e%"/></filter>');
  assert.ok(greek.residue);
  const unequal = when(['name', '≠', 'a']);
  assert.equal(unequal.xml, '<filter><condition attribute="name" operator="not-null"/></filter>');
  assert.ok(unequal.residue);
  assert.ok(when(['name', 'ends-with', 'a']).residue);
  assert.ok(when(['name', '=', 'a']).comparesText && !when(['name', '=', 'a']).residue);
});

test('lookups are outer links, shared between rules', () => {
  const { xml } = printed([
    allow({ when: ['customer:account.tier', '=', 1] }),
    allow({ id: 'b', when: ['customer:account.name', 'is null'] }),
  ]);
  assert.equal(
    xml,
    '<filter><filter type="or"><condition entityname="rule1" attribute="tier" operator="eq" value="1"/><condition entityname="rule1" attribute="name" operator="null"/></filter></filter>' +
      '<link-entity name="account" from="accountid" to="customer" link-type="outer" alias="rule1"/>',
  );
});

test('a child row is selected through its parent row', () => {
  const { xml } = printed(
    [allow({ access: { contact: 'orderedby' } }), allow({ id: 'n', table: 'note', roles: [], access: { parent: 'order', rule: 'a' } })],
    'note',
  );
  assert.equal(
    xml,
    '<filter><condition entityname="rule1" attribute="salesorderid" operator="not-null"/><condition entityname="rule1" attribute="orderedby" operator="eq" value="c-1"/></filter>' +
      '<link-entity name="salesorder" from="salesorderid" to="order" link-type="outer" alias="rule1"/>',
  );
});

test('what exceeds the budget is left to the residue', () => {
  const full = printed([allow({ when: ['orderedby.region', 'is null'], access: { account: 'customer' } })], 'salesorder', {
    links: 15,
    conditions: 0,
  });
  assert.equal(full.xml, '<filter><condition attribute="customer" operator="eq" value="a-1"/></filter>');
  assert.equal(full.residue?.kind, 'test');
});

test('an empty text operand is unknown, so an allow never holds by it', () => {
  assert.equal(when(['name', 'contains', ' ']).plan.kind, 'never');
});

test('two columns are compared by the store where one is of the root table and the types are surely the same', () => {
  assert.equal(
    when(['orderedby.since', '≤', { column: 'due' }]).xml,
    '<filter><condition attribute="due" operator="ge" valueof="rule1.since"/></filter>' +
      '<link-entity name="contact" from="contactid" to="orderedby" link-type="outer" alias="rule1"/>',
  );
  const numbers = when(['amount', '≤', { column: 'orderedby.limit' }]);
  assert.match(numbers.xml, /attribute="amount" operator="not-null".*attribute="limit" operator="not-null"/);
  assert.ok(numbers.residue);
});
