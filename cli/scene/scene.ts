import type { Cell, Grant, Policy, Principal, Row, RowSource } from '../../engine/index.ts';

/** The people and records that a policy is asked about. Ids are the short names, so that answers can be read. */
export interface Scene {
  readonly people: { readonly [person: string]: Principal };
  readonly rows: { readonly [table: string]: { readonly [record: string]: Row } };
  readonly grants: readonly Grant[];
}

type Columns = { readonly [column: string]: Cell };

/** What a fixture file says, as plain values: people are its contacts with the web roles that are linked to them. */
export interface Fixtures {
  readonly rows: { readonly [table: string]: { readonly [record: string]: Columns } };
  readonly webRoles: { readonly [contact: string]: readonly string[] };
  /** What the store fills in where a record says nothing, by table; the tools ask no store. */
  readonly defaults: { readonly [table: string]: Columns };
}

export const noFixtures: Fixtures = { rows: {}, webRoles: {}, defaults: {} };

/** Makes a scene of fixtures: every contact is a person of the policy's site. */
export function sceneOf({ site }: Pick<Policy, 'site'>, { rows, webRoles, defaults }: Fixtures, grants: readonly Grant[] = []): Scene {
  const tables = Object.entries(rows).map(([table, records]) => {
    const made = Object.entries(records).map(([record, columns]) => [record, rowOf(record, { ...defaults[table], ...columns })] as const);
    return [table, Object.fromEntries(made)] as const;
  });
  const all: Scene['rows'] = Object.fromEntries(tables);
  const people = Object.entries(all['contact'] ?? {}).map(
    ([name, contact]) => [name, personOf(site, contact, webRoles[name] ?? [], all)] as const,
  );
  return { people: Object.fromEntries(people), rows: all, grants };
}

/** A contact who has signed in; the account is the one that the contact belongs to. */
export function personOf(site: string, contact: Row, roles: readonly string[], rows: Scene['rows']): Principal {
  const parent = typeof contact['parentcustomerid'] === 'string' ? contact['parentcustomerid'] : '';
  const account = parent.startsWith('account:') ? (rows['account']?.[parent.slice('account:'.length)] ?? null) : null;
  return { kind: 'contact', site, contact, account, roles };
}

export const rowOf = (id: string, columns: Columns): Row => ({
  ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, midnight(value)])),
  id,
});

/** A date without a time is that day's first moment, as a store of dates answers it. */
const midnight = (value: Cell): Cell => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);

/** The rows of a scene as the engine asks for them. */
export const sourceOf = ({ rows, grants }: Pick<Scene, 'rows' | 'grants'>): RowSource => ({
  load: (table, id) => (Object.hasOwn(rows, table) && Object.hasOwn(rows[table] ?? {}, id) ? (rows[table]?.[id] ?? null) : null),
  grants: () => grants,
});
