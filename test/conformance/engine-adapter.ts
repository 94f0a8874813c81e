import type { Engine, Policy, Principal, RowSource } from '../../engine/index.ts';
import { createEngine, parsePolicy } from '../../engine/index.ts';
import type { Adapter, Data, Inputs } from './check.ts';
import { sortedIds } from './sorting.ts';

/** The engine as a host: it runs in Node and, bundled, in the script engine of the plug-in. Each policy passes `parsePolicy` first. */
export const engineAdapter: Adapter = {
  decide: ({ policy, principal, data, now }, request) => engineOf(policy).decide(principal, request, sourceOf(data), now),
  columns: ({ policy, principal, data, now }, table, row) => engineOf(policy).columns(principal, table, row, sourceOf(data), now),
  refusal: ({ policy, principal, data, now }, request) => engineOf(policy).refusal(principal, request, sourceOf(data), now),
  rows(inputs, table, query) {
    const { policy, principal, data, now } = inputs;
    const engine = engineOf(policy);
    const source = sourceOf(data);
    checkPlan(engine, inputs, table);
    const plan = engine.plan(principal, 'read', table, now, { source, ...(query && { query }) });
    const rows = (data.rows[table] ?? []).filter((row) => engine.selects(plan, row, source));
    return sortedIds(engine, { principal, policy, source, now }, table, rows, query?.sort ?? []);
  },
  door({ policy, principal, data, now }, door, table) {
    const engine = engineOf(policy);
    const ids = (data.rows[table] ?? []).map(({ id }) => id);
    return ids.filter((id) => engine.admits(principal, door, table, id, sourceOf(data), now)).sort();
  },
};

let last: { readonly policy: Policy; readonly engine: Engine } | null = null;

/** The engine of a policy; the one of the last policy is kept, as a host keeps it. */
export function engineOf(policy: Policy): Engine {
  if (last?.policy === policy) return last.engine;
  const parsing = parsePolicy(policy);
  if (parsing.kind === 'problems') throw new Error(`the policy was not accepted: ${JSON.stringify(parsing.problems)}`);
  last = { policy, engine: createEngine(parsing.policy) };
  return last.engine;
}

/** Rows and grants of a case as a source. */
export const sourceOf = (data: Data): RowSource => ({
  load: (table, id) => (data.rows[table] ?? []).filter((row) => row.id === id)[0] ?? null,
  grants: () => data.grants,
});

/** The law that guards it all: the rows of the plan are those that decide allows one by one. */
function checkPlan(engine: Engine, { principal, data, now }: Inputs, table: string): void {
  const source = sourceOf(data);
  const plan = engine.plan(principal, 'read', table, now, { source });
  (data.rows[table] ?? []).forEach((row) => {
    const allowed = engine.decide(principal as Principal, { privilege: 'read', table, id: row.id }, source, now).allowed;
    if (engine.selects(plan, row, source) !== allowed) throw new Error(`plan and decision differ on \`${table}:${row.id}\``);
  });
}
