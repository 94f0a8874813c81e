import type {
  FieldCheck,
  FieldDefinition,
  FieldExperience,
  FormDefinition,
  RecordExperience,
  RecordRow,
} from '../../../contracts/index.ts';
import type { Level, TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { textIn } from '../policy/experience.ts';
import { typeOf } from '../rows/column-types.ts';
import type { VisitorSession } from '../session.ts';
import { fieldCheck, optionTitle } from './field-check.ts';

/** What a person may do with the columns of one record, stored or new, as far as the rules say. */
export interface RecordAccess {
  readonly level: (column: string) => Level;
  readonly write: (column: string) => boolean;
  /** Whether a lookup of the record may be set. */
  readonly append: boolean;
  /** Columns that the server fills in unseen: nobody has to. */
  readonly filled: readonly string[];
}

type Sections = RecordExperience['sections'];

/** Every column that a form names, once. */
export const columnsOfForm = ({ sections }: FormDefinition): readonly string[] =>
  sections
    .reduce<readonly string[]>((all, { fields }) => all.concat(fields.map(({ column }) => column)), [])
    .filter((column, index, all) => all.indexOf(column) === index);

/** The sections with the fields that the person may read or write; one of which nothing is left is left out. */
export function sectionsOf(
  session: VisitorSession,
  form: FormDefinition,
  facts: TableFacts,
  access: RecordAccess,
  language: string,
): Sections {
  const { languages } = session.active.experience;
  return form.sections
    .map(({ name, titles, fields }) => ({
      name,
      title: textIn(titles, language, languages),
      fields: fields
        .map((field) => fieldOf(session, form.table, facts, access, field, language))
        .filter((field): field is FieldExperience => field !== null),
    }))
    .filter(({ fields }) => fields.length > 0);
}

function fieldOf(
  session: VisitorSession,
  table: string,
  facts: TableFacts,
  access: RecordAccess,
  field: FieldDefinition,
  language: string,
): FieldExperience | null {
  const { languages } = session.active.experience;
  const type = typeOf(facts, field.column);
  if (type === null) return null;
  const store = own(own(session.active.store, table) ?? {}, field.column);
  const level = access.level(field.column);
  const allowed = access.write(field.column) && (type !== 'lookup' || access.append);
  if (level === 'none' && !allowed) return null;
  const check = fieldCheck(session, facts, store, field, language);
  const writable = allowed && isTakeable(check);
  if (level === 'none' && !writable) return null;
  return {
    name: field.column,
    title: textIn(field.titles, language, languages),
    help: field.help === undefined ? null : textIn(field.help, language, languages),
    type,
    level,
    writable,
    required: writable && store?.required === true && access.filled.indexOf(field.column) < 0,
    check,
  };
}

/** Whether there is any value to give: of an unknown kind, without options or without targets there is none. */
function isTakeable(check: FieldCheck): boolean {
  if (check.kind === 'choice') return check.options.length > 0;
  return check.kind === 'lookup' ? check.targets.length > 0 : check.kind !== 'unknown';
}

/** The row with the form’s own titles of options, so that a field says the same whether it is read or written. */
export function withOptionTitles(session: VisitorSession, form: FormDefinition, row: RecordRow, language: string): RecordRow {
  const labels: { [column: string]: string } = { ...row.labels };
  const store = own(session.active.store, form.table) ?? {};
  form.sections.forEach(({ fields }) => {
    fields.forEach((field) => {
      const value = row.masked.indexOf(field.column) >= 0 ? null : (own(row.values, field.column) ?? null);
      const kind = own(store, field.column);
      if (value === null || (field.options === undefined && own(labels, field.column) !== undefined)) return;
      const title = field.options === undefined && kind?.kind !== 'choice' ? null : optionTitle(session, kind, field, value, language);
      if (title !== null) labels[field.column] = title;
    });
  });
  return { ...row, labels };
}
