import type { ComponentChildren } from 'preact';
import type { ControlHost } from './control-host.ts';
import { LockIcon, WarningIcon } from './icons.tsx';
import { Notice } from './notice.tsx';
import type { Outcome } from './outcome.ts';
import { Reference } from './reference.tsx';
import { Support } from './support.tsx';

/** Why there is no answer to show. */
export type Problem = Extract<Outcome<never>, { kind: 'refused' | 'signed-out' | 'failed' }>;

interface ProblemPanelProps {
  readonly host: ControlHost;
  readonly problem: Problem;
  /** Level of the heading: 2 where the control has no title of its own yet. */
  readonly level: 2 | 3;
  /** Trying again is under way. */
  readonly busy: boolean;
  readonly retry: () => void;
  /** Further buttons. */
  readonly children?: ComponentChildren;
}

/** Why a control has nothing to show, and what can be done about it. */
export const ProblemPanel = ({ host, problem, level, busy, retry, children }: ProblemPanelProps) => {
  const { text, context } = host;
  const { title, detail } = problemTexts(host, problem);
  const refusal = problem.kind === 'refused' ? problem.refusal : null;
  return (
    <Notice icon={refusal ? <LockIcon /> : <WarningIcon />} title={title} level={level} detail={detail}>
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
          <button type="button" class="portico-button portico-primary" aria-disabled={busy} onClick={retry}>
            {text(busy ? 'retrying' : 'retry')}
          </button>
        )}
        {children}
      </div>
    </Notice>
  );
};

/** What was asked for may be granted the next time: no answer came, or the server could not decide. */
export const canRetry = (problem: Problem): boolean => {
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
