import { own } from '../own.ts';
import type { ColumnType, Policy } from '../policy.ts';
import { declaredTargets } from './context.ts';
import type { Problems } from './problems.ts';
import { eachEntry, flagAt, listAt, nameAt, objectAt, oneOf, siteAt } from './values.ts';

const TYPES = ['text', 'number', 'choice', 'boolean', 'datetime'] as const;

/** Checks the tables and gives back those whose columns are sound, for the checks of the rules. */
export function checkTables(value: unknown, problems: Problems): Policy['tables'] {
  const tables: { [table: string]: Policy['tables'][string] } = {};
  eachEntry(value, 'tables', problems, (name, entry, path) => {
    if (!isPlainName(name)) return problems.add(path, 'a table name is made of letters, digits and `_`');
    const table = objectAt(entry, path, ['kind', 'columns', 'published', 'stage', 'site', 'doors', 'primaryKey', 'primaryName'], problems);
    if (!table) return;
    const kind = oneOf(table.kind, `${path}.kind`, ['protected', 'native'], problems);
    const columns = checkColumns(table.columns, `${path}.columns`, problems);
    const named = (column: unknown, at: string): string | null => {
      const known = nameAt(column, at, problems);
      if (known !== null && own(columns, known) === undefined) problems.add(at, `the table has no column \`${known}\``);
      return known;
    };
    listAt(table.published, `${path}.published`, problems).forEach((column, index) => {
      named(column, `${path}.published[${index}]`);
    });
    if (table.site !== undefined) named(table.site, `${path}.site`);
    if (table.primaryName !== undefined) named(table.primaryName, `${path}.primaryName`);
    const stage = table.stage === undefined ? null : named(table.stage, `${path}.stage`);
    if (table.primaryKey !== undefined && !isPlainName(nameAt(table.primaryKey, `${path}.primaryKey`, problems) ?? 'x')) {
      problems.add(`${path}.primaryKey`, 'a column name is made of letters, digits and `_`');
    }
    if (table.doors !== undefined) {
      eachEntry(table.doors, `${path}.doors`, problems, (_door, state, at) => {
        oneOf(state, at, ['guarded', 'closed'], problems);
      });
    }
    tables[name] = { kind: kind ?? 'protected', columns, ...(stage === null ? {} : { stage }) };
  });
  Object.keys(tables).forEach((name) => {
    checkTargets(tables, name, problems);
  });
  return tables;
}

function checkColumns(value: unknown, path: string, problems: Problems): { readonly [column: string]: ColumnType } {
  const columns: { [column: string]: ColumnType } = {};
  eachEntry(value, path, problems, (name, type, at) => {
    if (name === 'id' || !isPlainName(name))
      return problems.add(
        at,
        name === 'id' ? '`id` is the primary key of every table' : 'a column name is made of letters, digits and `_`',
      );
    if (typeof type === 'object') {
      const lookup = objectAt(type, at, ['lookup'], problems);
      const targets = lookup ? listAt(lookup.lookup, `${at}.lookup`, problems) : [];
      if (lookup && targets.length === 0) problems.add(`${at}.lookup`, 'must name at least one table');
      columns[name] = { lookup: targets.filter((each): each is string => nameAt(each, `${at}.lookup`, problems) !== null) };
    } else {
      columns[name] = oneOf(type, at, TYPES, problems) ?? 'text';
    }
  });
  return columns;
}

/** A lookup may lead to a table that the policy does not describe; a path through it is then a problem where it is used. */
function checkTargets(tables: Policy['tables'], name: string, problems: Problems): undefined {
  const columns = own(tables, name)?.columns ?? {};
  Object.keys(columns).forEach((column) => {
    declaredTargets(own(columns, column)).forEach((target) => {
      if (!isPlainName(target)) problems.add(`tables.${name}.columns.${column}`, `\`${target.slice(0, 50)}\` cannot be a table`);
    });
  });
}

/** Letters, digits and `_`, beginning with no digit: what may stand in a path and in FetchXML. */
export function isPlainName(name: string): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
    if (!letter && !(index > 0 && code >= 48 && code <= 57)) return false;
  }
  return name !== '';
}

/** Checks the roles and gives back their names. */
export function checkRoles(value: unknown, problems: Problems): readonly string[] {
  const names: string[] = [];
  eachEntry(value, 'roles', problems, (name, entry, path) => {
    names.push(name);
    const role = objectAt(entry, path, ['site', 'flags', 'inactive'], problems);
    if (!role) return;
    siteAt(role.site, `${path}.site`, problems);
    listAt(role.flags, `${path}.flags`, problems).forEach((flag, index) => {
      oneOf(flag, `${path}.flags[${index}]`, ['authenticated', 'anonymous'], problems);
    });
    flagAt(role.inactive, `${path}.inactive`, problems);
    if (name === '*') problems.add(path, '`*` stands for everybody and cannot be a role');
  });
  return names;
}
