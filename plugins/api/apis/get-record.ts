import type { RecordRequest, RecordResult } from '../../../contracts/index.ts';
import { and, condition, entity } from '../../../engine/fetchxml/index.ts';
import type { Refusal } from '../../../engine/index.ts';
import { readEntry } from '../audit/reads.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { done, type Outcome, type Refused, refused } from '../outcome.ts';
import { visitorApi } from '../registered.ts';
import { typeOf } from '../rows/column-types.ts';
import { labelGuard } from '../rows/labels.ts';
import { columnsWithTypes, presenter } from '../rows/present.ts';
import { columnsToRead, primaryKeyOf } from '../rows/row-store.ts';
import type { VisitorSession } from '../session.ts';
import { guidOf } from '../text.ts';

/** One row. A foreign row, a missing one, an unknown table and an id that is none answer alike. */
export const getRecord = visitorApi<RecordRequest, RecordResult>({
  api: names.apis.GetRecord,
  about: () => ({ privilege: 'read' }),
  handle: get,
});

function get(session: VisitorSession, { table, id: text, columns }: RecordRequest): Outcome<RecordResult> {
  const { active, asked, policy, rows, host } = session;
  const facts = own(policy.tables, table);
  const id = guidOf(text);
  if (facts === undefined || id === null) return refused('not-available');
  const named = (columns ?? Object.keys(facts.columns)).filter((column, index, all) => all.indexOf(column) === index);
  const unknown = named.filter((column) => typeOf(facts, column) === null);
  const row = host.rows('user', {
    kind: 'fetch',
    count: 1,
    entity: entity(table, {
      attributes: columnsToRead(
        active,
        table,
        named.filter((column) => unknown.indexOf(column) < 0),
      ),
      filter: and([condition(primaryKeyOf(table, facts), 'eq', id)]),
    }),
  }).rows[0];
  if (row === undefined) return refused('not-available');
  rows.keep(row);
  const request = { privilege: 'read', table, id } as const;
  const refusal = asked.refusal(request);
  if (refusal !== null) return fromEngine(refusal);

  if (unknown.length > 0) return refused('column-not-available', { columns: unknown });
  const access = asked.columns(table, id);
  // A column that was not named is no more than what there is to see.
  const shown = columnsWithTypes(facts, columns === undefined ? named.filter((column) => own(access, column)?.level !== 'none') : named);
  const present = presenter(policy, shown, access, labelGuard(session));
  return done({ table, columns: shown, row: present(row) }, readEntry([asked.decide(request)]));
}

/** The engine's refusal as an outcome. `allowed` is no refusal, so it never comes here. */
export function fromEngine({ code, reason, requires, missing, columns }: Omit<Refusal, 'status'>): Refused {
  if (code === 'allowed') throw new Error('the engine refused with `allowed`');
  return refused(code, {
    ...(reason === undefined ? {} : { reason }),
    ...(requires === undefined ? {} : { requires }),
    ...(missing === undefined ? {} : { missing }),
    ...(columns === undefined ? {} : { columns }),
  });
}
