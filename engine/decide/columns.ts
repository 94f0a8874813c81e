import { looked, openOf } from '../evaluate/applied.ts';
import type { Cells, Scope } from '../evaluate/scope.ts';
import type { Candidate } from '../model/model.ts';
import { own } from '../own.ts';
import type { Level, RuleColumn } from '../policy.ts';
import type { ColumnAccess, ColumnAccesses } from '../types.ts';
import type { Way } from './outcome.ts';
import { wayOfAll, wayOfBreakGlass } from './outcome.ts';
import { isSecurityBearing } from './security-bearing.ts';

/** What a column shows: a level and, below `read`, its mask. */
interface Shown {
  readonly level: Level;
  readonly mask?: string;
}
const NONE: Shown = { level: 'none' };

/** Levels in their order: nothing, masks by rank, clear. */
function strengthOf(scope: Scope, { level, mask }: Shown): number {
  if (level === 'read') return Number.POSITIVE_INFINITY;
  return level === 'masked' ? 1 + (own(scope.policy.masks, mask ?? '')?.rank ?? -1) : 0;
}
const higher = (scope: Scope, a: Shown, b: Shown): Shown => (strengthOf(scope, b) > strengthOf(scope, a) ? b : a);
const lower = (scope: Scope, a: Shown, b: Shown): Shown => (strengthOf(scope, b) < strengthOf(scope, a) ? b : a);

/** What one allow gives on one column; without `columns` it is the column set as published when the policy was built. */
export function givenBy(scope: Scope, { compiled: { rule } }: Candidate, column: string): RuleColumn {
  if (rule.columns) return own(rule.columns, column) ?? {};
  const facts = own(scope.policy.tables, rule.table);
  const published = facts?.published ?? Object.keys(facts?.columns ?? {});
  return published.indexOf(column) >= 0 ? { level: 'read', write: true } : {};
}

const shownBy = ({ level = 'none', mask }: RuleColumn): Shown => (mask === undefined ? { level } : { level, mask });

/** The ways on which the row stands, each with the allows whose requirements are met and its column denies; without an allow none. */
function standing(scope: Scope, way: Way): readonly Way[] {
  return [way, wayOfBreakGlass(way)]
    .filter(({ allows, denies }) => allows.length > 0 && !denies.some(({ compiled }) => compiled.deniesRow))
    .map(({ allows, denies }) => ({ allows: allows.filter((each) => openOf(scope, each).length === 0), denies }));
}

/** Allows: the highest level that one of them gives; then denies: the lowest that one of them leaves. */
function levelOn(scope: Scope, column: string, { allows, denies }: Way): Shown {
  const highest = allows.map((each) => shownBy(givenBy(scope, each, column))).reduce((a, b) => higher(scope, a, b), NONE);
  return denies
    .map(({ compiled: { rule } }) => own(rule.columns, column))
    .filter((entry): entry is RuleColumn => entry?.level !== undefined)
    .map(shownBy)
    .reduce((a, b) => lower(scope, a, b), highest);
}

const writableOn = (scope: Scope, column: string, { allows, denies }: Way): boolean =>
  allows.some((each) => givenBy(scope, each, column).write === true) &&
  !denies.some(({ compiled: { rule } }) => own(rule.columns, column)?.write === false);

/** Level, mask and write of every column of a row; levels by the rules for `read`, write by those for the privilege that writes. */
export const columnsOf = (scope: Scope, table: string, row: Cells, privilege: string): ColumnAccesses =>
  columnsGiven(scope, table, wayOfAll(looked(scope, 'read', table, row)), wayOfAll(looked(scope, privilege, table, row)));

/** The same from the rules that apply. */
export function columnsGiven(scope: Scope, table: string, readWay: Way, writeWay: Way): ColumnAccesses {
  const reading = standing(scope, readWay);
  const writing = standing(scope, writeWay);
  const result: { [column: string]: ColumnAccess } = { id: { level: 'read', write: false } };
  Object.keys(own(scope.policy.tables, table)?.columns ?? {}).forEach((column) => {
    const shown = reading.map((way) => levelOn(scope, column, way)).reduce((a, b) => higher(scope, a, b), NONE);
    const write = writing.some((way) => writableOn(scope, column, way)) && !isSecurityBearing(scope, table, column);
    result[column] = shown.level === 'masked' ? { level: 'masked', mask: shown.mask ?? '', write } : { level: shown.level, write };
  });
  return result;
}

/** What the columns of a row that may not be read give. */
export function noColumns(scope: Scope, table: string): ColumnAccesses {
  const result: { [column: string]: ColumnAccess } = { id: { level: 'none', write: false } };
  Object.keys(own(scope.policy.tables, table)?.columns ?? {}).forEach((column) => {
    result[column] = { level: 'none', write: false };
  });
  return result;
}
