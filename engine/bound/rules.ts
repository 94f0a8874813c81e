import { holdsRole, parentsOf, rulesFor } from '../evaluate/candidates.ts';
import { follow, splitReference } from '../evaluate/operands.ts';
import type { Scope } from '../evaluate/scope.ts';
import type { CompiledRule } from '../model/compile-rule.ts';
import type { Path, Step } from '../model/expression.ts';
import type { Candidate } from '../model/model.ts';
import type { Row } from '../types.ts';
import type { Binding } from './binding.ts';
import { bindCondition } from './conditions.ts';
import type { TwoTests } from './leaves.ts';
import { always, everyOf, type Moment, never, notOf, type RowTest, someOf } from './tests.ts';

/** Whether a rule of the policy applies to a row, with person and roles bound into it; only for rules without requirements. */
export function bindRule(scope: Scope, candidate: Candidate, binding: Binding): RowTest {
  const { compiled } = candidate;
  const { rule } = compiled;
  const when = bindCondition(compiled.when, binding);
  const endsWhen = bindCondition(compiled.endsWhen, binding);
  if (rule.effect === 'allow' || rule.whenUnknown === 'skip')
    return everyOf([windowOf(compiled), accessOf(scope, candidate, binding).holds, when.holds, endsWhen.fails]);
  const access = accessOf(scope, candidate, binding);
  return everyOf([windowOf(compiled), notOf(access.fails), notOf(when.fails), notOf(endsWhen.holds)]);
}

/** Whether rules of the policy and their parents leave anything that cannot be bound: requirements depend on what a request brings. */
export const canBind = (scope: Scope, candidates: readonly Candidate[]): boolean =>
  candidates.every(
    (candidate) =>
      candidate.compiled.rule.requires === undefined &&
      parentsOf(scope, candidate).every((parent) =>
        rulesFor(scope, 'read', parent.compiled.rule.table).every((each) => each.compiled.rule.requires === undefined),
      ),
  );

function windowOf({ from, until }: CompiledRule): RowTest {
  if (from === null && until === null) return always;
  return (_row, moment) => (from === null || moment.now >= from) && (until === null || moment.now < until);
}

function accessOf(scope: Scope, candidate: Candidate, binding: Binding): TwoTests {
  const { access } = candidate.compiled;
  if (access.kind === 'condition') return bindCondition(access.condition, binding);
  const parent = parentsOf(scope, candidate)[0];
  // Only allows go through a parent, and they ask only whether it holds.
  if (parent === undefined || !holdsRole(scope, parent)) return { holds: never, fails: always };
  return { holds: parentTest(scope, parent, access.lookup, binding), fails: never };
}

/** The parent row satisfies the parent rule, and no deny of its table applies to it for `read`. */
function parentTest(scope: Scope, parent: Candidate, lookup: Path, binding: Binding): RowTest {
  const { compiled } = parent;
  const { table } = compiled.rule;
  const denies = rulesFor(scope, 'read', table).filter((each) => each.compiled.deniesRow);
  const holds = everyOf([
    windowOf(compiled),
    accessOf(scope, parent, binding).holds,
    bindCondition(compiled.when, binding).holds,
    bindCondition(compiled.endsWhen, binding).fails,
    notOf(someOf(denies.map((deny) => bindRule(scope, deny, binding)))),
  ]);
  if (holds === never) return never;
  const behind = parentReader(lookup, table, binding);
  return (row, moment) => {
    const above = behind(row, moment);
    return above !== null && holds(above, moment);
  };
}

function parentReader(lookup: Path, table: string, { reader }: Binding): (row: Row, moment: Moment) => Row | null {
  const step = lookup.steps[0] as Step;
  if (reader !== null && lookup.steps.length === 1) return reader.behind(step.column, table);
  if (reader !== null) throw new Error('rows of another form are followed by one lookup at a time');
  return (row, moment) => {
    const reference = follow(lookup, moment, row);
    return typeof reference === 'string' ? moment.load(table, splitReference(reference).id) : null;
  };
}
