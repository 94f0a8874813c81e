import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Cell } from '../../engine/index.ts';
import { UsageError } from '../output.ts';
import { readYamlText } from '../policy-file/index.ts';
import { resolved } from '../sample/moments.ts';
import { type Fixtures, noFixtures } from './scene.ts';

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The fixtures of a `data.yaml`; `null` where the file does not exist. Moments of its rows are counted from `now`. A file of another
 * shape is a mistake, told with its place.
 */
export function readFixtures(file: string, now: string): Fixtures | null {
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
  const loadedAt = Date.parse(now);
  const cells = (columns: unknown, path: readonly string[]): { readonly [column: string]: Cell } => {
    if (!isObject(columns)) throw wrong(path, `\`${path.at(-1)}\` holds no columns`);
    const read = Object.entries(columns).map(([column, value]) => {
      try {
        return [column, resolved(value, loadedAt)] as const;
      } catch {
        throw wrong([...path, column], `\`${column}\` holds neither a value nor a moment like { now: "+3h" }`);
      }
    });
    return Object.fromEntries(read);
  };
  const readRows = Object.entries(tables(rows, 'rows')).map(([table, records]) => {
    const read = Object.entries(records).map(([record, columns]) => [record, cells(columns, ['rows', table, record])] as const);
    return [table, Object.fromEntries(read)] as const;
  });
  const readDefaults = Object.entries(tables(defaults, 'defaults')).map(
    ([table, columns]) => [table, cells(columns, ['defaults', table])] as const,
  );
  if (!isObject(webRoles)) throw wrong(['webRoles'], '`webRoles` says which roles a contact has');
  for (const [person, roles] of Object.entries(webRoles))
    if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string'))
      throw wrong(['webRoles', person], 'roles are a list of names');
  return { rows: Object.fromEntries(readRows), webRoles: webRoles as Fixtures['webRoles'], defaults: Object.fromEntries(readDefaults) };
}

/** The fixtures of a folder's `data.yaml`; without the file there are none. */
export const fixturesIn = (folder: string, now: string): Fixtures => readFixtures(join(folder, 'data.yaml'), now) ?? noFixtures;
