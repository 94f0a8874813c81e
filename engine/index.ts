export type { RowReader } from './bound/binding.ts';
export type { BoundMoment, BoundPerson } from './bound/person.ts';
export { maskOf } from './decide/masks.ts';
export type { Engine, EngineCall, ExplainOptions, PlanOptions } from './engine.ts';
export { createEngine } from './engine.ts';
export { resolveRoles } from './evaluate/roles.ts';
export type { Change, Circumstances, SetColumn } from './explain/changes.ts';
export { changed } from './explain/changes.ts';
export type { ExplainedQuestion, ExplainedRule, Explanation } from './explain/explain.ts';
export type { NearestGrant, NearestLimits, NearestOptions } from './explain/nearest.ts';
export { nearestGrant } from './explain/nearest.ts';
export type { ExplainedPart, MayShow } from './explain/parts.ts';
export { compareNumbers, fold, millisecondsOf, printTime, secondsOf } from './fold/index.ts';
export type { FollowedLookup, PrincipalColumns } from './model/columns.ts';
export type { FilterParsing } from './parse/filter.ts';
export { parseFilter } from './parse/filter.ts';
export type { PolicyParsing } from './parse/policy.ts';
export { parsePolicy } from './parse/policy.ts';
export type { Missing, Problem } from './parse/problems.ts';
export type { Plan, PlanCondition, PlanTest } from './plan/condition.ts';
export { escapedForLike } from './plan/literals.ts';
export type { PlanQuery } from './plan/plan.ts';
export type { PrintedPlan, PrintOptions } from './plan/to-fetch.ts';
export { planToFetch } from './plan/to-fetch.ts';
export type { ODataOptions, ODataPlan } from './plan/to-odata.ts';
export { planToOData } from './plan/to-odata.ts';
export type {
  Access,
  AuditClass,
  ColumnType,
  Comparison,
  Condition,
  Level,
  Literal,
  Mask,
  Operand,
  Operator,
  Policy,
  Privilege,
  Requirement,
  Role,
  Rule,
  RuleColumn,
  TableFacts,
} from './policy.ts';
export type {
  AppliedRule,
  Cell,
  ColumnAccess,
  ColumnAccesses,
  Decision,
  DecisionCode,
  DecisionRequest,
  Grant,
  MissingSide,
  Principal,
  Refusal,
  Row,
  RowSource,
  Truth,
} from './types.ts';
