import { own } from '../own.ts';
import type { ColumnAccesses, Row } from '../types.ts';
import { always, type Moment, type RowTest } from './tests.ts';

/** Combinations of rules for which an answer is kept: more than rows of one table usually meet. */
const MOST_ANSWERS = 64;
/** Rules whose marks fit into one number. */
const MOST_BITS = 30;

/**
 * Answers that follow from which rules of a list apply, kept by one mark a rule. They hold nothing of a person, so everybody with the
 * same rules shares them.
 */
export interface Answers {
  /** By a bit for each rule. */
  byBits(bits: number): ColumnAccesses;
  /** By a `1` or a `0` for each rule: where there are more rules than bits. */
  byMarks(marks: string): ColumnAccesses;
}

/** `make` is told which rules apply, by their places in the list. */
export function keptAnswers(make: (applies: (at: number) => boolean) => ColumnAccesses): Answers {
  let answers: { [marks: string]: ColumnAccesses } = {};
  let byNumber: (ColumnAccesses | undefined)[] = [];
  let count = 0;
  const room = (): void => {
    if (count >= MOST_ANSWERS) {
      answers = {};
      byNumber = [];
      count = 0;
    }
    count += 1;
  };
  return {
    byBits(bits) {
      const known = byNumber[bits];
      if (known !== undefined) return known;
      room();
      const made = make((bit) => (bits & (1 << bit)) !== 0);
      byNumber[bits] = made;
      return made;
    },
    byMarks(marks) {
      const key = `by ${marks}`;
      const known = own(answers, key);
      if (known !== undefined) return known;
      room();
      const made = make((place) => marks.charAt(place) === '1');
      answers[key] = made;
      return made;
    },
  };
}

/** Marks the rules that apply to a row and gives their answer; rules that apply to every row of the person are marked beforehand. */
export function byAppliedRules(tests: readonly RowTest[], answers: Answers): (row: Row, moment: Moment) => ColumnAccesses {
  if (tests.length > MOST_BITS) return (row, moment) => answers.byMarks(tests.map((test) => (test(row, moment) ? '1' : '0')).join(''));
  let fixed = 0;
  const open: { readonly test: RowTest; readonly bit: number }[] = [];
  tests.forEach((test, index) => {
    if (test === always) fixed |= 1 << index;
    else open.push({ test, bit: 1 << index });
  });
  return (row, moment) => {
    let bits = fixed;
    for (let index = 0; index < open.length; index += 1) {
      const { test, bit } = open[index] as { readonly test: RowTest; readonly bit: number };
      if (test(row, moment)) bits |= bit;
    }
    return answers.byBits(bits);
  };
}
