import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readPolicyText } from '../../cli/policy-file/index.ts';
import { type Cell, createEngine, type DecisionRequest, type Principal, type Row } from '../../engine/index.ts';

const guide = readFileSync(new URL('../../docs/rule-language.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```yaml (policy|rules|checks)\n([\s\S]*?)^```$/gm)].map(([, kind, text]) => ({
  kind: kind ?? '',
  text: text ?? '',
}));

interface Checks {
  readonly people: { readonly [name: string]: { readonly roles: readonly string[]; readonly contact: string; readonly account?: string } };
  readonly rows: { readonly [table: string]: { readonly [id: string]: { readonly [column: string]: Cell } } };
  readonly expect: readonly {
    readonly person: string;
    readonly read?: string;
    readonly write?: string;
    readonly set?: { readonly [column: string]: Cell };
    readonly met?: DecisionRequest['met'];
    readonly now?: string;
    readonly allowed: boolean;
    readonly code?: string;
    readonly columns?: { readonly [column: string]: string };
  }[];
}

const whole = parse(blocks[0]?.text ?? '') as { readonly rules: readonly object[] };
const NOW = '2026-06-15T12:00:00Z';

function engineWith(rules: readonly object[]) {
  const read = readPolicyText(JSON.stringify({ ...whole, rules }), { site: 'local', roles: {} });
  assert.equal(read.kind, 'policy', read.kind === 'problems' ? JSON.stringify(read.problems) : '');
  return createEngine((read as Extract<typeof read, { kind: 'policy' }>).policy);
}

function check(rules: readonly object[], { people, rows, expect }: Checks): void {
  const engine = engineWith(rules);
  const rowOf = (table: string, id: string): Row | null => {
    const columns = rows[table]?.[id];
    return columns === undefined ? null : { id, ...columns };
  };
  const source = { load: rowOf, grants: () => [] };
  for (const each of expect) {
    const { roles, contact, account } = people[each.person] ?? assert.fail(`nobody is called ${each.person}`);
    const principal: Principal = {
      kind: 'contact',
      site: 'local',
      contact: { id: contact },
      account: account === undefined ? null : { id: account },
      roles,
    };
    const id = each.read ?? each.write ?? '';
    const request: DecisionRequest = {
      privilege: each.read === undefined ? 'write' : 'read',
      table: 'case',
      id,
      ...(each.set === undefined ? {} : { set: each.set }),
      ...(each.met === undefined ? {} : { met: each.met }),
    };
    const decision = engine.decide(principal, request, source, each.now ?? NOW);
    assert.equal(decision.allowed, each.allowed, JSON.stringify(each));
    if (each.code !== undefined) assert.equal(decision.code, each.code, JSON.stringify(each));
    const levels = engine.columns(principal, 'case', id, source, each.now ?? NOW);
    for (const [column, level] of Object.entries(each.columns ?? {}))
      assert.equal(levels[column]?.level, level, `${column} of ${JSON.stringify(each)}`);
  }
}

test('the guide has a policy, and questions below every example', () => {
  assert.equal(blocks[0]?.kind, 'policy');
  assert.ok(blocks.length > 12);
  blocks.forEach(({ kind }, index) => {
    assert.equal(kind === 'checks', index % 2 === 1, `block ${index}`);
  });
});

blocks.forEach(({ kind, text }, index) => {
  if (kind !== 'checks') return;
  const example = blocks[index - 1] ?? assert.fail();
  const rules = example.kind === 'policy' ? whole.rules : (parse(example.text) as readonly object[]);
  test(`the rule language: example ${(index + 1) / 2} answers as the guide says`, () => check(rules, parse(text) as Checks));
});
