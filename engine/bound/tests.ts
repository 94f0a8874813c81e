import type { Row } from '../types.ts';

/** What a bound question is asked with beside the row: the moment, and where rows behind lookups come from. */
export interface Moment {
  /** Whole seconds since 1970. */
  readonly now: number;
  /** The same as a text. */
  nowText(): string;
  /** A row of this site; null where it is missing. */
  load(table: string, id: string): Row | null;
}

/** One yes-or-no question about a row, with everything of the person bound into it. */
export type RowTest = (row: Row, moment: Moment) => boolean;

export const always: RowTest = () => true;
export const never: RowTest = () => false;

/** All hold; nested by twos and threes, so that no list is walked for each row. */
export function everyOf(tests: readonly RowTest[]): RowTest {
  const open = tests.filter((each) => each !== always);
  if (open.indexOf(never) >= 0) return never;
  const [a = always, b = always, c = always] = open;
  switch (open.length) {
    case 0:
      return always;
    case 1:
      return a;
    case 2:
      return (row, moment) => a(row, moment) && b(row, moment);
    case 3:
      return (row, moment) => a(row, moment) && b(row, moment) && c(row, moment);
    default: {
      const rest = everyOf(open.slice(3));
      return (row, moment) => a(row, moment) && b(row, moment) && c(row, moment) && rest(row, moment);
    }
  }
}

/** One holds at least. */
export function someOf(tests: readonly RowTest[]): RowTest {
  const open = tests.filter((each) => each !== never);
  if (open.indexOf(always) >= 0) return always;
  const [a = always, b = always, c = always] = open;
  switch (open.length) {
    case 0:
      return never;
    case 1:
      return a;
    case 2:
      return (row, moment) => a(row, moment) || b(row, moment);
    case 3:
      return (row, moment) => a(row, moment) || b(row, moment) || c(row, moment);
    default: {
      const rest = someOf(open.slice(3));
      return (row, moment) => a(row, moment) || b(row, moment) || c(row, moment) || rest(row, moment);
    }
  }
}

export const notOf = (test: RowTest): RowTest => (test === always ? never : test === never ? always : (row, moment) => !test(row, moment));
