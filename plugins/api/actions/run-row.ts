import type { ActionRun, TypedValue } from '../../../contracts/index.ts';
import { fromEngine } from '../apis/get-record.ts';
import { newReference } from '../audit/reference.ts';
import { own } from '../json.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { duplicateOf } from '../rows/duplicates.ts';
import { isReadable, type StoredRow, shownRow, storedRow } from '../rows/stored-row.ts';
import type { VisitorSession } from '../session.ts';
import { changesOf } from './changes.ts';
import { applyEffects, ownerOf } from './effects.ts';
import { isInState, metBy, stageOf, type TableAction } from './facts.ts';
import type { ReadInputs } from './inputs.ts';

/** One row of a request to run an action. */
export interface RowToRun extends TableAction {
  readonly id: string;
  /** The version that the person saw. */
  readonly version: string;
  /** Null: there is no such row. */
  readonly stored: StoredRow | null;
  readonly typed: ReadInputs;
  readonly click: string;
}

/**
 * Runs an action on one row. Who may not read the row learns nothing; then come a stale version, the right to act, the state,
 * and the row as it will be. Nothing is written before all have agreed.
 */
export function runRow(session: VisitorSession, run: RowToRun): Outcome<ActionRun> {
  const { engine, principal, rows, now, host } = session;
  const { table, facts, action, id, stored } = run;
  if (stored === null) return refused('not-available');
  const hidden = engine.refusal(principal, { privilege: 'read', table, id }, rows, now);
  if (hidden !== null) return fromEngine(hidden);
  if (stored.version !== run.version)
    return refused('version-conflict', {
      current: { id, version: stored.version, row: shownRow(session, table, facts, stored.row) },
      ...stageTold(session, run, stored),
    });

  const before = rows.load(table, id);
  if (before === null) throw new Error('a row that was read is not kept');
  const asked = { action: action.name, table, id, met: metBy(session, action, before, run.typed.comment !== '') };
  const present = engine.decide(principal, asked, rows, now);
  if (!present.allowed && present.code !== 'requirement-open') return fromEngine(present);
  if (!isInState(session, run, id)) return refused('wrong-state', stageTold(session, run, stored));
  if (!present.allowed) return fromEngine(present);
  const changes = changesOf(session, run, run.typed.inputs);
  if (changes.unfit.length > 0) return refused('value-invalid', { inputs: changes.unfit });
  const writes = Object.keys(changes.set).length > 0;
  const decision = writes ? engine.decide(principal, { ...asked, set: changes.set }, rows, now) : present;
  if (!decision.allowed) return fromEngine(decision);
  const duplicate = writes ? duplicateOf(session, table, facts, id, changes.set) : null;
  if (duplicate !== null) return duplicate;
  const owner = ownerOf(session, run);
  if (owner === null)
    return refused('action-not-available', { details: { why: 'no one active system user has the name of the new owner' } });

  const values: { [column: string]: TypedValue } = { ...changes.typed };
  if (owner !== undefined) values.ownerid = ['lookup', 'systemuser', owner];
  if (Object.keys(values).length > 0) host.update('user', table, id, values, stored.version);
  const after = storedRow(session, table, facts, id);
  if (after === null) throw new Error('a row that was written cannot be read back');
  const stage = { before: stageOf(facts, stored.row.values), after: stageOf(facts, after.row.values) };
  const reference = newReference(host);
  applyEffects(session, { ...run, values: stored.row.values, inputs: run.typed.inputs, comment: run.typed.comment, stage, reference });
  const told = stageTold(session, run, after).stage;
  const shown = told === undefined ? { before: null, after: null, label: null } : { ...stage, label: told.label };
  const details = JSON.stringify({ state: stage, ...(writes ? { columns: Object.keys(changes.set) } : {}) });
  return done(
    { id, version: after.version, stage: shown },
    { outcome: 'allowed', reference, texts: { rule: decision.deciding ?? '', details } },
  );
}

/** The stage, where the person may read its column in the clear. */
function stageTold(
  session: VisitorSession,
  { table, facts, id }: RowToRun,
  { row }: StoredRow,
): { readonly stage?: { readonly value: string; readonly label: string | null } } {
  const { engine, principal, rows, now } = session;
  const value = stageOf(facts, row.values);
  if (facts.stage === undefined || value === null || !isReadable(session, table, id)) return {};
  if (own(engine.columns(principal, table, id, rows, now), facts.stage)?.level !== 'read') return {};
  return { stage: { value, label: own(row.labels, facts.stage) ?? null } };
}
