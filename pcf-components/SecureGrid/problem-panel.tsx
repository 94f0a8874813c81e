import type { ControlHost } from '../shared/control-host.ts';
import { LockIcon, WarningIcon } from '../shared/icons.tsx';
import { Reference } from '../shared/reference.tsx';
import { Support } from '../shared/support.tsx';
import type { GridActions, GridView, Problem } from './grid-view.ts';
import { isAsDefined } from './grid-view.ts';
import { Notice } from './notice.tsx';

interface ProblemPanelProps {
  readonly host: ControlHost;
  readonly view: GridView;
  readonly problem: Problem;
  readonly actions: GridActions;
}

/** Why there is no list, and what can be done about it. */
export const ProblemPanel = ({ host, view, problem, actions }: ProblemPanelProps) => {
  const { text, context } = host;
  const { title, detail } = problemTexts(host, problem);
  const refusal = problem.kind === 'refused' ? problem.refusal : null;
  return (
    <Notice icon={refusal ? <LockIcon /> : <WarningIcon />} title={title} level={view.definition ? 3 : 2} detail={detail}>
      {refusal?.reason && <p>{refusal.reason}</p>}
      {refusal?.reference && <Reference text={text} reference={refusal.reference} />}
      {problem.kind !== 'signed-out' && <Support host={host} reference={refusal?.reference ?? ''} />}
      <div class="portico-actions">
        {problem.kind === 'signed-out' && (
          <a class="portico-button portico-primary" href={context.signInUrl}>
            {text('signIn')}
          </a>
        )}
        {canRetry(problem) && (
          <button type="button" class="portico-button portico-primary" aria-disabled={view.busy} onClick={actions.retry}>
            {text(view.busy ? 'retrying' : 'retry')}
          </button>
        )}
        {refusal && view.definition && !isAsDefined(view) && (
          <button type="button" class="portico-button" aria-disabled={view.busy} onClick={actions.reset}>
            {text('showAgain')}
          </button>
        )}
      </div>
    </Notice>
  );
};

/** What was asked for may be granted the next time: no answer came, or the server could not decide. */
const canRetry = (problem: Problem): boolean => {
  if (problem.kind === 'failed') return problem.failure !== 'not-set-up';
  return problem.kind === 'refused' && (problem.refusal.status >= 500 || problem.refusal.code === 'continuation-invalid');
};

/** Headline and sentence of a problem in the reader's language. */
export const problemTexts = ({ text }: ControlHost, problem: Problem): { readonly title: string; readonly detail: string } => {
  if (problem.kind === 'signed-out') return { title: text('signedOutTitle'), detail: text('signedOutText') };
  if (problem.kind === 'failed') {
    const key = problem.failure === 'not-set-up' ? 'notSetUp' : problem.failure;
    return { title: text(`${key}Title`), detail: text(`${key}Text`) };
  }
  const { code, message, status } = problem.refusal;
  return { title: text(status >= 500 ? 'unavailableTitle' : 'refusedTitle'), detail: text.refusal(code) ?? message };
};
