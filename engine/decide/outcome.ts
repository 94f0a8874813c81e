import type { Looked } from '../evaluate/applied.ts';
import { applies, looked, openOf, publicTrace } from '../evaluate/applied.ts';
import type { Cells, Scope } from '../evaluate/scope.ts';
import { withMet } from '../evaluate/scope.ts';
import type { Candidate } from '../model/model.ts';
import type { AuditClass, Requirement } from '../policy.ts';
import type { Decision, DecisionCode } from '../types.ts';

/** One way to be allowed: allows that apply against denies that apply. */
export interface Way {
  readonly allows: readonly Candidate[];
  readonly denies: readonly Candidate[];
}

/** All allows against all denies. */
export const wayOfAll = (trace: readonly Looked[]): Way => wayOf(trace.filter((each) => each.applies).map((each) => each.candidate));

/** The allows and the denies among the candidates that apply. */
export function wayOf(applied: readonly Candidate[]): Way {
  const allows = applied.filter(({ compiled }) => compiled.rule.effect === 'allow');
  const denies = allows.length === applied.length ? [] : applied.filter(({ compiled }) => compiled.rule.effect === 'deny');
  return { allows, denies };
}

/** The rules of break-glass grants against the denies that are not overridable. */
export const wayOfBreakGlass = ({ allows, denies }: Way): Way => ({
  allows: allows.filter(({ grant }) => grant?.breakGlass === true),
  denies: denies.filter(({ compiled }) => compiled.rule.overridable !== true),
});

const COST: { readonly [requirement in Requirement]: number } = { comment: 1, 'fresh-sign-in': 2, 'second-person': 4 };
const AUDITS: readonly AuditClass[] = ['none', 'decision', 'every-read'];

interface Outcome {
  readonly code: DecisionCode;
  readonly deciding: Candidate | null;
  readonly requires?: readonly Requirement[];
}

/** The candidate with the smallest id, by code unit. */
const smallest = (candidates: readonly Candidate[]): Candidate | null =>
  candidates.reduce<Candidate | null>((least, each) => (least === null || each.id < least.id ? each : least), null);

/** Whether a rule asks for nothing more. */
const isFree = ({ compiled }: Candidate): boolean => compiled.rule.requires === undefined;

function outcomeOf(scope: Scope, { allows, denies }: Way): Outcome {
  if (allows.length > 0 && denies.length === 0 && allows.every(isFree)) return { code: 'allowed', deciding: smallest(allows) };
  const rowDenies = denies.filter(({ compiled }) => compiled.deniesRow);
  const costOf = (candidate: Candidate): number => openOf(scope, candidate).reduce((sum, requirement) => sum + COST[requirement], 0);
  const cheapest = allows.reduce<Candidate | null>((best, each) => {
    if (best === null) return each;
    const difference = costOf(each) - costOf(best);
    return difference < 0 || (difference === 0 && each.id < best.id) ? each : best;
  }, null);
  const onlyRequirements = rowDenies.every(({ compiled }) => compiled.rule.requires !== undefined);
  if (rowDenies.length > 0 && !(cheapest && onlyRequirements)) return { code: 'denied', deciding: smallest(rowDenies) };
  if (!cheapest) return { code: 'no-rule', deciding: null };
  const requires = requirementsOf(scope, rowDenies.concat([cheapest]));
  if (requires.length > 0) return { code: 'requirement-open', deciding: smallest(rowDenies) ?? cheapest, requires };
  return { code: 'allowed', deciding: smallest(allows.filter((each) => openOf(scope, each).length === 0)) };
}

/** All open requirements once, cheapest first. */
function requirementsOf(scope: Scope, candidates: readonly Candidate[]): readonly Requirement[] {
  if (candidates.every(isFree)) return [];
  const order: readonly Requirement[] = ['comment', 'fresh-sign-in', 'second-person'];
  return order.filter((requirement) => candidates.some((each) => openOf(scope, each).indexOf(requirement) >= 0));
}

/** The strictest audit of all rules that applied or would have. */
function auditOf(scope: Scope, trace: readonly Looked[]): AuditClass {
  const strictest = trace.reduce((most, each) => {
    const { audit, requires } = each.candidate.compiled.rule;
    if (audit === undefined || audit === 'none') return most;
    const concerned = each.applies || (requires !== undefined && applies(withMet(scope, []), each.candidate, each));
    return concerned ? Math.max(most, AUDITS.indexOf(audit)) : most;
  }, 0);
  return AUDITS[strictest] as AuditClass;
}

/** One privilege or action on one row as it stands. `native` asks the native layer of a protected table. */
export function decideRow(scope: Scope, privilege: string, table: string, row: Cells, native?: boolean): Decision {
  const entries = looked(scope, privilege, table, row, native);
  const decision = decisionOf(scope, entries);
  if (scope.watch) scope.watch({ privilege, table, row, entries, decision });
  return decision;
}

/** The decision that a trace of candidates gives. */
function decisionOf(scope: Scope, trace: readonly Looked[]): Decision {
  const way = wayOfAll(trace);
  const first = outcomeOf(scope, way);
  const second = first.code === 'allowed' ? first : outcomeOf(scope, wayOfBreakGlass(way));
  const result = second.code === 'allowed' ? second : first;
  const reason = result.deciding?.compiled.rule.reason;
  return {
    allowed: result.code === 'allowed',
    code: result.code,
    deciding: result.deciding?.id ?? null,
    ...(result.requires && { requires: result.requires }),
    ...(reason !== undefined && reason !== '' && { reason }),
    audit: auditOf(scope, trace),
    applied: trace.map(publicTrace),
  };
}
