import { ClearIcon } from '../shared/icons.tsx';
import { type Problem, problemTexts } from '../shared/problem-panel.tsx';
import type { PanelHost } from './panel-host.ts';
import type { KeptInput, RecordActions } from './record-view.ts';

interface KeptNoticeProps {
  readonly host: PanelHost;
  readonly kept: KeptInput;
  readonly actions: RecordActions;
}

/** Unsaved input that was found again. */
export const KeptNotice = ({ host: { text, formats }, kept, actions }: KeptNoticeProps) => {
  const time = formats.date(kept.at);
  if (kept.kind === 'restored')
    return (
      <div class="portico-kept">
        <p>{text('draftRestored', { time })}</p>
        <div class="portico-kept-buttons">
          <button type="button" class="portico-button" onClick={actions.discard}>
            {text('draftDiscard')}
          </button>
          <button type="button" class="portico-button portico-quiet" aria-label={text('closeReport')} onClick={actions.clearKept}>
            <ClearIcon />
          </button>
        </div>
      </div>
    );
  return (
    <div class="portico-kept" data-kind="offered">
      <p>{text('draftOffered', { time })}</p>
      <div class="portico-kept-buttons">
        <button type="button" class="portico-button portico-primary" onClick={actions.resume}>
          {text('draftContinue')}
        </button>
        <button type="button" class="portico-button" onClick={actions.forget}>
          {text('draftDiscard')}
        </button>
      </div>
    </div>
  );
};

interface StaleNoticeProps {
  readonly host: PanelHost;
  readonly problem: Problem;
  readonly busy: boolean;
  readonly reload: () => void;
}

/** The record is shown as it was known last, because no newer state came. */
export const StaleNotice = ({ host, problem, busy, reload }: StaleNoticeProps) => {
  const { text, context } = host;
  const { title } = problemTexts(host, problem);
  return (
    <div class="portico-report" data-kind="problem">
      <div class="portico-report-body">
        <p class="portico-report-title">{text('staleText')}</p>
        <p>{title}.</p>
        <div class="portico-kept-buttons">
          {problem.kind === 'signed-out' && (
            <a class="portico-button" href={context.signInUrl} target="_blank" rel="noopener">
              {text('signInNewTab')}
            </a>
          )}
          <button type="button" class="portico-button" aria-disabled={busy} onClick={() => busy || reload()}>
            {text(busy ? 'retrying' : 'retry')}
          </button>
        </div>
      </div>
    </div>
  );
};
