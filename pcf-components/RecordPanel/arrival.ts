import type { RecordExperience } from '../../contracts/index.ts';
import { fieldsOf } from './entry.ts';
import type { EntryFormats } from './entry-formats.ts';
import { rebase } from './rebase.ts';
import type { Clash, RecordView } from './record-view.ts';

/** Refusals that say that the record has another state than the page shows. */
const conflicts: ReadonlySet<string> = new Set(['version-conflict', 'key-reused']);

/**
 * What a newer state of the record makes of the view: the input is put onto it, and what somebody else changed is told where
 * the person ran into it. `told`: they ran into it otherwise than by saving.
 */
export const arrivalOf = (
  formats: EntryFormats,
  view: RecordView & { readonly record: RecordExperience },
  fresh: RecordExperience,
  told: boolean,
): Pick<RecordView, 'entries' | 'clash' | 'report'> => {
  const { record: old, entries, report, clash: earlier } = view;
  const { entries: kept, fields, others } = rebase(formats, { entries, base: old.row, fresh, previous: fieldsOf(old) });
  const conflict = report?.kind === 'problem' && report.problem.kind === 'refused' && conflicts.has(report.problem.refusal.code);
  // The record says already what was typed, e.g. because an earlier save arrived whose answer did not.
  const settled = conflict && Object.keys(entries).length > 0 && Object.keys(kept).length === 0;
  // What was not yet chosen is not chosen by another answer.
  const open = earlier?.fields.filter(({ column }) => Object.hasOwn(kept, column) && !fields.some((one) => one.column === column)) ?? [];
  const all = [...fields, ...open];
  const clash: Clash | null = all.length > 0 || (conflict && !settled) || (told && others.length > 0) ? { fields: all, others } : null;
  return { entries: kept, clash, report: settled ? { kind: 'already' } : report };
};
