import type { RecordExperience, Refusal, SaveResult } from '../../contracts/index.ts';
import type { LoadExperience } from '../shared/experience-loader.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { PortalClient } from '../shared/portal-client.ts';
import type { Problem } from '../shared/problem-panel.tsx';
import type { DraftStore } from './draft-store.ts';
import { changedEntries, type Entries, fieldsOf, isChanged } from './entry.ts';
import type { EntryFormats } from './entry-formats.ts';
import { openInput } from './open-input.ts';
import { rebase } from './rebase.ts';
import { recordAddress } from './record-address.ts';
import { emptyView, openChoices, type RecordActions, type RecordView } from './record-view.ts';
import { type Attempt, isSameRequest, readSaved, requestOf, unsent, valuesOf } from './save-attempt.ts';

export interface RecordSource {
  readonly client: PortalClient;
  readonly loadExperience: LoadExperience;
  readonly clickKey: () => string;
  readonly slowAfter: number;
  readonly page: string;
  readonly language: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  /** Null while the host has not said it yet. */
  readonly form: string | null;
  /** Null: a new record. */
  readonly record: string | null;
  readonly formats: EntryFormats;
  readonly drafts: DraftStore;
  readonly navigate: (address: string) => void;
  /** A row was written. */
  readonly saved: (table: string, id: string) => void;
}

export interface RecordSession extends RecordActions {
  readonly close: () => void;
}

/** Refusals after which the record may have another state than the page shows. */
const outdated: ReadonlySet<string> = new Set(['key-reused', 'not-available', 'denied', 'no-rule', 'column-forbidden', 'wrong-state']);

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
    const stored = view.record === null || input.keep(person, view.record, { entries: view.entries, attempt });
    show({ stored });
  };

  const slowly = () => {
    clearTimeout(slowTimer);
    slowTimer = setTimeout(() => show({ slow: true }), source.slowAfter);
  };

  const arrive = (fresh: RecordExperience, key: string | null) => {
    const { record: old, entries } = view;
    const calm = { record: fresh, busy: false, slow: false, problem: null, gone: false } as const;
    if (old === null || key !== person) {
      // Nothing that one person typed is shown to another.
      person = key;
      attempt = null;
      const found = input.find(person, fresh);
      attempt = found?.attempt ?? null;
      return showKept({ ...calm, entries: found?.entries ?? {}, clash: null, flagged: new Map(), kept: found?.kept ?? null });
    }
    const { entries: kept, fields, others } = rebase(formats, { entries, base: old.row, fresh, previous: fieldsOf(old) });
    const refused = view.report?.kind === 'problem' && view.report.problem.kind === 'refused' ? view.report.problem.refusal.code : null;
    const conflict = refused === 'version-conflict' || refused === 'key-reused';
    // After a conflict the person is told what happened; where the record says already what they typed, nothing is left to do.
    const settled = conflict && Object.keys(entries).length > 0 && Object.keys(kept).length === 0;
    const clash = fields.length > 0 || (conflict && !settled) ? { fields, others } : null;
    if (settled) attempt = null;
    showKept({ ...calm, entries: kept, clash, ...(settled ? { report: { kind: 'already' } } : {}) });
  };

  const fail = (problem: Problem, current: Refusal['current'] | undefined) => {
    const { record } = view;
    // The newest state came with the refusal itself; only the actions are not known anew.
    if (record && current && problem.kind === 'failed') return arrive({ ...record, version: current.version, row: current.row }, person);
    show({ busy: false, slow: false, problem, gone: record !== null && problem.kind === 'refused' && problem.refusal.status < 500 });
  };

  const load = async (current?: Refusal['current']) => {
    const { form, page, language, record } = source;
    if (form === null) return;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    show({ busy: true, slow: false });
    slowly();
    const wish = { page, language, record: { form, ...(record === null ? {} : { id: record }) } };
    const outcome = await source.loadExperience(wish, mine.signal);
    if (mine.signal.aborted || outcome.kind === 'cancelled') return;
    clearTimeout(slowTimer);
    if (outcome.kind !== 'result') return fail(outcome, current);
    if (source.signedIn && outcome.result.person.kind === 'anonymous') return fail({ kind: 'signed-out' }, undefined);
    const answer = outcome.result.record;
    if (!answer) return fail({ kind: 'failed', failure: 'not-set-up' }, undefined);
    if (answer.ok) return arrive(answer.result, outcome.result.person.key);
    fail(answer.refusal.code === 'session-expired' ? { kind: 'signed-out' } : { kind: 'refused', refusal: answer.refusal }, undefined);
  };

  /** The same content keeps its key. A creation whose fate is not known is asked for first: it may have been done. */
  const attemptFor = (record: RecordExperience, entries: Entries): Attempt | null => {
    const values = valuesOf(formats, record, entries);
    const openKey = input.takeOpenKey();
    if (openKey !== null) return { request: requestOf(record, openKey, values), unsure: true };
    const wanted = requestOf(record, '', values);
    if (attempt && (isSameRequest(attempt.request, wanted) || (attempt.unsure && record.id === null))) return attempt;
    return values.length === 0 ? null : { request: { ...wanted, key: source.clickKey() }, unsure: false };
  };

  const save = async () => {
    const { record } = view;
    if (!record?.canSave || view.sending || view.gone || view.report?.kind === 'created' || openChoices(view).length > 0) return;
    const entries = changedEntries(formats, record, withoutTheirs(view));
    const made = attemptFor(record, entries);
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
    if (view.record?.id && (refusal.code === 'version-conflict' || outdated.has(refusal.code))) void load(refusal.current);
  };

  if (source.form === null) slowTimer = setTimeout(() => fail({ kind: 'failed', failure: 'not-set-up' }, undefined), source.slowAfter);
  else void load();

  return {
    type: (column, entry) => {
      const { record, clash, report, flagged } = view;
      const field = record && fieldsOf(record).find((one) => one.name === column);
      if (!record || !field) return;
      const { [column]: _, ...others } = view.entries;
      const entries = isChanged(formats, field, record.row, entry) ? { ...others, [column]: entry } : others;
      const fields = clash?.fields.flatMap((one) => {
        if (one.column !== column) return [one];
        return Object.hasOwn(entries, column) ? [{ ...one, choice: 'mine' } as const] : [];
      });
      showKept({
        entries,
        clash: clash && fields ? { ...clash, fields } : null,
        flagged: new Map([...flagged].filter(([name]) => name !== column)),
        report: report?.kind === 'problem' ? report : null,
      });
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
    reload: () => void load(),
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

/** What was typed, without what the person gave up for the other's value and what cannot be written any more. */
const withoutTheirs = ({ entries, clash }: RecordView): Entries => {
  const left = new Set(clash?.fields.flatMap(({ column, closed, choice }) => (closed || choice === 'theirs' ? [column] : [])));
  return Object.fromEntries(Object.entries(entries).filter(([column]) => !left.has(column)));
};

/** The columns that a refusal is about: those it names, and lookups to the row that it names. */
const flaggedColumns = ({ record, entries }: RecordView, { columns, missing }: Refusal): readonly string[] => {
  const known = new Set(record ? fieldsOf(record).map(({ name }) => name) : []);
  const named = columns?.filter((column) => known.has(column)) ?? [];
  const target = missing?.id === undefined ? null : `${missing.table}:${missing.id}`;
  const linked = Object.entries(entries).flatMap(([column, { chosen }]) => (target !== null && chosen === target ? [column] : []));
  return [...new Set([...named, ...linked])];
};
