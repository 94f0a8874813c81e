import type { AuditClass, Decision } from '../../../engine/index.ts';
import type { EntryDraft } from '../outcome.ts';

const CLASSES: readonly AuditClass[] = ['none', 'decision', 'every-read'];
const strictness = ({ audit }: Decision): number => CLASSES.indexOf(audit ?? 'none');

/**
 * The entry of a read whose deciding rules ask for one; nothing where none does. It names the strictest of the rules that decided
 * (of several the smallest id) and how many rows were given.
 */
export function readEntry(decisions: readonly Decision[]): EntryDraft | undefined {
  const strictest = decisions.reduce((most, each) => Math.max(most, strictness(each)), 0);
  if (strictest === 0) return undefined;
  const rules = decisions.filter((each) => strictness(each) === strictest).map(({ deciding }) => deciding ?? '');
  const rule = rules.reduce((smallest, each) => (each < smallest ? each : smallest), rules[0] ?? '');
  return { outcome: 'allowed', texts: { rule }, rowCount: decisions.length };
}
