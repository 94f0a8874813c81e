import type { HostRow, RecordRow } from '../../../contracts/index.ts';
import { and, condition, entity } from '../../../engine/fetchxml/index.ts';
import type { Cell, Row, RowSource, TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { referenceIn } from '../rows/column-types.ts';
import { defaultsOf } from '../rows/defaults.ts';
import { labelGuard, type MayName } from '../rows/labels.ts';
import { columnsWithTypes, presenter } from '../rows/present.ts';
import { primaryKeyOf } from '../rows/row-store.ts';
import type { VisitorSession } from '../session.ts';
import type { RecordAccess } from './fields.ts';

/** The id of a row that has none yet: no row has this one. */
const NEW = '00000000-0000-0000-0000-000000000000';

export interface NewRecord {
  readonly access: RecordAccess;
  /** What the server will fill in, as far as the person will be able to read it. */
  readonly row: RecordRow;
}

/**
 * What a person may say of a record that they create, on the row as it will be: the server's defaults, and nothing else yet. Where
 * that row alone may not be created, because a rule looks at something that is still to be typed, a column is possible that can be
 * written on some row.
 */
export function newRecord(session: VisitorSession, table: string, facts: TableFacts, columns: readonly string[]): NewRecord {
  const { active, engine, principal, policy, rows, now } = session;
  const filled = defaultsOf(session, table, facts, []);
  const will: { id: string; [column: string]: Cell } = { id: NEW };
  Object.keys(facts.columns).forEach((column) => {
    will[column] = own(filled, column)?.cell ?? null;
  });
  const source = withRow(rows, table, will);
  const asked = { privilege: 'read', table, id: NEW } as const;
  const creating = active.variants.asReading(table, 'create');
  const appending = active.variants.asReading(table, 'append');
  const isReadable = engine.decide(principal, asked, source, now).allowed;
  const readable = engine.columns(principal, table, NEW, source, now);
  const shown = active.variants.unmasked().clearColumns(principal, table, now, { source: rows });
  const isCreatable = creating.decide(principal, asked, source, now).allowed;
  const writable = creating.columns(principal, table, NEW, source, now);
  const possible = creating.clearColumns(principal, table, now, { source: rows });
  const bearing = securityBearing(session, table);

  const access: RecordAccess = {
    level: (column) => {
      if (isReadable) return own(readable, column)?.level ?? 'none';
      return (own(shown, column)?.kind ?? 'never') === 'never' ? 'none' : 'read';
    },
    write: (column) =>
      bearing.indexOf(column) < 0 &&
      (isCreatable ? own(writable, column)?.write === true : (own(possible, column)?.kind ?? 'never') !== 'never'),
    append: isCreatable
      ? appending.decide(principal, asked, source, now).allowed
      : appending.plan(principal, 'read', table, now, { source: rows }).kind !== 'never',
    filled: Object.keys(filled).filter((column) => own(readable, column)?.level !== 'read'),
  };
  const mayName = labelGuard(session);
  const present = presenter(policy, columnsWithTypes(facts, columns), readable, mayName);
  const clear = (column: string): boolean => own(readable, column)?.level === 'read';
  return {
    access,
    row: { ...present({ id: NEW, table, values: valuesOf(will), labels: labelsOf(session, will, clear, mayName) }), id: '' },
  };
}

const withRow = (rows: RowSource, table: string, row: Row): RowSource => ({
  load: (of, id) => (of === table && id === NEW ? row : rows.load(of, id)),
  grants: () => rows.grants(),
});

/** Columns of people and companies by which access is decided; no door writes them (`security-bearing-column`). */
function securityBearing({ engine }: VisitorSession, table: string): readonly string[] {
  const used = engine.columnsUsed();
  if (table === 'contact') return ['parentcustomerid'].concat(used.contact);
  return table === 'account' ? used.account : [];
}

function valuesOf({ id: _id, ...will }: Row): HostRow['values'] {
  const values: { [column: string]: string | number | boolean } = {};
  Object.keys(will).forEach((column) => {
    const value = will[column] ?? null;
    if (value !== null) values[column] = value;
  });
  return values;
}

/** The names of the rows that the defaults lead to: the person, the company. */
function labelsOf({ host, policy }: VisitorSession, will: Row, isClear: (column: string) => boolean, mayName: MayName): HostRow['labels'] {
  const labels: { [column: string]: string } = {};
  Object.keys(will).forEach((column) => {
    const target = column === 'id' ? null : referenceIn(will[column]);
    const facts = target === null ? undefined : own(policy.tables, target.table);
    if (target === null || facts?.primaryName === undefined || !isClear(column) || !mayName(`${target.table}:${target.id}`)) return;
    const name = host.rows('user', {
      kind: 'fetch',
      count: 1,
      entity: entity(target.table, {
        attributes: [{ kind: 'attribute', name: facts.primaryName }],
        filter: and([condition(primaryKeyOf(target.table, facts), 'eq', target.id)]),
      }),
    }).rows[0]?.values[facts.primaryName];
    if (typeof name === 'string') labels[column] = name;
  });
  return labels;
}
