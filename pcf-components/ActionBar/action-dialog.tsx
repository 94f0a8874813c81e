import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { mostActionRows } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';
import { ActionField, CommentField } from './action-field.tsx';
import { commentField, mistakesIn } from './check-draft.ts';
import { ReportBody } from './run-report.tsx';
import { whyText } from './run-texts.ts';
import type { Draft, Press, Report, RunActions, RunView } from './run-view.ts';

interface ActionDialogProps {
  readonly host: ControlHost;
  readonly press: Press;
  readonly run: RunView;
  /** Something is under way that what is sent next depends on. */
  readonly waiting: boolean;
  readonly actions: RunActions;
}

/**
 * Confirmation, inputs and comment of one press, in a native modal dialog: the browser keeps focus inside and the page out.
 * Focus goes back to where it came from. Escape keeps what was typed; nothing closes it while it sends.
 */
export const ActionDialog = ({ host, press, run, waiting, actions }: ActionDialogProps) => {
  const { text } = host;
  const { offer, targets, leftOut } = press;
  const { draft, report } = run;
  const dialog = useRef<HTMLDialogElement>(null);
  const problem = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const id = useUniqueId();
  const busy = run.sending !== null || waiting;
  const mine = report?.press === press ? report : null;
  const tooMany = targets.length > mostActionRows;
  const judged = useRef<Draft | null>(null);
  const mistakes = new Map([...refusedFields(host, mine, judged.current === draft), ...(tried ? mistakesIn(host, offer, draft) : [])]);

  useLayoutEffect(() => {
    const from = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('.portico-entry, [data-first]')?.focus();
    return () => {
      shown?.close();
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);

  // What went wrong is read out, and stands where the eyes are.
  useLayoutEffect(() => {
    if (mine) problem.current?.focus();
  }, [mine]);

  const submit = () => {
    if (busy) return;
    setTried(true);
    const found = mistakesIn(host, offer, draft);
    judged.current = draft;
    if (tooMany) return;
    if (found.size === 0) return actions.submit();
    // The fields are told after they have been drawn as invalid.
    setTimeout(() => dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
  };

  return (
    <dialog
      ref={dialog}
      class="portico-dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={offer.confirm ? `${id}-confirm` : undefined}
      aria-busy={busy}
      onCancel={(event) => busy && event.preventDefault()}
      onClose={() => actions.leave()}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id={`${id}-title`} class="portico-dialog-title">
          {offer.title}
        </h2>
        {mine && (
          <div ref={problem} class="portico-report" data-kind="problem" tabIndex={-1}>
            <ReportBody host={host} report={mine} />
          </div>
        )}
        {offer.confirm && <p id={`${id}-confirm`}>{offer.confirm}</p>}
        {targets.length + leftOut.length > 1 && <Rows host={host} press={press} />}
        {tooMany && (
          <p id={`${id}-many`} class="portico-mistake">
            {text('runTooMany', { max: host.formats.count(mostActionRows), count: host.formats.count(targets.length) })}
          </p>
        )}
        {offer.inputs.map((input) => (
          <ActionField
            key={input.name}
            host={host}
            input={input}
            value={draft.inputs[input.name] ?? ''}
            type={(value) => actions.type({ ...draft, inputs: { ...draft.inputs, [input.name]: value } })}
            mistake={mistakes.get(input.name)}
          />
        ))}
        {offer.comment !== 'none' && (
          <CommentField
            host={host}
            required={offer.comment === 'required'}
            value={draft.comment}
            type={(comment) => actions.type({ ...draft, comment })}
            mistake={mistakes.get(commentField)}
          />
        )}
        <div class="portico-dialog-buttons">
          <button type="button" class="portico-button" data-first aria-disabled={run.sending !== null} onClick={actions.cancel}>
            {text('cancel')}
          </button>
          <button
            type="submit"
            class="portico-button portico-act"
            data-tone={offer.tone === 'danger' ? 'danger' : 'primary'}
            aria-disabled={busy || tooMany}
            aria-describedby={tooMany ? `${id}-many` : undefined}
          >
            <span>{run.sending ? text('running', { action: offer.title }) : offer.title}</span>
            {busy && <span class="portico-spinner" aria-hidden="true" />}
          </button>
        </div>
      </form>
    </dialog>
  );
};

/** Fields that the server did not take, as long as nothing has been typed since. */
const refusedFields = (host: ControlHost, report: Report | null, unchanged: boolean): readonly (readonly [string, string])[] => {
  if (!report || !unchanged) return [];
  const refusals = report.kind === 'answered' ? report.rows.map(({ answer }) => (answer.ok ? null : answer.refusal)) : [];
  const one = report.kind === 'problem' && report.problem.kind === 'refused' ? [report.problem.refusal] : [];
  return [...refusals, ...one].flatMap((refusal) => refusal?.inputs?.map((name) => [name, host.text('inputRefused')] as const) ?? []);
};

/** Which rows it is about, and which of the selected ones it is not. */
const Rows = ({ host, press: { targets, leftOut } }: { readonly host: ControlHost; readonly press: Press }) => {
  const { text, formats } = host;
  return (
    <>
      <p>
        {text('forRows', { count: formats.count(targets.length) })} <bdi>{targets.map(({ name }) => name).join(', ')}</bdi>
      </p>
      {leftOut.length > 0 && (
        <>
          <p>{text('leftOut', { count: formats.count(leftOut.length) })}</p>
          <ul class="portico-outcomes">
            {leftOut.map(({ target, why }) => (
              <li key={target.id}>
                <bdi class="portico-outcome-name">{target.name}</bdi> {whyText(host, why)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
