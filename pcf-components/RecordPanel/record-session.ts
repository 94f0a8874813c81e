import type { RecordExperience, Refusal, SaveResult } from '../../contracts/index.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { Problem } from '../shared/problem-panel.tsx';
import { arrivalOf } from './arrival.ts';
import { changedEntries, unsavedEntries } from './entry.ts';
import { flaggedColumns } from './flagged-columns.ts';
import { loadRecord } from './load-record.ts';
import { openInput } from './open-input.ts';
import { recordAddress } from './record-address.ts';
import type { RecordSource } from './record-source.ts';
import { emptyView, openChoices, type RecordActions, type RecordView, withoutTheirs } from './record-view.ts';
import { type Attempt, attemptFor, isSameRequest, readSaved, requestOf, unsent, valuesOf } from './save-attempt.ts';
import { typedInto } from './typing.ts';

export interface RecordSession extends RecordActions {
  readonly close: () => void;
}

/** Refusals after which the record may have another state than the page shows. */
const outdated: ReadonlySet<string> = new Set(['version-conflict', 'key-reused', 'not-available', 'denied', 'no-rule', 'column-forbidden']);

/**
 * One record on a page: loads it, keeps what is typed, saves it. Tells each new view.
 * INVARIANT: what was typed goes only when the record says the same, or the person says so. A click keeps its key until its
 * fate is known.
 */
