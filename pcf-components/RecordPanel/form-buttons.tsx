import type { RecordExperience } from '../../contracts/index.ts';
import type { PanelHost } from './panel-host.ts';
import type { RecordActions, RecordView } from './record-view.ts';
import { reportText } from './save-texts.ts';

interface FormButtonsProps {
  readonly host: PanelHost;
  readonly view: RecordView;
  readonly record: RecordExperience;
  readonly actions: RecordActions;
}

/** Save and discard, and beside them what became of it. */
export const FormButtons = ({ host, view, record, actions }: FormButtonsProps) => {
  const { text } = host;
  const { sending, report, gone, dirty } = view;
  if (!record.canSave && !dirty) return null;
  const done = report !== null && report.kind !== 'problem';
  const said = done ? reportText(host, report, gone) : dirty ? text('unsaved') : '';
  return (
    <div class="portico-record-buttons">
      {record.canSave && (
        <button type="submit" class="portico-button portico-primary" aria-disabled={sending}>
          <span>{text(sending ? 'saving' : record.id === null ? 'create' : 'save')}</span>
          {sending && <span class="portico-spinner" aria-hidden="true" />}
        </button>
      )}
      <button type="button" class="portico-button" aria-disabled={!dirty || sending} onClick={() => dirty && !sending && actions.discard()}>
        {text('discard')}
      </button>
      <span class="portico-record-said" data-kind={done && report.kind !== 'nothing' ? 'done' : undefined}>
        {said}
      </span>
      {report?.kind === 'discarded' && Object.keys(report.entries).length > 0 && (
        <button type="button" class="portico-button portico-quiet" onClick={actions.undo}>
          {text('undo')}
        </button>
      )}
      {report?.kind === 'created' && report.address !== null && (
        <a class="portico-button" href={report.address}>
          {text('openCreated')}
        </a>
      )}
    </div>
  );
};
