import type { ControlHost } from '../shared/control-host.ts';
import { ClearIcon } from '../shared/icons.tsx';
import { Support } from '../shared/support.tsx';
import { answeredTitle, refusalText, runProblemTexts } from './run-texts.ts';
import { isOpen, type Report, type RunActions } from './run-view.ts';

/** What became of the last press, where it was pressed. It is announced by the status line, not by this. */
export const RunReport = ({
  host,
  report,
  actions,
}: {
  readonly host: ControlHost;
  readonly report: Report;
  readonly actions: RunActions;
}) => {
  const { text } = host;
  const refused = report.kind === 'problem' || report.rows.some(({ answer }) => !answer.ok);
  return (
    <div class="portico-report" data-kind={refused ? 'problem' : 'done'} tabIndex={-1}>
      <div class="portico-report-body">
        <ReportBody host={host} report={report} />
        {report.kind === 'problem' && isOpen(report.problem) && (
          <div>
            <button type="button" class="portico-button" onClick={actions.retry}>
              {text('retry')}
            </button>
          </div>
        )}
      </div>
      <button type="button" class="portico-button portico-quiet" aria-label={text('closeReport')} onClick={actions.clearReport}>
        <ClearIcon />
      </button>
    </div>
  );
};

/** Headline, what to do, and the rows that were refused, each with its reference. */
export const ReportBody = ({ host, report }: { readonly host: ControlHost; readonly report: Report }) => {
  if (report.kind === 'problem') return <ProblemBody host={host} report={report} />;
  const refused = report.rows.flatMap(({ target, answer }) => (answer.ok ? [] : [{ target, refusal: answer.refusal }]));
  return (
    <>
      <p class="portico-report-title">{answeredTitle(host, report)}</p>
      {refused.length > 0 && (
        <ul class="portico-outcomes">
          {refused.map(({ target, refusal }) => (
            <li key={target.id}>
              {target.name && <bdi class="portico-outcome-name">{target.name}</bdi>} {refusalText(host, refusal)}
              <RefusalReference host={host} reference={refusal.reference} />
            </li>
          ))}
        </ul>
      )}
      {refused[0] && <Support host={host} reference={refused[0].refusal.reference} />}
    </>
  );
};

const ProblemBody = ({ host, report }: { readonly host: ControlHost; readonly report: Extract<Report, { readonly kind: 'problem' }> }) => {
  const { text, context } = host;
  const { problem } = report;
  const { title, detail } = runProblemTexts(host, report.press, problem);
  const reference = problem.kind === 'refused' ? problem.refusal.reference : '';
  return (
    <>
      <p class="portico-report-title">{title}</p>
      <p>{detail}</p>
      {problem.kind === 'signed-out' && (
        // In a tab of its own: what was typed stays where it is.
        <p>
          <a class="portico-button" href={context.signInUrl} target="_blank" rel="noopener">
            {text('signInNewTab')}
          </a>
        </p>
      )}
      <RefusalReference host={host} reference={reference} />
      {problem.kind === 'refused' && <Support host={host} reference={reference} />}
    </>
  );
};

const RefusalReference = ({ host: { text }, reference }: { readonly host: ControlHost; readonly reference: string }) =>
  reference === '' ? null : (
    <span class="portico-outcome-reference">
      {text('reference')} <code>{reference}</code>
    </span>
  );
