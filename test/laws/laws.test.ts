import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Fetch } from '../../engine/fetchxml/index.ts';
import { entity, parseFetch, printFetch } from '../../engine/fetchxml/index.ts';
import type { Engine, Plan, Rule } from '../../engine/index.ts';
import { parsePolicy, planToFetch, planToOData } from '../../engine/index.ts';
import { engineOf, sourceOf } from '../conformance/engine-adapter.ts';
import { canonical, engineAdapter } from '../conformance/index.ts';
import { reference } from '../reference/reference.ts';
import { selectIds } from './fetch-rows.ts';
import { navigationOf, selectByOData } from './odata-rows.ts';
import type { World } from './world.ts';
import { makeCondition, makeRequests, makeRule, makeWorld, NOW, TABLES } from './world.ts';

const SEED = 20260615;
/** A law on random worlds; shrinking takes longer than reading the world, so the first failure ends it and shows its world. */
const law = (name: string, runs: number, check: (g: fc.GeneratorValue, world: World) => void): void => {
  test(name, () => {
    const shown = (g: fc.GeneratorValue): void => {
      const world = makeWorld(g);
      try {
        check(g, world);
      } catch (error) {
        throw new Error(`${String(error)}\n${JSON.stringify(world)}`, { cause: error });
      }
    };
    const details = fc.check(fc.property(fc.gen(), shown), { seed: SEED, numRuns: runs, endOnFailure: true });
    if (details.failed) throw details.errorInstance;
  });
};
const inputsOf = (world: World) => ({ ...world, now: NOW });
const idsOf = (world: World, table: string): readonly string[] => (world.data.rows[table] ?? []).map(({ id }) => id);
const withRules = (world: World, rules: readonly Rule[]): World => ({ ...world, policy: { ...world.policy, rules } });

law('decisions, columns and refusals are those of the reference', 300, (g, world) => {
  const inputs = inputsOf(world);
  for (const request of makeRequests(g, world)) {
    assert.equal(canonical(engineAdapter.decide(inputs, request)), canonical(reference.decide(inputs, request)));
    assert.equal(canonical(engineAdapter.refusal(inputs, request)), canonical(reference.refusal(inputs, request)));
  }
  for (const table of ['thing', 'part']) {
    for (const id of idsOf(world, table))
      assert.equal(canonical(engineAdapter.columns(inputs, table, id)), canonical(reference.columns(inputs, table, id)));
  }
});

law('D16: the rows of a plan are those that decide allows one by one, for every privilege', 250, (g, world) => {
  const engine = engineOf(world.policy);
  const source = sourceOf(world.data);
  for (const table of Object.keys(TABLES)) {
    for (const privilege of ['read', 'write', 'delete'] as const) {
      const plan = engine.plan(world.principal, privilege, table, NOW, { source });
      for (const row of world.data.rows[table] ?? []) {
        const { allowed } = engine.decide(world.principal, { privilege, table, id: row.id }, source, NOW);
        assert.equal(engine.selects(plan, row, source), allowed, `${privilege} ${table}:${row.id}`);
      }
    }
    const filter = makeCondition(g, table);
    assert.deepEqual(engineAdapter.rows(inputsOf(world), table, { filter }), reference.rows(inputsOf(world), table, { filter }));
  }
});

/** The ids that the printed query selects, and those of them that the residue keeps. */
function printed(engine: Engine, world: World, table: string, plan: Plan, used: { links: number; conditions: number }) {
  const { policy } = world;
  const result = planToFetch(plan, { policy, table, used });
  const fetch: Fetch = { kind: 'fetch', entity: entity(table, { filter: result.filter, links: result.links }) };
  const parsing = parseFetch(printFetch(fetch));
  assert.equal(parsing.kind, 'fetch', parsing.kind === 'problem' ? parsing.message : '');
  const ids = selectIds(policy, world.data.rows, (parsing as { fetch: Fetch }).fetch);
  const { residue } = result;
  const source = sourceOf(world.data);
  const row = (id: string) => source.load(table, id) ?? assert.fail();
  return { result, ids, kept: residue ? ids.filter((id) => engine.selects(residue, row(id), source)) : ids };
}

law(
  'A06: the printed query loses no row of its plan; with the residue it has no other, but for texts of the collation',
  700,
  (g, world) => {
    const engine = engineOf(world.policy);
    const source = sourceOf(world.data);
    const used = g(
      fc.constantFrom,
      { links: 0, conditions: 0 },
      { links: 14, conditions: 0 },
      { links: 0, conditions: 495 },
      { links: 15, conditions: 485 },
    );
    for (const table of Object.keys(TABLES)) {
      const query = g(fc.boolean) ? { filter: makeCondition(g, table) } : {};
      const plan = engine.plan(world.principal, 'read', table, NOW, { source, query });
      const wanted = (world.data.rows[table] ?? []).filter((row) => engine.selects(plan, row, source)).map(({ id }) => id);
      const { result, ids, kept } = printed(engine, world, table, plan, used);
      for (const id of wanted) assert.ok(ids.includes(id), `lost ${table}:${id}`);
      for (const id of wanted) assert.ok(kept.includes(id), `the residue lost ${table}:${id}`);
      if (!result.comparesText) assert.deepEqual(kept, wanted);
      const fits = result.used.links + used.links <= 15 && result.used.conditions + result.used.links + used.conditions + used.links <= 500;
      assert.ok(fits || result.never);
      assert.equal(result.never, plan.kind === 'never');
      if (result.never) assert.deepEqual(ids, []);
    }
  },
);

