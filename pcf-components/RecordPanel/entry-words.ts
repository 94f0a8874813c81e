import type { FieldExperience, RecordRow } from '../../contracts/index.ts';
import { type Cells, type Entry, entryOf } from './entry.ts';
import type { PanelHost } from './panel-host.ts';

/** What stands in a field, in words, e.g. for the choice between two values. */
export const entryWords = ({ text, formats, entries }: PanelHost, { check }: Pick<FieldExperience, 'check'>, entry: Entry): string => {
  if (entry.text === '') return text('empty');
  switch (check.kind) {
    case 'choice':
      return check.options.find(({ value }) => String(value) === entry.text)?.title ?? entry.text;
    case 'boolean':
      return text(entry.text === 'true' ? 'yes' : 'no');
    case 'date':
      return formats.date(entry.text);
    case 'datetime':
      return formats.date(entries.readMoment(entry.text) ?? entry.text);
    default:
      return entry.text;
  }
};

/** What the row holds in a field, in words. */
export const cellWords = (host: PanelHost, field: FieldExperience, cells: Cells): string => {
  const value = cells.values[field.name];
  if (value === undefined || value === null) return host.text('empty');
  if (field.type === 'datetime') return host.formats.date(String(value));
  if (field.type === 'number') return host.formats.number(String(value));
  const label = field.check.kind === 'choice' ? choiceLabel(field, cells) : undefined;
  return label ?? entryWords(host, field, entryOf(host.entries, field, cells));
};

/** The form's own title of an option goes before the store's label. */
export const choiceLabel = ({ name, check }: FieldExperience, { values, labels }: Cells): string | undefined => {
  const own = check.kind === 'choice' ? check.options.find(({ value }) => value === values[name])?.title : undefined;
  return own ?? labels[name];
};

/** The row with the labels that the form gives. */
export const labelled = (row: RecordRow, field: FieldExperience): RecordRow => {
  const label = choiceLabel(field, row);
  return label === undefined ? row : { ...row, labels: { ...row.labels, [field.name]: label } };
};
