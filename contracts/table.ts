import { publisher } from './publisher.ts';

/** One value of a choice column; `value` is what the database stores. */
export interface ChoiceOption {
  readonly value: number;
  readonly name: string;
  readonly label: string;
}

/** What a column holds. `lookup` names the logical name of its one target table. */
export type ColumnKind =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'memo'; readonly max: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'datetime' }
  | { readonly kind: 'choice'; readonly options: readonly ChoiceOption[] }
  | { readonly kind: 'lookup'; readonly target: string }
  | { readonly kind: 'file'; readonly maxKilobytes: number };

export interface ColumnContract {
  /** Logical name: lower case, with the prefix. */
  readonly name: string;
  /** Schema name: the same letters in the case that solution files and navigation properties use. */
  readonly schemaName: string;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  readonly type: ColumnKind;
}

export interface TableContract {
  readonly name: string;
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly description: string;
  readonly primaryKey: string;
  readonly primaryName: string;
  readonly columns: readonly ColumnContract[];
  /** Alternate keys: each a list of logical column names. */
  readonly keys: readonly {
    readonly name: string;
    readonly schemaName: string;
    readonly label: string;
    readonly columns: readonly string[];
  }[];
}

interface ColumnDraft {
  readonly schema: string;
  readonly label: string;
  readonly description: string;
  readonly type: ColumnKind;
  readonly required?: boolean;
}

/** A column draft; `column('Reference', …)` becomes the logical name `<prefix>_reference`. */
export const column = (schema: string, label: string, description: string, type: ColumnKind, required = false): ColumnDraft => ({
  schema,
  label,
  description,
  type,
  required,
});

const named = (schema: string): string => `${publisher.prefix}_${schema}`;

/**
 * Declares one organisation-owned table of ours.
 *
 * @example table('AuditEntry', 'Audit entries', { … }).name // the logical name: prefix, `_auditentry`
 */
export function table(
  schema: string,
  plural: { readonly schema: string; readonly label: string },
  about: {
    readonly label: string;
    readonly description: string;
    readonly primaryName: string;
    readonly keys?: readonly (readonly string[])[];
  },
  drafts: readonly ColumnDraft[],
): TableContract {
  const schemaName = named(schema);
  const logical = schemaName.toLowerCase();
  const primary = column('Name', about.primaryName, `Name of the ${about.label.toLowerCase()}.`, { kind: 'text', max: 200 }, true);
  const columns = [primary, ...drafts].map(({ schema: own, label, description, type, required }) => ({
    name: named(own).toLowerCase(),
    schemaName: named(own),
    label,
    description,
    required: required ?? false,
    type,
  }));
  return {
    name: logical,
    schemaName,
    entitySetName: named(plural.schema).toLowerCase(),
    label: about.label,
    pluralLabel: plural.label,
    description: about.description,
    primaryKey: `${logical}id`,
    primaryName: named('Name').toLowerCase(),
    columns,
    keys: (about.keys ?? []).map((key) => ({
      name: `${named(key.join('_'))}_key`.toLowerCase(),
      schemaName: `${named(key.join('_'))}_Key`,
      label: key.join(' and '),
      columns: key.map((own) => named(own).toLowerCase()),
    })),
  };
}

/** The logical column name of a declared column, checked at start-up: a misspelt name throws instead of selecting nothing. */
export function columnOf(from: TableContract, schema: string): string {
  const found = from.columns.find((each) => each.schemaName === named(schema));
  if (!found) throw new Error(`table \`${from.name}\` has no column \`${schema}\``);
  return found.name;
}
