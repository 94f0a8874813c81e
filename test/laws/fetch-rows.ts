import type { Fetch, FetchCondition, FetchFilterItem, FetchLinkEntity } from '../../engine/fetchxml/index.ts';
import type { Cell, ColumnType, Policy, Row } from '../../engine/index.ts';
import { compareNumbers, fold, millisecondsOf } from '../../engine/index.ts';

/** The rows of the root table and of every alias that a condition may name; null where an outer link found nothing. */
interface Joined {
  readonly table: string;
  readonly row: Row | null;
}
type Frame = { readonly [alias: string]: Joined };
type Rows = { readonly [table: string]: readonly Row[] };
const ROOT = '';

/**
 * What a query selects, in memory and after the platform's rules: negative operators let nulls through, an outer link's filter stands in its ON clause,
 * lookups compare by id alone, texts by a collation that finds more equal than the fold (`Ø` is `o`) and some less (`й` is not `и`),
 * and LIKE minds trailing blanks.
 */
export function selectIds(policy: Policy, rows: Rows, fetch: Fetch): readonly string[] {
  const table = fetch.entity.name;
  const world = { policy, rows };
  return (rows[table] ?? [])
    .filter((row) => {
      const frame = joinAll(world, { [ROOT]: { table, row } }, ROOT, fetch.entity.links);
      return fetch.entity.filter === null || holds(world, frame, ROOT, fetch.entity.filter);
    })
    .map(({ id }) => id);
}

interface World {
  readonly policy: Policy;
  readonly rows: Rows;
}

function joinAll(world: World, frame: Frame, from: string, links: readonly FetchLinkEntity[]): Frame {
  let joined = frame;
  for (const link of links) {
    const { alias } = link;
    if (link.linkType !== 'outer' || alias === undefined) throw new Error('only outer links with an alias are printed');
    const wanted = idOf(cellOf(world, joined, from, link.to));
    const found = (world.rows[link.name] ?? []).filter(
      (row) => wanted !== null && row.id === wanted && link.from === keyOf(world.policy, link.name),
    );
    const fits = found.filter(
      (row) => link.filter === null || holds(world, { ...joined, [alias]: { table: link.name, row } }, alias, link.filter),
    );
    if (fits.length > 1) throw new Error('a lookup finds one row');
    joined = joinAll(world, { ...joined, [alias]: { table: link.name, row: fits[0] ?? null } }, alias, link.links);
  }
  return joined;
}

const keyOf = (policy: Policy, table: string): string => policy.tables[table]?.primaryKey ?? `${table}id`;
const idOf = (cell: Cell): string | null => (typeof cell === 'string' ? cell.slice(cell.indexOf(':') + 1) : null);

function cellOf({ policy }: World, frame: Frame, alias: string, attribute: string): Cell {
  const at = frame[alias];
  if (!at) throw new Error(`no alias \`${alias}\``);
  if (attribute === keyOf(policy, at.table)) return at.row?.id ?? null;
  if (!(attribute in (policy.tables[at.table]?.columns ?? {}))) throw new Error(`\`${at.table}\` has no column \`${attribute}\``);
  return at.row?.[attribute] ?? null;
}

function typeOf({ policy }: World, frame: Frame, alias: string, attribute: string): ColumnType {
  return policy.tables[frame[alias]?.table ?? '']?.columns[attribute] ?? { lookup: [] };
}

function holds(world: World, frame: Frame, here: string, item: FetchFilterItem): boolean {
  if (item.kind === 'filter') {
    if (item.items.length === 0) throw new Error('an empty filter is never printed');
    return item.type === 'and'
      ? item.items.every((each) => holds(world, frame, here, each))
      : item.items.some((each) => holds(world, frame, here, each));
  }
  if (item.kind === 'link-entity') throw new Error('links in filters are not printed');
  return compares(world, frame, item.entityName ?? here, item);
}

function compares(world: World, frame: Frame, alias: string, { attribute, operator, operand }: FetchCondition): boolean {
  const value = cellOf(world, frame, alias, attribute);
  const type = typeOf(world, frame, alias, attribute);
  const others = operand.kind === 'values' ? operand.values : operand.kind === 'value' ? [operand.value] : [];
  const other = operand.kind === 'value-of' ? columnValue(world, frame, operand.column) : null;
  if (operator === 'null') return value === null;
  if (operator === 'not-null') return value !== null;
  const negative = operator === 'ne' || operator === 'not-in';
  if (value === null) return negative;
  if (operand.kind === 'value-of' && other === null) return false;
  const equal = operand.kind === 'value-of' ? order(type, value, other) === 0 : others.some((each) => order(type, value, each) === 0);
  if (operator === 'eq' || operator === 'in') return equal;
  if (negative) return !equal;
  const literal = String(others[0] ?? other);
  if (operator === 'like') return like(String(value), literal);
  if (operator === 'begins-with') return like(String(value), `${literal}%`);
  const sign = order(type, value, operand.kind === 'value-of' ? other : literal);
  const answers: { readonly [name: string]: boolean } = { lt: sign < 0, le: sign <= 0, gt: sign > 0, ge: sign >= 0 };
  const answer = answers[operator];
  if (answer === undefined) throw new Error(`\`${operator}\` is not printed`);
  return answer;
}

function columnValue(world: World, frame: Frame, column: string): Cell {
  const dot = column.indexOf('.');
  return dot < 0 ? cellOf(world, frame, ROOT, column) : cellOf(world, frame, column.slice(0, dot), column.slice(dot + 1));
}

/** The order of a stored value and a literal (or another stored value), 0 where they are equal. */
function order(type: ColumnType, left: Cell, right: Cell): number {
  if (type === 'number' || type === 'choice') return compareNumbers(String(left), String(right)) ?? Number.NaN;
  if (type === 'datetime') return (millisecondsOf(String(left)) ?? Number.NaN) - (millisecondsOf(String(right)) ?? Number.NaN);
  if (type === 'boolean') return left === (right === '1' || right === true) ? 0 : 1;
  if (type === 'text') return collated(String(left).trimEnd()) === collated(String(right).trimEnd()) ? 0 : 1;
  return idOf(left) === idOf(right) ? 0 : 1;
}

/** A collation that is wider than the fold in one letter and narrower in another. */
const collated = (text: string): string =>
  [...text]
    .map((letter) =>
      letter === 'й' || letter === 'Й' ? 'й' : letter === 'Ø' || letter === 'ø' ? 'o' : letter === ' ' ? ' ' : fold(letter),
    )
    .join('');

function like(value: string, pattern: string): boolean {
  const tokens = pattern.match(/\[.\]|[\s\S]/g) ?? [];
  const source = tokens.map((token) =>
    token === '%'
      ? '[\\s\\S]*'
      : token === '_'
        ? '[\\s\\S]'
        : collated(token.length === 3 ? token.charAt(1) : token).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`).test(collated(value));
}
