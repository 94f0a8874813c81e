import type { ActionRun, Answer, RunActionRequest, RunActionResult } from '../../../contracts/index.ts';
import { inputsIn, type ReadInputs } from '../actions/inputs.ts';
import { type RowToRun, runRow } from '../actions/run-row.ts';
import { openClick } from '../clicks/click.ts';
import { isObject, own } from '../json.ts';
import { names } from '../names.ts';
import { done, type Outcome, type Refused, refused } from '../outcome.ts';
import { visitorApi } from '../registered.ts';
import { notUnderstood } from '../request.ts';
import { isReadable, storedRows } from '../rows/stored-row.ts';
import type { VisitorSession } from '../session.ts';
import { guidOf } from '../text.ts';

type RowAnswers = RunActionResult['rows'];

/** Runs one action on rows. Each row has its own decision, its own audit entry and its own answer. */
export const runAction = visitorApi<RunActionRequest, RunActionResult>({
  api: names.apis.RunAction,
  about: ({ action, rows }) => ({ privilege: action, record: rows[0]?.id ?? '', details: { rows: rows.length } }),
  handle: run,
});

function run(session: VisitorSession, request: RunActionRequest): Outcome<RunActionResult> {
  const { table, action: name } = request;
  const facts = own(session.policy.tables, table);
  if (facts === undefined) return refused('not-available');
  const action = (session.active.experience.actions ?? []).filter((each) => each.table === table && each.name === name)[0];
  if (action === undefined) return refused('action-not-available');
  const rows = request.rows.map(({ id, version }) => ({ given: id, id: guidOf(id), version }));
  const ids = rows.map(({ id, given }) => id ?? given);
  if (rows.length === 0 || ids.some((id, index) => ids.indexOf(id) !== index))
    return notUnderstood('`request.rows` is empty, or names one twice');
  if (rows.length > 1 && !action.several) return notUnderstood('this action is for one record at a time');
  const typed = inputsIn(action, request);
  const click = openClick(session, 'RunAction', request.key, fingerprint(request, ids));
  if (click.kind === 'refused') return click;
  if (click.kind === 'repeated') return repeated(session, request, click.answer);

  const stored = storedRows(
    session,
    table,
    facts,
    ids.filter((_, index) => rows[index]?.id !== null),
  );
  const answers: RowAnswers = rows.map(({ given, id, version }) => {
    const found = stored.filter(({ row }) => row.id === id)[0] ?? null;
    const outcome =
      id === null
        ? refused('not-available')
        : outcomeOf(session, { action, table, facts, id, version, stored: found, click: click.hash }, typed);
    return { id: given, answer: settled(session, request, id ?? given, outcome) };
  });
  if (answers.some(({ answer }) => answer.ok)) click.remember({ rows: answers.map(withoutValues) });
  return done({ table, action: name, rows: answers, repeated: false });
}

/** Missing inputs are told for readable rows only, so that they never say that a row exists. */
function outcomeOf(session: VisitorSession, row: Omit<RowToRun, 'typed'>, typed: ReadInputs | Refused): Outcome<ActionRun> {
  if (typed.kind === 'inputs') return runRow(session, { ...row, typed });
  return row.stored !== null && isReadable(session, row.table, row.id) ? typed : refused('not-available');
}

const settled = (
  session: VisitorSession,
  { table, action }: RunActionRequest,
  id: string,
  outcome: Outcome<ActionRun>,
): Answer<ActionRun> => session.settle(names.apis.RunAction, { privilege: action, table, record: id }, outcome);

const fingerprint = ({ table, action, rows, inputs, comment }: RunActionRequest, ids: readonly string[]): unknown => [
  table,
  action,
  rows.map(({ version }, index) => [ids[index], version]),
  (inputs ?? []).map(({ name, value }) => [name, value]),
  comment ?? null,
];

/** An answer as it is kept: without the row that a conflict shows. */
function withoutValues({ id, answer }: RowAnswers[number]): RowAnswers[number] {
  if (answer.ok) return { id, answer };
  const { current: _current, ...refusal } = answer.refusal;
  return { id, answer: { ok: false, refusal } };
}

/** Access is decided again: a row that the person may read no more is answered like one that is not there. */
function repeated(session: VisitorSession, request: RunActionRequest, answer: unknown): Outcome<RunActionResult> {
  const { table, action } = request;
  if (!isObject(answer)) throw new Error('the answer of a click has another shape');
  const kept = answer.rows as RowAnswers;
  session.rows.expect(
    table,
    kept.map(({ id }) => guidOf(id) ?? id),
  );
  const rows = kept.map((each) => {
    const id = guidOf(each.id) ?? each.id;
    return isReadable(session, table, id) ? each : { id: each.id, answer: settled(session, request, id, refused('not-available')) };
  });
  return done({ table, action, rows, repeated: true });
}
