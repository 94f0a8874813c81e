import { type Entry, fieldsOf, isChanged } from './entry.ts';
import type { EntryFormats } from './entry-formats.ts';
import type { RecordView } from './record-view.ts';

/** What typing in a field changes; null where there is no such field. Who types where both have changed something wants their own. */
export const typedInto = (
  formats: EntryFormats,
  { record, entries, clash, flagged, report }: RecordView,
  column: string,
  entry: Entry,
): Pick<RecordView, 'entries' | 'clash' | 'flagged' | 'report'> | null => {
  const field = record && fieldsOf(record).find(({ name }) => name === column);
  if (!record || !field) return null;
  const differs = isChanged(formats, field, record.row, entry);
  const fields = clash?.fields.flatMap((one) => {
    if (one.column !== column) return [one];
    return differs ? [{ ...one, choice: 'mine' } as const] : [];
  });
  return {
    entries: { ...entries, [column]: entry },
    clash: clash && fields ? { ...clash, fields } : null,
    flagged: new Map([...flagged].filter(([name]) => name !== column)),
    report: report?.kind === 'problem' ? report : null,
  };
};
