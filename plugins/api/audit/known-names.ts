import { isPrivilege } from '../apis/possible.ts';
import { isList, own } from '../json.ts';
import type { About } from '../outcome.ts';
import type { ActivePolicy } from '../policy/store.ts';

/** Stands in the audit for a name that the policy and its pages do not have: what a caller makes up is not kept. */
export const unknownName = '(unknown)';

/** Details of a request that hold names: one, or a list; of a filter the operator stands behind the name. */
const NAMED: readonly string[] = ['columns', 'filter', 'search', 'sort', 'grids', 'grid', 'tile', 'dashboard', 'tab', 'form'];

/** What an entry says of a request: tables, columns, actions and definitions of pages by name only where they are known. */
export function knownAbout(about: About, active: ActivePolicy | null): About {
  const { table, record, privilege, details } = about;
  const known: { -readonly [Key in keyof About]: About[Key] } = {};
  if (table !== undefined) known.table = isTable(active, table) ? table : markOf(table);
  if (record !== undefined) known.record = record;
  if (privilege !== undefined)
    known.privilege = privilege
      .split(',')
      .map((each) => (isPrivilege(each) || isAction(active, each) ? each : markOf(each)))
      .join(',');
  if (details !== undefined) known.details = knownDetails(details, active);
  return known;
}

const markOf = (text: string): string => (text === '' ? '' : unknownName);

function knownDetails(details: NonNullable<About['details']>, active: ActivePolicy | null): NonNullable<About['details']> {
  const known: { [fact: string]: unknown } = {};
  Object.keys(details).forEach((fact) => {
    const value = details[fact];
    known[fact] = NAMED.indexOf(fact) < 0 ? value : isList(value) ? value.map((each) => named(each, active)) : named(value, active);
  });
  return known;
}

function named(value: unknown, active: ActivePolicy | null): unknown {
  if (typeof value !== 'string') return value;
  const [name = '', ...rest] = value.split(' ');
  return isName(active, name) ? value : [markOf(name)].concat(rest).join(' ');
}

const isTable = (active: ActivePolicy | null, name: string): boolean => active !== null && own(active.policy.tables, name) !== undefined;

const isAction = (active: ActivePolicy | null, name: string): boolean =>
  active !== null &&
  ((active.experience.actions ?? []).some((action) => action.name === name) ||
    active.policy.rules.some(({ actions }) => (actions ?? []).indexOf(name) >= 0));

function isName(active: ActivePolicy | null, name: string): boolean {
  if (active === null) return false;
  const { policy, experience } = active;
  const dashboards = experience.dashboards ?? [];
  const has = (of: readonly { readonly name: string }[] | undefined): boolean => (of ?? []).some((each) => each.name === name);
  return (
    Object.keys(policy.tables).some((table) => own(own(policy.tables, table)?.columns ?? {}, name) !== undefined) ||
    [experience.grids, experience.tiles, experience.forms, dashboards].some(has) ||
    dashboards.some(({ tabs }) => has(tabs))
  );
}
