import { decide } from '../decide/decide.ts';
import type { Question, Scope } from '../evaluate/scope.ts';
import { openScope } from '../evaluate/scope.ts';
import type { Model } from '../model/model.ts';
import { createModel } from '../model/model.ts';
import { has } from '../own.ts';
import type { Decision, DecisionRequest } from '../types.ts';
import type { Change, Circumstances } from './changes.ts';
import { changed, exclude, keyOf } from './changes.ts';
import { movesOn } from './moves.ts';
import type { MayShow } from './parts.ts';

/** Explicit limits: nothing is searched without an end. */
export interface NearestLimits {
  /** The largest set of changes that is looked at. */
  readonly changes: number;
  /** The most decisions that are made on the way. */
  readonly tries: number;
}

export type NearestGrant =
  | { readonly kind: 'allowed' }
  /** The smallest sets, the easiest first; each of them was decided again and allows. */
  | { readonly kind: 'found'; readonly sets: readonly (readonly Change[])[] }
  /** `complete`: nothing was left out of the search, so no set of so many changes does it. */
  | { readonly kind: 'none'; readonly complete: boolean };

export interface NearestOptions {
  readonly limits: NearestLimits;
  /** Changes of a column that the asker may not see are not looked at: proposing one would tell its value. */
  readonly mayShow?: MayShow;
}

const MOST_SETS = 5;

interface Search {
  readonly given: Circumstances;
  readonly now: string;
  readonly limits: NearestLimits;
  readonly mayShow: MayShow;
  readonly models: { [lifted: string]: Model };
  readonly found: (readonly Change[])[];
  tries: number;
}

/**
 * The smallest sets of changes that would allow a request: a role to link, a lookup or a value to set, a requirement to meet, a deny to
 * lift. Found by search over what the rules looked at, and decided again with each set. What a rule's window or a missing row refuses
 * has no such set.
 */
export function nearestGrant(given: Circumstances, now: string, { limits, mayShow = () => true }: NearestOptions): NearestGrant {
  const search: Search = { given, now, limits, mayShow, models: {}, found: [], tries: 0 };
  const refusal = asked(search, []).decision;
  if (refusal.allowed) return { kind: 'allowed' };
  for (let size = 1; size <= limits.changes; size += 1) {
    extend(search, {}, [], size);
    if (search.found.length > 0) return { kind: 'found', sets: search.found.sort(easierFirst(given)).slice(0, MOST_SETS) };
    if (search.tries >= limits.tries) return { kind: 'none', complete: false };
  }
  return { kind: 'none', complete: refusal.code !== 'masked-value-returned' };
}

/** Adds changes until the set has its size. Whatever allows in the end has to alter the answer that refuses now, so only such changes are tried. */
function extend(search: Search, seen: { [set: string]: true }, changes: readonly Change[], size: number): void {
  if (search.tries >= search.limits.tries) return;
  search.tries += 1;
  const { decision, scope, questions, circumstances } = asked(search, changes);
  if (decision.allowed) {
    search.found.push(changes);
    return;
  }
  if (changes.length === size) return;
  const all = refusing(decision, circumstances.request, questions).reduce<readonly Change[]>(
    (list, question) => list.concat(movesOn(scope, circumstances.request, question)),
    [],
  );
  // A value that a rule names comes before an example that happens to be the same.
  const moves = all.filter((move) => !('example' in move)).concat(all.filter((move) => 'example' in move));
  moves.forEach((move) => {
    if (changes.some((each) => exclude(each, move)) || !shown(search, move)) return;
    const next = changes.concat([move]);
    const key = next.map(keyOf).sort().join('\n');
    if (has(seen, key)) return;
    seen[key] = true;
    extend(search, seen, next, size);
  });
}

/** The questions whose answers refuse: the last one, or where columns refuse those on the row itself. */
function refusing({ code }: Decision, { table }: DecisionRequest, questions: readonly Question[]): readonly Question[] {
  const last = questions[questions.length - 1];
  if (last === undefined) return [];
  if (!last.decision.allowed) return [last];
  const byColumns = code === 'column-forbidden' || code === 'masked-value-returned';
  return byColumns ? questions.filter((question) => question.table === table) : [];
}

const shown = ({ mayShow }: Search, change: Change): boolean =>
  (change.kind !== 'set-lookup' && change.kind !== 'set-value') || mayShow(change.table, change.id, change.column);

interface Asked {
  readonly decision: Decision;
  readonly scope: Scope;
  readonly questions: readonly Question[];
  readonly circumstances: Circumstances;
}

/** Decides in the circumstances as they would be. */
function asked(search: Search, changes: readonly Change[]): Asked {
  const circumstances = changed(search.given, changes);
  const { principal, source, request } = circumstances;
  const questions: Question[] = [];
  const scope = openScope(modelOf(search, circumstances, changes), principal, source, search.now, request.met, (question) => {
    questions.push(question);
  });
  return { decision: decide(scope, request), scope, questions, circumstances };
}

/** One model for each set of denies that are lifted. */
function modelOf({ models }: Search, { policy }: Circumstances, changes: readonly Change[]): Model {
  const key = `lifted ${changes
    .filter(({ kind }) => kind === 'lift-deny')
    .map(keyOf)
    .sort()
    .join(' ')}`;
  const known = models[key];
  if (known !== undefined) return known;
  const model = createModel(policy);
  models[key] = model;
  return model;
}

const COST: { readonly [kind in Change['kind']]: number } = { meet: 1, 'link-role': 2, 'set-value': 3, 'set-lookup': 4, 'lift-deny': 9 };
const costOf = (changes: readonly Change[]): number =>
  changes.reduce((sum, change) => sum + COST[change.kind] + ('value' in change && change.value === null ? 1 : 0), 0);
const textOf = (changes: readonly Change[]): string => changes.map(keyOf).sort().join('\n');

/** How much a set of roles gives: the rules that name them. */
const breadthOf = ({ policy }: Circumstances, changes: readonly Change[]): number =>
  changes.reduce(
    (sum, change) =>
      sum + (change.kind === 'link-role' ? policy.rules.filter(({ roles }) => (roles ?? []).indexOf(change.role) >= 0).length : 0),
    0,
  );

/** The cheaper kinds first, then the roles that give least. */
const easierFirst =
  (given: Circumstances) =>
  (left: readonly Change[], right: readonly Change[]): number => {
    const difference = costOf(left) - costOf(right) || breadthOf(given, left) - breadthOf(given, right);
    return difference !== 0 ? difference : textOf(left) < textOf(right) ? -1 : 1;
  };
