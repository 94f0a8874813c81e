import type { SaveRequest, SaveResult, TypedValue } from '../../../contracts/index.ts';
import type { Cell, Decision, TableFacts } from '../../../engine/index.ts';
import { openClick } from '../clicks/click.ts';
import { isObject, own } from '../json.ts';
import { names } from '../names.ts';
import { done, type EntryDraft, type Outcome, type Refused, refused } from '../outcome.ts';
import { visitorApi } from '../registered.ts';
import { notUnderstood } from '../request.ts';
import { changesIn } from '../rows/changes.ts';
import { defaultsOf } from '../rows/defaults.ts';
import { duplicateOf } from '../rows/duplicates.ts';
import { isReadable, shownRow, storedRow } from '../rows/stored-row.ts';
import type { VisitorSession } from '../session.ts';
import { guidOf } from '../text.ts';
import { fromEngine } from './get-record.ts';

/**
 * Creates or updates one row. An update is decided on the stored row and on the row as it will be, a creation on the latter;
 * the engine does both. The same click again writes nothing and gives what the person may read now.
 */
export const saveRecord = visitorApi<SaveRequest, SaveResult>({
  api: names.apis.SaveRecord,
  about: ({ id, values }) => ({
    privilege: id === undefined ? 'create' : 'write',
    details: { columns: values.map(({ column }) => column) },
  }),
  handle: save,
});

function save(session: VisitorSession, request: SaveRequest): Outcome<SaveResult> {
  const { table, id, version, values } = request;
  const facts = own(session.policy.tables, table);
  if (facts === undefined) return refused('not-available');
  if (id !== undefined && version === undefined) return notUnderstood('`request.version` is missing');
  if (values.length === 0) return notUnderstood('`request.values` is empty');
  const target = id === undefined ? null : guidOf(id);
  if (id !== undefined && target === null) return refused('not-available');
  const click = openClick(session, 'SaveRecord', request.key, [
    table,
    target,
    version ?? null,
    values.map((each) => [each.column, each.value]),
  ]);
  if (click.kind === 'refused') return click;
  if (click.kind === 'repeated') return repeated(session, table, facts, click.answer, id === undefined);
  const saved = target === null ? create(session, request, facts) : update(session, request, facts, target);
  if (saved.kind === 'done') click.remember({ id: saved.result.id, version: saved.result.version });
  return saved;
}

function update(session: VisitorSession, { table, version, values }: SaveRequest, facts: TableFacts, id: string): Outcome<SaveResult> {
  const { engine, principal, rows, now, host } = session;
  const stored = storedRow(session, table, facts, id);
  if (stored === null) return refused('not-available');
  const hidden = engine.refusal(principal, { privilege: 'read', table, id }, rows, now);
  if (hidden !== null) return fromEngine(hidden);
  if (stored.version !== version)
    return refused('version-conflict', { current: { id, version: stored.version, row: shownRow(session, table, facts, stored.row) } });

  const before = rows.load(table, id);
  if (before === null) throw new Error('a row that was read is not kept');
  const changes = changesIn(session, table, facts, values, { row: before, access: engine.columns(principal, table, id, rows, now) });
  if (changes.kind === 'refused') return changes;
  const decision = engine.decide(principal, { privilege: 'write', table, id, set: changes.set }, rows, now);
  if (!decision.allowed) return fromDecision(decision);
  const duplicate = duplicateOf(session, table, facts, id, changes.set);
  if (duplicate !== null) return duplicate;
  host.update('user', table, id, changes.typed, stored.version);
  return written(session, table, facts, id, decision);
}

function create(session: VisitorSession, { table, values }: SaveRequest, facts: TableFacts): Outcome<SaveResult> {
  const { engine, principal, rows, now, host, active } = session;
  const changes = changesIn(session, table, facts, values, null);
  if (changes.kind === 'refused') return changes;
  const filled = defaultsOf(session, table, facts, Object.keys(changes.set));
  const defaults: { [column: string]: Cell } = {};
  const typed: { [column: string]: TypedValue } = {};
  Object.keys(filled).forEach((column) => {
    defaults[column] = filled[column]?.cell ?? null;
    typed[column] = filled[column]?.typed ?? null;
  });
  const decision = engine.decide(principal, { privilege: 'create', table, set: changes.set, defaults }, rows, now);
  if (!decision.allowed) return fromDecision(decision);
  const store = own(active.store, table) ?? {};
  const missing = Object.keys(store).filter(
    (column) =>
      store[column]?.required === true &&
      store[column]?.kind !== 'fixed' &&
      (changes.set[column] ?? own(defaults, column) ?? null) === null,
  );
  if (missing.length > 0) return refused('input-missing', { columns: missing });
  const duplicate = duplicateOf(session, table, facts, null, { ...defaults, ...changes.set });
  if (duplicate !== null) return duplicate;
  const id = host.create('user', table, { ...typed, ...changes.typed });
  return written(session, table, facts, id, decision);
}

/** Only a readable row, or one that is to be created, gets here with a decision: it may be told. */
const fromDecision = (decision: Decision): Refused => fromEngine(decision);

/** Reads back what the store made of it. */
function written(session: VisitorSession, table: string, facts: TableFacts, id: string, { deciding }: Decision): Outcome<SaveResult> {
  const stored = storedRow(session, table, facts, id);
  if (stored === null) throw new Error('a row that was written cannot be read back');
  const shown = isReadable(session, table, id) ? { row: shownRow(session, table, facts, stored.row) } : {};
  const entry: EntryDraft = { outcome: 'allowed', texts: { recordId: id, rule: deciding ?? '' } };
  return done({ table, id, version: stored.version, ...shown, repeated: false }, entry);
}

/** Access is decided again. Who created a row without the right to read it still gets its id, as before. */
function repeated(session: VisitorSession, table: string, facts: TableFacts, answer: unknown, created: boolean): Outcome<SaveResult> {
  const id = isObject(answer) ? guidOf(answer.id) : null;
  if (id === null || !isObject(answer)) throw new Error('the answer of a click has another shape');
  const stored = storedRow(session, table, facts, id);
  if (stored !== null && isReadable(session, table, id))
    return done({ table, id, version: stored.version, row: shownRow(session, table, facts, stored.row), repeated: true });
  return created ? done({ table, id, version: String(answer.version), repeated: true }) : refused('not-available');
}
