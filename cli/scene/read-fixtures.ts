import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Cell } from '../../engine/index.ts';
import { UsageError } from '../output.ts';
import { readYamlText } from '../policy-file/index.ts';
import { type Fixtures, noFixtures } from './scene.ts';

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCell = (value: unknown): value is Cell => value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** The fixtures of a `data.yaml`; `null` where the file does not exist. A file of another shape is a mistake, told with its place. */
export function readFixtures(file: string): Fixtures | null {
  if (!existsSync(file)) return null;
  const name = relative(process.cwd(), file) || file;
  const yaml = readYamlText(readFileSync(file, 'utf8'));
  if (yaml.kind === 'problems') {
    const { line, column, message } = yaml.problems[0] ?? { line: 1, column: 1, message: 'it cannot be read' };
    throw new UsageError(`${name}:${line}:${column}  ${message}`);
  }
  const { rows = {}, webRoles = {}, defaults = {} } = yaml.value as { rows?: unknown; webRoles?: unknown; defaults?: unknown };
  const wrong = (path: readonly string[], sentence: string): UsageError => {
    const { line, column } = yaml.positionOf(path);
    return new UsageError(`${name}:${line}:${column}  ${sentence}`);
  };
  const tables = (value: unknown, key: string): { readonly [table: string]: { readonly [name: string]: unknown } } => {
    if (!isObject(value)) throw wrong([key], `\`${key}\` holds tables`);
    for (const [table, held] of Object.entries(value))
      if (!isObject(held)) throw wrong([key, table], `\`${table}\` holds no list of names`);
    return value as { readonly [table: string]: { readonly [name: string]: unknown } };
  };
  for (const [table, records] of Object.entries(tables(rows, 'rows')))
    for (const [record, columns] of Object.entries(records)) {
      if (!isObject(columns)) throw wrong(['rows', table, record], `the record \`${record}\` holds columns`);
      for (const [column, value] of Object.entries(columns))
        if (!isCell(value)) throw wrong(['rows', table, record, column], `\`${column}\` holds one value`);
    }
  for (const [table, columns] of Object.entries(tables(defaults, 'defaults')))
    for (const [column, value] of Object.entries(columns))
      if (!isCell(value)) throw wrong(['defaults', table, column], `\`${column}\` holds one value`);
  if (!isObject(webRoles)) throw wrong(['webRoles'], '`webRoles` says which roles a contact has');
  for (const [person, roles] of Object.entries(webRoles))
    if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string'))
      throw wrong(['webRoles', person], 'roles are a list of names');
  return { rows, webRoles, defaults } as Fixtures;
}

/** The fixtures of a folder's `data.yaml`; without the file there are none. */
export const fixturesIn = (folder: string): Fixtures => readFixtures(join(folder, 'data.yaml')) ?? noFixtures;
