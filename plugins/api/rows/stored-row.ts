import type { HostRow, RecordRow } from '../../../contracts/index.ts';
import { and, condition, entity } from '../../../engine/fetchxml/index.ts';
import type { TableFacts } from '../../../engine/index.ts';
import type { VisitorSession } from '../session.ts';
import { labelGuard } from './labels.ts';
import { columnsWithTypes, presenter } from './present.ts';
import { columnsToRead, primaryKeyOf } from './row-store.ts';

/** The platform's column of row versions; a query has to name it. */
const VERSION = 'versionnumber';

/** A row that was read with its version, as writing needs it. */
export interface StoredRow {
  readonly row: HostRow;
  readonly version: string;
}

/** Rows by id through the calling user's service, with every column that the policy names; missing ones are left out. One query. */
export function storedRows(session: VisitorSession, table: string, facts: TableFacts, ids: readonly string[]): readonly StoredRow[] {
  if (ids.length === 0) return [];
  const { rows } = session.host.rows('user', {
    kind: 'fetch',
    count: ids.length,
    entity: entity(table, {
      attributes: columnsToRead(session.active, table, Object.keys(facts.columns).concat([VERSION])),
      filter: and([condition(primaryKeyOf(table, facts), 'in', ids)]),
    }),
  });
  return rows.map((row) => {
    const version = row.version ?? row.values[VERSION];
    if (version === undefined) throw new Error('a table without row versions cannot be written');
    // Every column, not only those that rules look at: a value that is written is compared with what a mask shows of the stored one.
    session.rows.keep(row, Object.keys(facts.columns));
    return { row, version: String(version) };
  });
}

/** One row by id; null where there is none. */
export const storedRow = (session: VisitorSession, table: string, facts: TableFacts, id: string): StoredRow | null =>
  storedRows(session, table, facts, [id])[0] ?? null;

export const isReadable = ({ asked }: VisitorSession, table: string, id: string): boolean =>
  asked.decide({ privilege: 'read', table, id }).allowed;

/** What the person may see of a row that they may read: every column that the policy names, by its level. */
export function shownRow(session: VisitorSession, table: string, facts: TableFacts, row: HostRow): RecordRow {
  const { asked, policy } = session;
  const present = presenter(policy, columnsWithTypes(facts, Object.keys(facts.columns)), asked.columns(table, row.id), labelGuard(session));
  return present(row);
}
