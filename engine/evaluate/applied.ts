import type { Candidate } from '../model/model.ts';
import type { Requirement } from '../policy.ts';
import type { AppliedRule, Truth } from '../types.ts';
import { accessOf } from './access.ts';
import { candidatesFor } from './candidates.ts';
import type { Cells, Scope } from './scope.ts';
import type { Trace } from './truth.ts';
import { truthOf } from './truth.ts';

/** A candidate whose role and window hold, and what its parts came to on a row. */
export interface Looked {
  readonly candidate: Candidate;
  readonly access: Truth;
  readonly when: Truth;
  readonly endsWhen: Truth;
  readonly applies: boolean;
  /** What the parts came to in detail, where somebody watches. */
  readonly notes: Notes | null;
}

/** The parts of a rule in detail. */
export interface Notes {
  readonly access: readonly Trace[];
  readonly when: readonly Trace[];
  readonly endsWhen: readonly Trace[];
}

const NO_REQUIREMENTS: readonly Requirement[] = Object.freeze([]);

/** The requirements of a candidate that are not met. */
export const openOf = (scope: Scope, { compiled: { rule } }: Candidate): readonly Requirement[] =>
  rule.requires === undefined ? NO_REQUIREMENTS : rule.requires.filter((requirement) => scope.met.indexOf(requirement) < 0);

/** Every candidate of table and privilege whose role and window hold, with the values of its parts. */
export const looked = (scope: Scope, privilege: string, table: string, row: Cells, native?: boolean): readonly Looked[] =>
  candidatesFor(scope, privilege, table, native).map((candidate) => look(scope, candidate, row));

/** The denies without `columns` that apply to a row. */
export const applyingRowDenies = (scope: Scope, privilege: string, table: string, row: Cells): readonly Candidate[] =>
  candidatesFor(scope, privilege, table).filter((candidate) => candidate.compiled.deniesRow && look(scope, candidate, row).applies);

function look(scope: Scope, candidate: Candidate, row: Cells): Looked {
  const { compiled } = candidate;
  const notes: { access: Trace[]; when: Trace[]; endsWhen: Trace[] } | null = scope.watch ? { access: [], when: [], endsWhen: [] } : null;
  const access = accessOf(scope, candidate, row, candidate.grant?.breakGlass === true, notes?.access ?? null);
  const when = truthOf(compiled.when, scope, row, notes?.when ?? null);
  const endsWhen = truthOf(compiled.endsWhen, scope, row, notes?.endsWhen ?? null);
  return { candidate, access, when, endsWhen, applies: applies(scope, candidate, { access, when, endsWhen }), notes };
}

/** An allow applies when everything is known to hold; a deny unless something is known not to, and until its requirements are met. */
export function applies(
  scope: Scope,
  candidate: Candidate,
  { access, when, endsWhen }: Pick<Looked, 'access' | 'when' | 'endsWhen'>,
): boolean {
  const { rule } = candidate.compiled;
  const holds = access === true && when === true && endsWhen === false;
  if (rule.effect === 'allow') return holds;
  const stillRequired = rule.requires === undefined || openOf(scope, candidate).length > 0;
  return stillRequired && (rule.whenUnknown === 'skip' ? holds : access !== false && when !== false && endsWhen !== true);
}

/** The public form of what was looked at. */
export const publicTrace = ({ candidate, access, when, endsWhen, applies: applied }: Looked): AppliedRule => ({
  rule: candidate.id,
  access,
  when,
  endsWhen,
  applies: applied,
});
