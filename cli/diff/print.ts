import type { Diff } from './diff.ts';
import { groupLines } from './groups.ts';
import type { Direction, TextChange } from './rule-changes.ts';

const SIGNS: { readonly [direction in Direction]: string } = { gain: '+', loss: '−', either: '±', none: '·' };

/** The report: people and records first, then what the text says otherwise. */
export function diffLines({ groups, changes }: Diff): readonly string[] {
  if (groups.length === 0 && changes.length === 0) return ['nothing changes: the two policies say the same'];
  const data =
    groups.length === 0 ? ['  nobody gains or loses anything on the sample data'] : groups.flatMap(groupLines).map((line) => `  ${line}`);
  const text =
    changes.length === 0
      ? []
      : ['', 'what the policy says otherwise (+ gives, − takes, ± may do either, · neither)', ...changes.map(changeLine)];
  return ['who gains (+) and loses (−) on the sample data', ...data, ...text];
}

const changeLine = ({ direction, subject, sentence }: TextChange): string => `  ${SIGNS[direction]} ${subject} ${sentence}`;
