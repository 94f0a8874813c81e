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
  /** `applies` tells it of the rule at a place of the list. */
  by(marks: number | string): ColumnAccesses;
}

export function keptAnswers(make: (applies: (at: number) => boolean) => ColumnAccesses): Answers {
  let marksKept: (number | string)[] = [];
  let answers: ColumnAccesses[] = [];
  return {
    by(marks) {
      const at = marksKept.indexOf(marks);
      if (at >= 0) return answers[at] as ColumnAccesses;
      if (answers.length >= MOST_ANSWERS) {
        marksKept = [];
        answers = [];
      }
      const made = make(typeof marks === 'number' ? (bit) => (marks & (1 << bit)) !== 0 : (place) => marks.charAt(place) === '1');
      marksKept.push(marks);
      answers.push(made);
      return made;
    },
  };
}

/** Marks the rules that apply to a row and gives their answer; rules that apply to every row of the person are marked beforehand. */
export function byAppliedRules(tests: readonly RowTest[], answers: Answers): (row: Row, moment: Moment) => ColumnAccesses {
  if (tests.length > MOST_BITS) return (row, moment) => answers.by(tests.map((test) => (test(row, moment) ? '1' : '0')).join(''));
  let fixed = 0;
  const open: { readonly test: RowTest; readonly bit: number }[] = [];
  tests.forEach((test, index) => {
    if (test === always) fixed |= 1 << index;
    else open.push({ test, bit: 1 << index });
  });
  return (row, moment) => {
    let marks = fixed;
    for (let index = 0; index < open.length; index += 1) {
      const { test, bit } = open[index] as { readonly test: RowTest; readonly bit: number };
      if (test(row, moment)) marks |= bit;
    }
    return answers.by(marks);
  };
}
