import { own } from '../own.ts';
import type { Policy } from '../policy.ts';
import type { Path, Step, ValueType } from './expression.ts';

type Tables = Policy['tables'];

/** The tables that a lookup column may name; none for other columns. */
export function targetsOf(tables: Tables, table: string, column: string): readonly string[] {
  const declared = own(own(tables, table)?.columns, column);
  return declared !== undefined && typeof declared !== 'string' ? declared.lookup : [];
}

/** The type of a column; null where the policy does not declare it. The primary key is a reference to the row itself. */
export function typeOf(tables: Tables, table: string, column: string): ValueType | null {
  if (column === 'id') return 'lookup';
  const declared = own(own(tables, table)?.columns, column);
  return declared === undefined ? null : typeof declared === 'string' ? declared : 'lookup';
}

/** Splits `customer:account.name` into its steps; a lookup with several targets that is not qualified leads to its first. */
export function pathOf(tables: Tables, table: string, text: string): Path {
  const parts = text.split('.');
  const steps: Step[] = [];
  let on = table;
  parts.forEach((part, index) => {
    const colon = part.indexOf(':');
    const column = colon < 0 ? part : part.slice(0, colon);
    const last = index === parts.length - 1;
    const target = last ? null : colon < 0 ? (targetsOf(tables, on, column)[0] ?? '') : part.slice(colon + 1);
    steps.push(Object.freeze({ table: on, column, target }));
    on = target ?? '';
  });
  return Object.freeze({ text, steps: Object.freeze(steps) });
}

/** The type at the end of a path. */
export function typeAtEnd(tables: Tables, path: Path): ValueType | null {
  const last = path.steps[path.steps.length - 1] as Step;
  return typeOf(tables, last.table, last.column);
}
