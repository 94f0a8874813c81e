import type { Cell, Policy, Row } from '../../engine/index.ts';
import { compareNumbers, fold, millisecondsOf } from '../../engine/index.ts';

type Rows = { readonly [table: string]: readonly Row[] };

/** The navigation property that the laws give a lookup: it says where it goes. */
export const navigationOf = (_table: string, column: string, target: string): string => `${column}__${target}`;

/**
 * What a `$filter` of the printer's grammar selects, in memory: `and`, `or`, brackets, `eq ne lt le gt ge`, `startswith`, `contains`, null.
 * A comparison with null on a side is false, but for `eq null` and `ne null`; texts by a collation that finds more equal than the fold.
 */
export function selectByOData(policy: Policy, rows: Rows, table: string, filter: string | null): readonly string[] {
  const all = rows[table] ?? [];
  return all.filter((row) => filter === null || evaluate({ policy, rows, table, row }, filter)).map(({ id }) => id);
}

interface At {
  readonly policy: Policy;
  readonly rows: Rows;
  readonly table: string;
  readonly row: Row;
}

function evaluate(at: At, filter: string): boolean {
  const tokens = filter.match(/'(?:[^']|'')*'|[(),]|[^\s(),]+/g) ?? [];
  let place = 0;
  const next = (): string => tokens[place++] ?? '';
  const either = (): boolean => {
    let value = both();
    while (tokens[place] === 'or') {
      place += 1;
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = single();
    while (tokens[place] === 'and') {
      place += 1;
      value = single() && value;
    }
    return value;
  };
  const single = (): boolean => {
    const token = next();
    if (token === '(') {
      const value = either();
      if (next() !== ')') throw new Error(`no bracket in ${filter}`);
      return value;
    }
    if (token === 'startswith' || token === 'contains') {
      const [, name, , literal] = [next(), next(), next(), next(), next()];
      const value = cellOf(at, name ?? '');
      const [text, part] = [collated(String(value ?? '')), collated(textOf(literal ?? ''))];
      return value !== null && (token === 'contains' ? text.includes(part) : text.startsWith(part));
    }
    return compares(cellOf(at, token), next(), next());
  };
  const value = either();
  if (place !== tokens.length) throw new Error(`left over in ${filter}`);
  return value;
}

const textOf = (literal: string): string => literal.slice(1, -1).replaceAll("''", "'");

function cellOf({ policy, rows, table, row }: At, name: string): Cell {
  const parts = name.split('/');
  let on = table;
  let here: Row | null = row;
  for (const part of parts.slice(0, -1)) {
    const [column, target] = part.split('__') as [string, string];
    const [leads, id]: readonly (string | undefined)[] = String(here?.[column] ?? ':').split(':');
    here = leads === target ? ((rows[target] ?? []).find((each) => each.id === id) ?? null) : null;
    on = target;
  }
  const last = parts.at(-1) ?? '';
  if (last === (policy.tables[on]?.primaryKey ?? `${on}id`)) return here?.id ?? null;
  if (!last.startsWith('_')) return here?.[last] ?? null;
  const value = here?.[last.slice(1, -'_value'.length)] ?? null;
  return typeof value === 'string' ? value.slice(value.indexOf(':') + 1) : null;
}

function compares(value: Cell, operator: string, literal: string): boolean {
  if (literal === 'null') return (value === null) === (operator === 'eq');
  // The store lets nulls through `ne`; the printer must never rely on either reading.
  if (value === null) return operator === 'ne';
  const order = orderOf(value, literal);
  const answers: { readonly [name: string]: boolean } = {
    eq: order === 0,
    ne: order !== 0,
    lt: order < 0,
    le: order <= 0,
    gt: order > 0,
    ge: order >= 0,
  };
  const answer = answers[operator];
  if (answer === undefined) throw new Error(`\`${operator}\` is not printed`);
  return answer;
}

function orderOf(value: NonNullable<Cell>, literal: string): number {
  if (literal.startsWith("'")) return collated(String(value)) === collated(textOf(literal)) ? 0 : 1;
  if (literal === 'true' || literal === 'false') return String(value) === literal ? 0 : 1;
  if (/^\d{4}-\d\d-\d\dT/.test(literal)) return (millisecondsOf(String(value)) ?? Number.NaN) - (millisecondsOf(literal) ?? Number.NaN);
  return compareNumbers(String(value), literal) ?? (String(value) === literal ? 0 : 1);
}

/** A collation that is wider than the fold in one letter. */
const collated = (text: string): string => fold(text.replaceAll('Ø', 'o'));
