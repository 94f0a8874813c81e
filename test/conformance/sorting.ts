import type { Cell, ColumnType, Engine, Policy, Principal, Row, RowSource } from '../../engine/index.ts';
import { compareNumbers, fold, millisecondsOf } from '../../engine/index.ts';

interface Person {
  readonly principal: Principal;
  readonly policy: Policy;
  readonly source: RowSource;
  readonly now: string;
}
interface Value {
  readonly type: ColumnType | undefined;
  readonly value: Cell;
}
type Sort = readonly { readonly column: string; readonly descending?: boolean }[];

/** Ids in the order of a query: null lowest, text by its fold, ties by id; a value that is not clear to the person counts as null. */
export function sortedIds(engine: Engine, person: Person, table: string, rows: readonly Row[], sort: Sort): readonly string[] {
  const keyed = rows.map((row) => ({ id: row.id, keys: sort.map(({ column }) => clearValue(engine, person, table, row.id, column)) }));
  keyed.sort((a, b) => {
    for (let index = 0; index < sort.length; index += 1) {
      const order = compare(a.keys[index], b.keys[index]);
      if (order !== 0) return sort[index]?.descending ? -order : order;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  });
  return keyed.map(({ id }) => id);
}

/** The value at the end of a path as the person sees it. */
function clearValue(engine: Engine, person: Person, table: string, id: string, path: string): Value {
  const steps = path.split('.');
  const column = steps[0] as string;
  const type = person.policy.tables[table]?.columns[column];
  const clear = engine.columns(person.principal, table, id, person.source, person.now)[column]?.level === 'read';
  const value = clear ? (person.source.load(table, id)?.[column] ?? null) : null;
  if (steps.length === 1 || typeof value !== 'string') return { type, value };
  const target = value.slice(0, value.indexOf(':'));
  return clearValue(engine, person, target, value.slice(value.indexOf(':') + 1), steps.slice(1).join('.'));
}

function compare(a: Value | undefined, b: Value | undefined): number {
  const left = a?.value ?? null;
  const right = b?.value ?? null;
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (a?.type === 'number') return compareNumbers(String(left), String(right)) ?? 0;
  if (a?.type === 'text') return order(fold(String(left)), fold(String(right)));
  if (a?.type === 'datetime') return order(millisecondsOf(String(left)) ?? 0, millisecondsOf(String(right)) ?? 0);
  return order(left, right);
}

const order = (left: Cell, right: Cell): number =>
  (left as string) < (right as string) ? -1 : (left as string) > (right as string) ? 1 : 0;
