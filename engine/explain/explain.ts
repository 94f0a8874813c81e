import { decide } from '../decide/decide.ts';
import type { Looked } from '../evaluate/applied.ts';
import { openOf } from '../evaluate/applied.ts';
import { asks, candidatesOn, holdsRole } from '../evaluate/candidates.ts';
import type { Question, Scope } from '../evaluate/scope.ts';
import type { Trace } from '../evaluate/truth.ts';
import { inWindow } from '../evaluate/windows.ts';
import type { Candidate } from '../model/model.ts';
import { own } from '../own.ts';
import type { Requirement } from '../policy.ts';
import type { Decision, DecisionCode, DecisionRequest } from '../types.ts';
import type { ExplainedPart, MayShow } from './parts.ts';
import { explained } from './parts.ts';

/** One rule that was looked at. `outcome` tells how far it came; parts are empty where role or window do not hold or where the rule says nothing. */
export interface ExplainedRule {
  readonly rule: string;
  readonly effect: 'allow' | 'deny';
  readonly outcome: 'applies' | 'does-not-apply' | 'role-not-held' | 'outside-window';
  readonly deciding: boolean;
  readonly access: readonly ExplainedPart[];
  readonly when: readonly ExplainedPart[];
  readonly endsWhen: readonly ExplainedPart[];
  /** Requirements of the rule that are not met. */
  readonly open: readonly Requirement[];
  readonly reason?: string;
}

/** One privilege or action that was asked of the rules on one row; `id` is null for a row that does not exist yet. */
export interface ExplainedQuestion {
  readonly privilege: string;
  readonly table: string;
  readonly id: string | null;
  /** What the rules answered on this row, before columns, appends and other rows are looked at. */
  readonly code: DecisionCode;
  readonly rules: readonly ExplainedRule[];
}

/** A decision with everything that was asked on its way, in the order in which it was asked. */
export interface Explanation {
  readonly decision: Decision;
  readonly questions: readonly ExplainedQuestion[];
}

/** Decides and writes down what was looked at: the scope's `watch` fills `questions` while the decision runs. */
export function explain(scope: Scope, request: DecisionRequest, questions: readonly Question[], mayShow: MayShow): Explanation {
  const decision = decide(scope, request);
  return { decision, questions: questions.map((question) => explainedQuestion(scope, question, mayShow)) };
}

function explainedQuestion(scope: Scope, question: Question, mayShow: MayShow): ExplainedQuestion {
  const { privilege, table, row, entries, decision } = question;
  const id = own(row, 'id');
  const looked = entries.map((entry) => lookedRule(scope, entry, decision.deciding, mayShow));
  const others = candidatesOn(scope, table)
    .filter(({ compiled: { rule } }) => asks(rule, privilege))
    .filter((candidate) => !entries.some((entry) => entry.candidate.id === candidate.id))
    .map((candidate) => passedOver(scope, candidate));
  return { privilege, table, id: typeof id === 'string' ? id : null, code: decision.code, rules: looked.concat(others) };
}

function lookedRule(scope: Scope, { candidate, applies, notes }: Looked, deciding: string | null, mayShow: MayShow): ExplainedRule {
  const parts = (traces: readonly Trace[] = []): readonly ExplainedPart[] =>
    traces.filter(({ expression }) => expression.kind !== 'constant').map((trace) => explained(scope, trace, mayShow));
  return {
    ...facts(candidate),
    outcome: applies ? 'applies' : 'does-not-apply',
    deciding: candidate.id === deciding,
    access: parts(notes?.access),
    when: parts(notes?.when),
    endsWhen: parts(notes?.endsWhen),
    open: openOf(scope, candidate),
  };
}

/** A rule that was not looked at further, because its role is not held or its window is closed. */
function passedOver(scope: Scope, candidate: Candidate): ExplainedRule {
  const outcome = holdsRole(scope, candidate) && !inWindow(scope, candidate.compiled) ? 'outside-window' : 'role-not-held';
  return { ...facts(candidate), outcome, deciding: false, access: [], when: [], endsWhen: [], open: [] };
}

const facts = ({ id, compiled: { rule } }: Candidate): Pick<ExplainedRule, 'rule' | 'effect' | 'reason'> => ({
  rule: id,
  effect: rule.effect,
  ...(rule.reason !== undefined && { reason: rule.reason }),
});
