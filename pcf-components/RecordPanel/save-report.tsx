import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Problem } from '../shared/problem-panel.tsx';
import { Reference } from '../shared/reference.tsx';
import { Support } from '../shared/support.tsx';
import type { PanelHost } from './panel-host.ts';
import { isUnsure, saveProblemTexts } from './save-texts.ts';

interface SaveProblemProps {
  readonly host: PanelHost;
  readonly problem: Problem;
  /** Whether all that was typed would be found again on this page. */
  readonly stored: boolean;
  readonly retry: () => void;
  /** Titles of the fields that the server did not take, with where they are. */
  readonly fields: readonly { readonly id: string; readonly title: string; readonly mistake: string }[];
}

/** Why nothing was saved, and what to do now. It gets the focus, so that it is read and stands where the eyes are. */
export const SaveProblem = ({ host, problem, stored, retry, fields }: SaveProblemProps) => {
  const { text, context } = host;
  const box = useRef<HTMLDivElement>(null);
  const { title, detail } = saveProblemTexts(host, problem, { stored, unsure: isUnsure(problem) });
  const reference = problem.kind === 'refused' ? problem.refusal.reference : '';
  const again = problem.kind === 'failed' || (problem.kind === 'refused' && problem.refusal.status >= 500);

  useLayoutEffect(() => {
    box.current?.focus();
  }, [problem]);

  return (
    <div ref={box} class="portico-report" data-kind="problem" tabIndex={-1}>
      <div class="portico-report-body">
        <h3 class="portico-report-title">{title}</h3>
        <p>{detail}</p>
        <FieldLinks fields={fields} />
        {again && (
          <div>
            <button type="button" class="portico-button" onClick={retry}>
              {text('retry')}
            </button>
          </div>
        )}
        {problem.kind === 'signed-out' && (
          <p>
            {stored ? (
              <a class="portico-button portico-primary" href={context.signInUrl} data-leaves-input>
                {text('signIn')}
              </a>
            ) : (
              // What cannot be kept stays on this page; the person comes back to it.
              <a class="portico-button portico-primary" href={context.signInUrl} target="_blank" rel="noopener">
                {text('signInNewTab')}
              </a>
            )}
          </p>
        )}
        {reference !== '' && <Reference text={text} reference={reference} />}
        {problem.kind === 'refused' && <Support host={host} reference={reference} />}
      </div>
    </div>
  );
};

interface FieldLinksProps {
  readonly fields: readonly { readonly id: string; readonly title: string; readonly mistake: string }[];
}

/** Links to the fields that are to be checked. */
export const FieldLinks = ({ fields }: FieldLinksProps) =>
  fields.length === 0 ? null : (
    <ul class="portico-mistakes">
      {fields.map(({ id, title, mistake }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(id)?.focus();
            }}
          >
            {mistake.includes(title) ? mistake : `${title}: ${mistake}`}
          </a>
        </li>
      ))}
    </ul>
  );
