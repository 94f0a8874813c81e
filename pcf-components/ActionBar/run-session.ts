import type { RunActionRequest } from '../../contracts/index.ts';
import type { Outcome } from '../shared/outcome.ts';
import type { PortalClient } from '../shared/portal-client.ts';
import { readRunOf } from '../shared/read-actions.ts';
import type { OfferedRow } from './offers-session.ts';
import {
  type Draft,
  emptyDraft,
  idleRun,
  isOpen,
  needsDialog,
  type Press,
  type Report,
  type RunActions,
  type RunView,
} from './run-view.ts';

export interface RunSource {
  readonly client: PortalClient;
  readonly table: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  readonly clickKey: () => string;
  readonly slowAfter: number;
  /** The rows as they were last offered, with their versions. */
  readonly offered: () => ReadonlyMap<string, OfferedRow>;
  /** The server has answered: these rows were changed, those are not as the page shows them, and what can be done is to be asked again. */
  readonly settled: (changed: readonly string[], outdated: readonly string[]) => void;
}

export interface RunSession extends RunActions {
  readonly close: () => void;
}

/** A request whose fate is not known: it is repeated with its key and the versions that it was sent with. */
interface Attempt {
  readonly of: string;
  readonly key: string;
  readonly rows: RunActionRequest['rows'];
}

/** Refusals that say that a row has another state than the page shows. */
const outdatedBy: ReadonlySet<string> = new Set(['version-conflict', 'wrong-state']);

const identityOf = ({ offer, targets }: Press): string => JSON.stringify([offer.name, ...targets.map(({ id }) => id)]);

/**
 * Runs actions, one at a time. INVARIANT: a click keeps its key until an answer is known, so that no lost connection,
 * however often it is tried again, runs an action twice.
 */
export const openRunSession = (source: RunSource, tell: (view: RunView) => void): RunSession => {
  let view = idleRun;
  const stop = new AbortController();
  const attempts = new Map<string, Attempt>();
  const drafts = new Map<string, Draft>();
  let slowTimer: ReturnType<typeof setTimeout> | undefined;

  const show = (change: Partial<RunView>) => {
    if (stop.signal.aborted) return;
    view = { ...view, ...change };
    tell(view);
  };

  const attemptOf = (press: Press): Attempt => {
    const of = identityOf(press);
    const kept = attempts.get(of);
    if (kept) return kept;
    const rows = press.targets.map(({ id }) => ({ id, version: source.offered().get(id)?.version ?? '' }));
    const attempt = { of, key: source.clickKey(), rows };
    attempts.set(of, attempt);
    return attempt;
  };

  const settle = (press: Press, outcome: Outcome<ReturnType<ReturnType<typeof readRunOf>>>) => {
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind !== 'result') {
      show({ sending: null, slow: false, report: { kind: 'problem', press, problem: outcome } });
      if (isOpen(outcome)) return;
      attempts.delete(identityOf(press));
      return source.settled([], []);
    }
    attempts.delete(identityOf(press));
    const report = reportOf(press, outcome.result.rows);
    const done = report.rows.filter(({ answer }) => answer.ok).map(({ target }) => target.id);
    if (done.length === press.targets.length) drafts.delete(press.offer.name);
    // Where nothing was done, the dialog stays, with what was typed and the reason.
    const asking = done.length > 0 && view.asking === press ? null : view.asking;
    show({ sending: null, slow: false, report, asking });
    const outdated = report.rows.filter(({ answer }) => !answer.ok && outdatedBy.has(answer.refusal.code)).map(({ target }) => target.id);
    source.settled(done, outdated);
  };

  const send = async (press: Press, draft: Draft) => {
    if (view.sending) return;
    const { key, rows } = attemptOf(press);
    show({ sending: press, slow: false, report: null });
    slowTimer = setTimeout(() => show({ slow: true }), source.slowAfter);
    const request: RunActionRequest = { table: source.table, action: press.offer.name, key, rows, ...typedIn(press, draft) };
    const read = readRunOf(rows.map(({ id }) => id));
    const body = { operation: 'run', ...(source.signedIn ? { signedIn: true } : {}), ...request };
    const outcome = await source.client.call('records', body, read, stop.signal);
    clearTimeout(slowTimer);
    settle(press, outcome);
  };

  return {
    press: (press) => {
      if (view.sending) return;
      const draft = drafts.get(press.offer.name) ?? emptyDraft;
      if (!needsDialog(press)) return void send(press, draft);
      show({ asking: press, draft, report: null });
    },
    type: (draft) => {
      if (view.asking) drafts.set(view.asking.offer.name, draft);
      show({ draft });
    },
    submit: () => view.asking && send(view.asking, view.draft),
    retry: () => view.report && send(view.report.press, drafts.get(view.report.press.offer.name) ?? emptyDraft),
    leave: () => show({ asking: null }),
    cancel: () => {
      if (view.sending) return;
      if (view.asking) drafts.delete(view.asking.offer.name);
      show({ asking: null, report: null });
    },
    clearReport: () => show({ report: null }),
    close: () => {
      stop.abort();
      clearTimeout(slowTimer);
    },
  };
};

/** Inputs and comment as the request wants them; what is empty is not sent. */
const typedIn = ({ offer }: Press, { inputs, comment }: Draft): Pick<RunActionRequest, 'inputs' | 'comment'> => {
  const filled = offer.inputs.flatMap(({ name }) => {
    const value = inputs[name]?.trim() ?? '';
    return value === '' ? [] : [{ name, value }];
  });
  const said = offer.comment === 'none' ? '' : comment.trim();
  return { ...(filled.length > 0 ? { inputs: filled } : {}), ...(said === '' ? {} : { comment: said }) };
};

const reportOf = (
  press: Press,
  answers: ReturnType<ReturnType<typeof readRunOf>>['rows'],
): Extract<Report, { readonly kind: 'answered' }> => ({
  kind: 'answered',
  press,
  rows: press.targets.flatMap((target) => {
    const answer = answers.find(({ id }) => id === target.id)?.answer;
    return answer ? [{ target, answer }] : [];
  }),
});
