import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ControlHost } from '../shared/control-host.ts';
import { directionOf } from '../shared/direction.ts';
import { ActionButtons } from './action-buttons.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { RunReport } from './run-report.tsx';
import { runAnnouncement, runProblemTexts } from './run-texts.ts';
import type { Acting } from './use-acting.ts';

interface ActionBarProps {
  readonly host: ControlHost;
  /** Null where the page does not say which record. */
  readonly record: string | null;
  readonly acting: Acting;
}

/** What can be done with one record: its buttons, their dialog, and what became of the last press. */
export const ActionBar = ({ host, record, acting }: ActionBarProps) => {
  const { text, context } = host;
  const { offers, run, actions } = acting;
  const root = useRef<HTMLElement>(null);
  const pressed = useRef(false);
  const offered = record === null ? [] : (offers.rows.get(record)?.actions ?? []);
  const settled = !run.sending && !run.asking && !offers.busy;

  // A button that was pressed and is no longer offered hands its focus to the bar.
  useLayoutEffect(() => {
    if (!settled || !pressed.current) return;
    pressed.current = false;
    if (document.activeElement === document.body) root.current?.focus();
  }, [settled]);

  const busy = offers.busy || run.sending !== null;
  return (
    <section
      ref={root}
      class="portico-control portico-action-bar"
      lang={context.language}
      dir={directionOf(context.language)}
      tabIndex={-1}
      aria-label={text('actions')}
      aria-busy={busy}
    >
      <div class="portico-hidden" role="status">
        {offers.busy && offers.rows.size === 0 ? text(offers.slow ? 'loadingSlow' : 'loading') : runAnnouncement(host, run)}
      </div>
      {offers.problem ? (
        <OffersProblem host={host} acting={acting} />
      ) : offers.busy && offers.rows.size === 0 ? (
        <div class="portico-acts" aria-hidden="true">
          <span class="portico-bone portico-act-bone" />
          <span class="portico-bone portico-act-bone" />
        </div>
      ) : (
        offered.length > 0 && (
          <ActionButtons
            host={host}
            label={text('actions')}
            offers={offered}
            sending={run.sending?.offer.name ?? null}
            press={(offer) => {
              pressed.current = true;
              if (record !== null) actions.press({ offer, targets: [{ id: record, name: '' }], leftOut: [] });
            }}
          />
        )
      )}
      {run.report && run.report.press !== run.asking && <RunReport host={host} report={run.report} actions={actions} />}
      {run.asking && <ActionDialog host={host} press={run.asking} run={run} waiting={offers.busy} actions={actions} />}
    </section>
  );
};

/** The offers themselves did not come. */
export const OffersProblem = ({ host, acting }: { readonly host: ControlHost; readonly acting: Acting }) => {
  const { text, context } = host;
  const { problem, busy } = acting.offers;
  if (!problem) return null;
  const { title } = runProblemTexts(host, { offer: { title: text('actions') } }, problem);
  return (
    <div class="portico-report" data-kind="problem" role="alert">
      <div class="portico-report-body">
        <p class="portico-report-title">{text('actionsMissing')}</p>
        <p>{title}.</p>
        <div>
          {problem.kind === 'signed-out' && (
            <a class="portico-button" href={context.signInUrl} target="_blank" rel="noopener">
              {text('signInNewTab')}
            </a>
          )}{' '}
          <button type="button" class="portico-button" aria-disabled={busy} onClick={() => busy || acting.reload()}>
            {text(busy ? 'retrying' : 'retry')}
          </button>
        </div>
      </div>
    </div>
  );
};
