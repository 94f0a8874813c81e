import { existsSync } from 'node:fs';
import type { ColumnContract, ColumnKind } from '../../contracts/index.ts';
import type { PublisherFacts } from '../manifest.ts';
import { platformTable } from '../platform-tables.ts';
import { readYaml } from '../read-yaml.ts';
import type { SiteProblem } from '../site/description.ts';
import { count, fields, flag, list, optional, text } from '../site/read/reader.ts';

/** Columns that a solution adds to one table of the platform. */
export interface AddedColumns {
  readonly table: string;
  readonly schemaName: string;
  readonly columns: readonly ColumnContract[];
}

export interface TableColumns {
  readonly publisher: PublisherFacts;
  readonly tables: readonly AddedColumns[];
}

/** The types of added columns; each column of a file has exactly one of these keys. */
const types = {
  lookup: optional(text),
  text: optional(count),
  memo: optional(count),
  boolean: optional(flag),
  datetime: optional(flag),
  choice: optional(list(fields({ name: text, label: text }))),
} as const;

const readFields = fields({
  publisher: fields({ uniqueName: text, displayName: text, prefix: text, optionValuePrefix: count }),
  columns: list(fields({ table: text, schemaName: text, label: text, description: text, ...types })),
});
type Read = NonNullable<ReturnType<typeof readFields>>;
type ReadColumn = Read['columns'][number];

const typeNames = Object.keys(types) as readonly (keyof typeof types)[];

/**
 * Reads a `columns.yaml`: the publisher whose prefix the columns carry, and the columns by table. Absent file: null. Problems
 * are reported with the file. A column is a `lookup` to a table, a `text` or `memo` of a length, `boolean: true`, `datetime: true`, or
 * a `choice` of names and labels, whose values count up from the first of the publisher's range.
 */
export function readTableColumns(file: string, shownAs: string, problems: SiteProblem[]): TableColumns | null {
  if (!existsSync(file)) return null;
  const report = (path: string, message: string) => void problems.push({ file: shownAs, path, message });
  const read = readFields(readYaml(file, report) ?? {}, { path: '', report });
  if (!read) return null;
  const tables = new Map<string, AddedColumns>();
  for (const [index, column] of read.columns.entries()) {
    const table = platformTable(column.table);
    const type = typeOf(column, read.publisher.optionValuePrefix);
    const wrong = [
      ...(table ? [] : [`\`${column.table}\` is no table of the platform that is known here`]),
      ...(column.schemaName.startsWith(`${read.publisher.prefix}_`)
        ? []
        : [`\`${column.schemaName}\` must start with \`${read.publisher.prefix}_\``]),
      ...(type ? [] : [`must have either ${typeNames.map((name) => `\`${name}\``).join(' or ')}`]),
      ...(column.lookup === undefined || platformTable(column.lookup)
        ? []
        : [`\`${column.lookup}\` is no table of the platform that is known here`]),
    ];
    for (const message of wrong) report(`columns[${index}]`, message);
    if (!table || !type || wrong.length > 0) continue;
    const known = tables.get(table.name)?.columns ?? [];
    tables.set(table.name, { table: table.name, schemaName: table.schemaName, columns: [...known, columnOf(column, type)] });
  }
  return { publisher: read.publisher, tables: [...tables.values()] };
}

/** Null where a column has no type, or several. */
function typeOf(column: ReadColumn, optionValuePrefix: number): ColumnKind | null {
  const [only, ...others] = typeNames.filter((name) => column[name] !== undefined && column[name] !== false);
  if (only === undefined || others.length > 0) return null;
  switch (only) {
    case 'lookup':
      return { kind: 'lookup', target: column.lookup ?? '' };
    case 'choice':
      return {
        kind: 'choice',
        options: (column.choice ?? []).map(({ name, label }, index) => ({ value: optionValuePrefix * 10000 + index, name, label })),
      };
    case 'text':
    case 'memo':
      return { kind: only, max: column[only] ?? 100 };
    case 'boolean':
    case 'datetime':
      return { kind: only };
  }
}

const columnOf = ({ schemaName, label, description }: ReadColumn, type: ColumnKind): ColumnContract => ({
  name: schemaName.toLowerCase(),
  schemaName,
  label,
  description,
  required: false,
  type,
});
