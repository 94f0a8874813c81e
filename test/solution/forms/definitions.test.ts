import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { experienceProblems } from '../../../plugins/api/index.ts';
import type { JsonObject, PolicyFacts } from '../../../solution/app/forms/check/facts.ts';
import {
  actionKind,
  type DefinitionKind,
  dashboardKind,
  menuItemKind,
  personaKind,
  protectedTableKind,
  recordFormKind,
  ruleKind,
  tabKind,
  tileKind,
} from '../../../solution/app/forms/check/kinds.ts';

const samples = fileURLToPath(new URL('../../../samples/', import.meta.url));
const site = '11111111-2222-5333-8444-555555555555';
const yaml = (sample: string, file: string) => parse(readFileSync(join(samples, sample, file), 'utf8')) as JsonObject;
const listIn = (of: JsonObject, key: string): readonly JsonObject[] => (of[key] ?? []) as readonly JsonObject[];

/** Every definition that a sample's pages are made of, with the kind that its form checks it by. */
function definitionsOf(sample: string) {
  const [policy, experience, description] = ['policy.yaml', 'experience.yaml', 'site.yaml'].map((file) => yaml(sample, file));
  if (!policy || !experience || !description) throw new Error(`the sample \`${sample}\` is not whole`);
  const dashboards = listIn(experience, 'dashboards');
  const own = listIn(description, 'webRoles').map(({ name }) => String(name));
  const facts: PolicyFacts = {
    site,
    tables: policy.tables as JsonObject,
    roles: [...own, 'Authenticated Users', 'Anonymous Users'],
    masks: (policy.masks ?? {}) as JsonObject,
  };
  const all: readonly (readonly [DefinitionKind, readonly JsonObject[], list: string | null])[] = [
    [ruleKind, listIn(policy, 'rules'), null],
    [personaKind, listIn(experience, 'personas'), 'personas'],
    [dashboardKind, dashboards.map(({ tabs: _, ...dashboard }) => dashboard), null],
    [tabKind, dashboards.flatMap((dashboard) => listIn(dashboard, 'tabs')), null],
    [tileKind, listIn(experience, 'tiles'), 'tiles'],
    [tileKind, listIn(experience, 'grids'), 'grids'],
    [recordFormKind, listIn(experience, 'forms'), 'forms'],
    [menuItemKind, listIn(experience, 'menu'), 'menu'],
    [actionKind, listIn(experience, 'actions'), 'actions'],
  ];
  return { facts, all, tables: Object.entries(policy.tables as JsonObject) };
}

const names = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'experience.yaml')));

test('every definition of every sample passes the check of its form, and says its own name to the row', () => {
  assert.ok(names.includes('scm'));
  for (const sample of names) {
    const { facts, all, tables } = definitionsOf(sample);
    for (const [kind, definitions] of all)
      for (const each of definitions) {
        const label = `${sample}: ${String(each.name ?? each.id)}`;
        assert.deepEqual(kind.check(each, facts, ''), { problems: [], notes: [] }, label);
        assert.ok(Object.values(kind.repeats(each)).includes(String(each.name ?? each.id)), label);
      }
    for (const [name, table] of tables) assert.deepEqual(protectedTableKind.check(table, facts, name).problems, [], `${sample}: ${name}`);
  }
});

const others = [7, 'x', 'two words', true, [], {}, [7], ['x'], null];

/** A value with each of its parts, however deep, left out, misspelt or of another type. */
function spoilt(value: unknown): readonly unknown[] {
  if (Array.isArray(value))
    return value.flatMap((each, at) => spoilt(each).map((other) => value.map((own, index) => (index === at ? other : own))));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) => {
    const { [key]: _, ...rest } = value as JsonObject;
    return [rest, { ...rest, [`${key}x`]: own }, ...[...others, ...spoilt(own)].map((other) => ({ ...value, [key]: other }))];
  });
}

test('what a form lets pass, publishing takes: a definition of a wrong shape never reaches the pack', () => {
  const { facts, all } = definitionsOf('scm');
  const policy = { site, timezone: 'UTC', roles: {}, tables: facts.tables, rules: [] } as unknown as Parameters<
    typeof experienceProblems
  >[0];
  let [passed, refused] = [0, 0];
  for (const [kind, definitions, list] of all) {
    if (list === null) continue;
    for (const definition of definitions)
      for (const candidate of spoilt(definition)) {
        if (kind.check(candidate, facts, '').problems.length > 0) {
          refused += 1;
          continue;
        }
        passed += 1;
        const experience: JsonObject = { languages: ['en'], menu: [], grids: [], [list]: [candidate] };
        const shape: readonly unknown[] = experienceProblems(policy, experience, {}).filter(({ path }) => path === 'experience');
        assert.deepEqual(shape, [], JSON.stringify(candidate));
      }
  }
  assert.ok(passed > 20 && refused > 200, `${passed} passed, ${refused} refused`);
});

test('a misspelt column, a strange role and a broken condition are told with their paths', () => {
  const { facts } = definitionsOf('scm');
  const check = (kind: DefinitionKind, value: unknown) =>
    kind.check(value, facts, '').problems.map(({ path, message }) => `${path}: ${message}`);
  const titles = { en: 'T' };
  assert.deepEqual(check(personaKind, { name: 'p', titles, roles: ['Nobody'], when: [{ column: 'age' }, '>', '1'] }), [
    'when: the table `contact` has no column `age`',
    'roles[0]: the site has no role `Nobody`',
  ]);
  const counter = { name: 't', titles, kind: 'counter', table: 'salesorder', measure: { sum: 'total' }, filter: { some: [] } };
  assert.deepEqual(check(tileKind, counter), [
    'measure.sum: the table `salesorder` has no column `total`',
    'filter: must be `all`, `any` or `not` with conditions, or a comparison `[left, operator, right]`',
  ]);
  assert.deepEqual(check(tileKind, { ...counter, kind: 'pie' }), ['kind: must be one of counter, list, chart, sla, links']);
  assert.deepEqual(check(tileKind, { ...counter, table: 'constructor' }), ['table: the policy has no table `constructor`']);
  assert.deepEqual(check(tabKind, 'x'), ['definition: must be an object']);
  assert.deepEqual(check(menuItemKind, { name: 'm', titles, url: '/', order: 1, needs: { role: 'Boss' } }), [
    'needs: must have `table` and `privilege`, or `table` and `action`, or `signedIn`, or `personas`',
  ]);
});

test('whatever JSON stands in a definition, every check answers', () => {
  const { facts, all } = definitionsOf('scm');
  const hostile = [
    null,
    [],
    {},
    1,
    '',
    { __proto__: 1 },
    JSON.parse('{"__proto__": {"table": "x"}, "table": "__proto__", "kind": "toString"}'),
  ];
  for (const [kind] of all) for (const each of hostile) assert.ok(kind.check(each, facts, 'x').problems.length > 0, JSON.stringify(each));
});