export const openRecordSession = (source: RecordSource, tell: (view: RecordView) => void): RecordSession => {
  const { formats } = source;
  let view = emptyView;
  let person: string | null = null;
  let attempt: Attempt | null = null;
  /** What the last discarding threw away. */
  let thrown: Attempt | null = null;
  let running: AbortController | null = null;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;
  const stop = new AbortController();
  const input = openInput({ drafts: source.drafts, formats, form: source.form ?? '', record: source.record });

  const show = (change: Partial<RecordView>) => {
    if (stop.signal.aborted) return;
    view = { ...view, ...change };
    tell(view);
  };

  /** Shows, and keeps what is typed now where a reload finds it. */
  const showKept = (change: Partial<RecordView>) => {
    view = { ...view, ...change };
    const { record } = view;
    const entries = record ? unsavedEntries(formats, record, view.entries) : {};
    const stored = record === null || input.keep(person, record, { entries, attempt });
    show({ stored, dirty: Object.keys(entries).length > 0 });
  };

  const slowly = () => {
    clearTimeout(slowTimer);
    slowTimer = setTimeout(() => show({ slow: true }), source.slowAfter);
  };

  const arrive = (fresh: RecordExperience, key: string | null, told: boolean) => {
    const { record } = view;
    const calm = { record: fresh, busy: false, slow: false, problem: null, gone: false } as const;
    if (record !== null && key === person) return showKept({ ...calm, ...arrivalOf(formats, { ...view, record }, fresh, told) });
    // Nothing that one person typed is shown to another.
    person = key;
    const found = input.find(person, fresh);
    attempt = found?.attempt ?? null;
    showKept({ ...calm, entries: found?.entries ?? {}, clash: null, flagged: new Map(), kept: found?.kept ?? null });
  };

  const fail = (problem: Problem, current?: Refusal['current']) => {
    const { record } = view;
    // The newest state came with the refusal itself; only the actions are not known anew.
    if (record && current && problem.kind === 'failed')
      return arrive({ ...record, version: current.version, row: current.row }, person, false);
    show({ busy: false, slow: false, problem, gone: record !== null && problem.kind === 'refused' && problem.refusal.status < 500 });
  };

  const load = async ({ told = false, current }: { readonly told?: boolean; readonly current?: Refusal['current'] } = {}) => {
    if (source.form === null) return;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    show({ busy: true, slow: false });
    slowly();
    const loaded = await loadRecord({ ...source, form: source.form }, mine.signal);
    if (loaded.kind === 'cancelled') return;
    clearTimeout(slowTimer);
    if (loaded.kind === 'record') arrive(loaded.record, loaded.person, told);
    else fail(loaded.problem, current);
  };

  const save = async () => {
    const { record } = view;
    if (!record?.canSave || view.sending || view.gone || view.report?.kind === 'created' || openChoices(view).length > 0) return;
    const entries = changedEntries(formats, record, withoutTheirs(view));
    const made = attemptFor(record, valuesOf(formats, record, entries), {
      earlier: attempt,
      openKey: input.takeOpenKey(),
      clickKey: source.clickKey,
    });
    attempt = made;
    if (!made) return showKept({ entries, clash: null, flagged: new Map(), report: { kind: 'nothing' } });
    // As long as no answer is there, the fate is not known; also for a page that is loaded anew meanwhile.
    attempt = { ...made, unsure: true };
    showKept({ entries, clash: null, flagged: new Map(), sending: true, slow: false, report: null });
    slowly();
    const { request } = made;
    const body = { operation: 'save', ...(source.signedIn ? { signedIn: true } : {}), ...request } as const;
    const outcome = await source.client.call('records', body, readSaved, stop.signal);
    clearTimeout(slowTimer);
    settle(record, made, outcome);
  };

  const settle = (record: RecordExperience, made: Attempt, outcome: Outcome<SaveResult>) => {
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind === 'result') {
      attempt = null;
      return written(record, made, outcome.result);
    }
    if (outcome.kind === 'refused' && outcome.refusal.status < 500) {
      attempt = null;
      // What was asked for first was not done, and something else has been typed since: that is sent now.
      const latest = requestOf(record, '', valuesOf(formats, record, changedEntries(formats, record, view.entries)));
      if (record.id === null && !isSameRequest(made.request, latest) && outcome.refusal.code !== 'key-reused') {
        show({ sending: false });
        return void save();
      }
      return refuse(outcome.refusal);
    }
    // Before our code ran nothing was done.
    const unsure = made.unsure || (outcome.kind === 'failed' && outcome.failure !== 'forbidden');
    attempt = { request: made.request, unsure };
    showKept({ sending: false, slow: false, report: { kind: 'problem', problem: outcome } });
  };

  const written = (record: RecordExperience, { request }: Attempt, { id, version, row }: SaveResult) => {
    const entries = unsent(formats, record, view.entries, request.values);
    const calm = { sending: false, slow: false, clash: null, kept: null, flagged: new Map() } as const;
    if (record.id === null) {
      const address = row ? recordAddress(record.page, id) : null;
      if (row) input.hand(person, { ...record, id, version, row }, entries);
      showKept({ ...calm, entries: {}, report: { kind: 'created', address } });
      source.saved(record.table, id);
      if (address !== null) source.navigate(address);
      return;
    }
    if (row) showKept({ ...calm, record: { ...record, version, row }, entries, report: { kind: 'saved' } });
    else showKept({ ...calm, entries, gone: true, report: { kind: 'saved' } });
    source.saved(record.table, id);
    if (row) void load();
  };

  const refuse = (refusal: Refusal) => {
    const flagged = new Map(flaggedColumns(view, refusal).map((column) => [column, refusal.code]));
    showKept({ sending: false, slow: false, flagged, report: { kind: 'problem', problem: { kind: 'refused', refusal } } });
    if (view.record?.id && outdated.has(refusal.code)) void load({ current: refusal.current });
  };

  if (source.form === null) slowTimer = setTimeout(() => fail({ kind: 'failed', failure: 'not-set-up' }), source.slowAfter);
  else void load();

  return {
    type: (column, entry) => {
      const change = typedInto(formats, view, column, entry);
      if (change) showKept(change);
    },
    save: () => void save(),
    discard: () => {
      if (view.sending) return;
      const { entries } = view;
      thrown = attempt;
      attempt = null;
      showKept({ entries: {}, clash: null, flagged: new Map(), kept: null, report: { kind: 'discarded', entries } });
    },
    undo: () => {
      if (view.report?.kind !== 'discarded') return;
      attempt = thrown;
      showKept({ entries: { ...view.report.entries, ...view.entries }, report: null });
    },
    reload: (changes) => void load({ told: changes === 'told' }),
    resume: () => {
      if (!view.record) return;
      const found = input.resume(view.record);
      attempt = found.attempt;
      showKept({
        entries: { ...found.entries, ...view.entries },
        clash: found.fields.length > 0 ? { fields: found.fields, others: [] } : null,
        kept: found.kept,
      });
    },
    forget: () => {
      input.forget();
      showKept({ kept: null });
    },
    choose: (column, choice) => {
      const { clash } = view;
      if (clash) show({ clash: { ...clash, fields: clash.fields.map((one) => (one.column === column ? { ...one, choice } : one)) } });
    },
    clearKept: () => show({ kept: null }),
    close: () => {
      stop.abort();
      running?.abort();
      clearTimeout(slowTimer);
    },
  };
};