law(
  'A06: the same plan as a filter of the Web API loses no row; with the residue it has no other, but for texts of the collation',
  400,
  (g, world) => {
    const engine = engineOf(world.policy);
    const source = sourceOf(world.data);
    for (const table of Object.keys(TABLES)) {
      const query = g(fc.boolean) ? { filter: makeCondition(g, table) } : {};
      const plan = engine.plan(world.principal, 'read', table, NOW, { source, query });
      const wanted = (world.data.rows[table] ?? []).filter((row) => engine.selects(plan, row, source)).map(({ id }) => id);
      const printed = planToOData(plan, { policy: world.policy, table, navigation: navigationOf, most: g(fc.constantFrom, 6000, 120) });
      const ids = selectByOData(world.policy, world.data.rows, table, printed.filter);
      const { residue } = printed;
      const row = (id: string) => source.load(table, id) ?? assert.fail();
      const kept = residue ? ids.filter((id) => engine.selects(residue, row(id), source)) : ids;
      for (const id of wanted) assert.ok(kept.includes(id), `lost ${table}:${id} by ${printed.filter}`);
      if (!printed.comparesText) assert.deepEqual(kept, wanted, printed.filter ?? '');
      if (printed.never) assert.deepEqual(ids, []);
    }
  },
);

law('a bound person is answered as decide and columns answer, whatever rows were asked before', 400, (_g, world) => {
  const engine = engineOf(world.policy);
  for (const grants of [world.data.grants ?? [], []]) {
    const source = sourceOf({ ...world.data, grants });
    const person = engine.forPerson(world.principal);
    const moment = engine.momentOf(source, NOW);
    for (const table of Object.keys(TABLES)) {
      for (const row of world.data.rows[table] ?? []) {
        const read = person.test('read', table)(row, moment);
        assert.equal(read, engine.decide(world.principal, { privilege: 'read', table, id: row.id }, source, NOW).allowed, `read ${row.id}`);
        for (const privilege of ['write', 'delete'] as const) {
          const bound = read && person.test(privilege, table)(row, moment);
          const { allowed } = engine.decide(world.principal, { privilege, table, id: row.id }, source, NOW);
          assert.equal(bound, allowed, `${privilege} ${row.id}`);
        }
        const levels = person.columns(table)(row, moment);
        assert.equal(canonical(levels), canonical(engine.columns(world.principal, table, row.id, source, NOW)), `columns ${row.id}`);
      }
    }
  }
});

law('a column is computed with just where its level is read', 150, (_g, world) => {
  const engine = engineOf(world.policy);
  const source = sourceOf(world.data);
  for (const table of ['thing', 'part']) {
    const clear = engine.clearColumns(world.principal, table, NOW, { source });
    for (const row of world.data.rows[table] ?? []) {
      if (!engine.decide(world.principal, { privilege: 'read', table, id: row.id }, source, NOW).allowed) continue;
      const levels = engine.columns(world.principal, table, row.id, source, NOW);
      for (const column of Object.keys(levels)) {
        assert.equal(engine.selects(clear[column] ?? assert.fail(), row, source), levels[column]?.level === 'read', `${table}.${column}`);
      }
    }
  }
});

law('adding a deny never grants', 100, (g, world) => {
  const deny = makeRule(g, 'new', { effect: 'deny' });
  const less = inputsOf(withRules(world, [...world.policy.rules, deny]));
  for (const request of makeRequests(g, world)) {
    const before = reference.decide(inputsOf(world), request).allowed;
    const after = (engineAdapter.decide(less, request) as { allowed: boolean }).allowed;
    assert.ok(before || !after);
  }
});

law('order and duplicates of rules do not matter', 60, (g, world) => {
  const rules = [...world.policy.rules].reverse();
  const doubled = inputsOf(withRules(world, [...rules, ...rules.filter(() => g(fc.boolean))]));
  const told = (decision: unknown): string => canonical({ ...(decision as object), applied: null });
  for (const request of makeRequests(g, world)) {
    assert.equal(told(engineAdapter.decide(doubled, request)), told(engineAdapter.decide(inputsOf(world), request)));
  }
});

law('an explanation tells the decision that decide gives', 60, (g, world) => {
  const engine = engineOf(world.policy);
  for (const request of makeRequests(g, world)) {
    const explanation = engine.explain(world.principal, request, sourceOf(world.data), NOW);
    assert.deepEqual(explanation.decision, engine.decide(world.principal, request, sourceOf(world.data), NOW));
  }
});

test('the policies of these laws are accepted, so they are what they seem', () => {
  const problems = fc.sample(fc.gen(), { seed: SEED, numRuns: 50 }).flatMap((g) => {
    const parsing = parsePolicy(makeWorld(g).policy);
    return parsing.kind === 'problems' ? parsing.problems : [];
  });
  assert.deepEqual(problems, []);
});
