import { existsSync } from 'node:fs';
import type { ColumnContract } from '../../contracts/index.ts';
import type { PublisherFacts } from '../manifest.ts';
import { platformTable } from '../platform-tables.ts';
import { readYaml } from '../read-yaml.ts';
import type { SiteProblem } from '../site/description.ts';
import { count, fields, list, optional, text } from '../site/read/reader.ts';

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

const readFields = fields({
  publisher: fields({ uniqueName: text, displayName: text, prefix: text, optionValuePrefix: count }),
  columns: list(fields({ table: text, schemaName: text, label: text, description: text, lookup: optional(text), text: optional(count) })),
});

/**
 * Reads a `columns.yaml`: the publisher whose prefix the columns carry, and the columns by table. Absent file: null. Problems
 * are reported with the file; a column is either a `lookup` to a table or a `text` of a length.
 */
export function readTableColumns(file: string, shownAs: string, problems: SiteProblem[]): TableColumns | null {
  if (!existsSync(file)) return null;
  const report = (path: string, message: string) => void problems.push({ file: shownAs, path, message });
  const read = readFields(readYaml(file, report) ?? {}, { path: '', report });
  if (!read) return null;
  const tables = new Map<string, AddedColumns>();
  for (const [index, column] of read.columns.entries()) {
    const table = platformTable(column.table);
    const wrong = [
      ...(table ? [] : [`\`${column.table}\` is no table of the platform that is known here`]),
      ...(column.schemaName.startsWith(`${read.publisher.prefix}_`)
        ? []
        : [`\`${column.schemaName}\` must start with \`${read.publisher.prefix}_\``]),
      ...((column.lookup === undefined) === (column.text === undefined) ? ['must have either `lookup` or `text`'] : []),
      ...(column.lookup === undefined || platformTable(column.lookup)
        ? []
        : [`\`${column.lookup}\` is no table of the platform that is known here`]),
    ];
    for (const message of wrong) report(`columns[${index}]`, message);
    if (!table || wrong.length > 0) continue;
    const known = tables.get(table.name)?.columns ?? [];
    tables.set(table.name, { table: table.name, schemaName: table.schemaName, columns: [...known, columnOf(column)] });
  }
  return { publisher: read.publisher, tables: [...tables.values()] };
}

const columnOf = (column: { schemaName: string; label: string; description: string; lookup?: string; text?: number }): ColumnContract => ({
  name: column.schemaName.toLowerCase(),
  schemaName: column.schemaName,
  label: column.label,
  description: column.description,
  required: false,
  type: column.lookup === undefined ? { kind: 'text', max: column.text ?? 100 } : { kind: 'lookup', target: column.lookup },
});
