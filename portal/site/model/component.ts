import type { Row } from '../../dataverse/index.ts';
import type { SiteDiagnostic } from '../diagnostics.ts';
import { type Content, readContent, readGuid } from './content.ts';
import { knownKeys } from './known-keys.ts';

/** Component types of the enhanced data model that the local site reads; the others are named in a diagnostic. */
export const componentTypes = {
  publishingState: 1,
  page: 2,
  file: 3,
  linkSet: 4,
  link: 5,
  pageTemplate: 6,
  snippet: 7,
  webTemplate: 8,
  setting: 9,
  pageRule: 10,
  webRole: 11,
  websiteAccess: 12,
  marker: 13,
  tablePermission: 18,
  serverLogic: 35,
} as const;

/** One active row of `powerpagecomponent`. */
export interface Component {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly languageId: string | null;
  readonly content: Content;
}

export type Components = (type: keyof typeof componentTypes) => readonly Component[];

/** Sorts a site's rows by type, in a stable order, and reports what the local portal does not look at. */
export function sortComponents(rows: readonly Row[], report: (diagnostic: SiteDiagnostic) => void): Components {
  const byType = new Map<number, Component[]>();
  for (const row of rows) {
    if (Number(row.values['statecode'] ?? 0) !== 0) continue;
    const component = readComponent(row);
    inspect(component, report);
    byType.set(component.type, [...(byType.get(component.type) ?? []), component]);
  }
  for (const list of byType.values()) list.sort((one, other) => (one.id < other.id ? -1 : 1));
  const read = new Set<number>(Object.values(componentTypes));
  for (const [type, list] of byType) {
    if (!read.has(type))
      report({
        kind: 'not-built',
        where: `component type ${type}`,
        message: `The local portal does not show components of this type (${list.length} on this site).`,
      });
  }
  return (type) => byType.get(componentTypes[type]) ?? [];
}

function readComponent(row: Row): Component {
  return {
    id: row.id,
    type: Number(row.values['powerpagecomponenttype']),
    name: String(row.values['name'] ?? ''),
    languageId: lookupId(row.values['powerpagesitelanguageid']),
    content: readContent(row.values['content']),
  };
}

function inspect({ type, name, content }: Component, report: (diagnostic: SiteDiagnostic) => void): void {
  const where = `component ${type} “${name}”`;
  if (content.problem) report({ kind: 'content', where, message: content.problem });
  const known = knownKeys[type];
  const unknown = known ? content.unknown(known) : [];
  if (unknown.length > 0) report({ kind: 'content', where, message: `Keys that are not looked at: ${unknown.join(', ')}.` });
}

/** The id in a lookup cell `table:guid`. */
export function lookupId(cell: unknown): string | null {
  return typeof cell === 'string' ? readGuid(cell.slice(cell.indexOf(':') + 1)) : null;
}
