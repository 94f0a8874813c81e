import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RecordExperience } from '../../contracts/index.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';
import { mistakesOf } from './check-entry.ts';
import { ClashPanel } from './clash-panel.tsx';
import { entryOf, fieldsOf } from './entry.ts';
import { FormButtons } from './form-buttons.tsx';
import type { PanelHost } from './panel-host.ts';
import { RecordField } from './record-field.tsx';
import { openChoices, type RecordActions, type RecordView } from './record-view.ts';
import { FieldLinks, SaveProblem } from './save-report.tsx';

interface RecordFormProps {
  readonly host: PanelHost;
  readonly view: RecordView;
  readonly record: RecordExperience;
  readonly actions: RecordActions;
}

/** The sections with their fields, and what stands in the way of saving them. */
export const RecordForm = ({ host, view, record, actions }: RecordFormProps) => {
  const { text } = host;
  const { clash, report, flagged, entries } = view;
  const id = useUniqueId();
  const summary = useRef<HTMLDivElement>(null);
  /** How often the person pressed save; 0 again when nothing was wrong. */
  const [tries, setTries] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const fields = fieldsOf(record);
  const givenUp = new Set(clash?.fields.flatMap(({ column, closed, choice }) => (closed || choice === 'theirs' ? [column] : [])));
  const found = mistakesOf(host, record, Object.fromEntries(Object.entries(entries).filter(([column]) => !givenUp.has(column))));

  const mistakeAt = (column: string): string | undefined => {
    const code = flagged.get(column);
    if (code !== undefined) return text.of(`field_${code}`) ?? text('fieldRefused');
    return tries > 0 || left.has(column) ? found.get(column) : undefined;
  };
  const linksTo = (columns: ReadonlyMap<string, unknown>) =>
    fields.flatMap(({ name, title }) =>
      columns.has(name) ? [{ id: `${id}-${name}`, title, mistake: mistakeAt(name) ?? text('fieldRefused') }] : [],
    );

  const save = () => {
    if (view.sending) return;
    const blocked = found.size > 0 || openChoices(view).length > 0;
    setTries(blocked ? tries + 1 : 0);
    if (!blocked) actions.save();
  };

  // After each press that met mistakes the list of them is read.
  useLayoutEffect(() => {
    if (tries > 0) summary.current?.focus();
  }, [tries]);

  const problem = report?.kind === 'problem' ? report.problem : null;
  const explained = clash !== null && problem?.kind === 'refused' && problem.refusal.code === 'version-conflict';
  return (
    <form
      class="portico-record-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {problem && !explained && <SaveProblem host={host} problem={problem} stored={view.stored} retry={save} fields={linksTo(flagged)} />}
      {clash && <ClashPanel host={host} view={view} record={record} clash={clash} actions={actions} save={save} tried={tries > 0} />}
      {tries > 0 && found.size > 0 && (
        <div ref={summary} class="portico-report" data-kind="problem" tabIndex={-1}>
          <div class="portico-report-body">
            <h3 class="portico-report-title">{text('mistakesTitle')}</h3>
            <FieldLinks fields={linksTo(found)} />
          </div>
        </div>
      )}
      {record.sections.map((section) => (
        <section key={section.name} class="portico-record-section" aria-labelledby={`${id}-section-${section.name}`}>
          <h3 id={`${id}-section-${section.name}`} class="portico-section-title">
            {section.title}
          </h3>
          <div class="portico-record-fields">
            {section.fields.map((field) => (
              <RecordField
                key={field.name}
                host={host}
                id={`${id}-${field.name}`}
                field={field}
                row={record.row}
                isNew={record.id === null}
                entry={(givenUp.has(field.name) ? undefined : entries[field.name]) ?? entryOf(host.entries, field, record.row)}
                mistake={field.writable ? mistakeAt(field.name) : undefined}
                type={(entry) => actions.type(field.name, entry)}
                leave={() => setLeft((now) => (now.has(field.name) ? now : new Set([...now, field.name])))}
              />
            ))}
          </div>
        </section>
      ))}
      <FormButtons host={host} view={view} record={record} actions={actions} />
    </form>
  );
};
