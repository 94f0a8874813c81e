import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RecordExperience } from '../../contracts/index.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';
import { entryOf, fieldsOf } from './entry.ts';
import { cellWords, entryWords } from './entry-words.ts';
import type { PanelHost } from './panel-host.ts';
import type { ClashField } from './rebase.ts';
import { type Clash, openChoices, type RecordActions, type RecordView } from './record-view.ts';

interface ClashPanelProps {
  readonly host: PanelHost;
  readonly view: RecordView;
  readonly record: RecordExperience;
  readonly clash: Clash;
  readonly actions: RecordActions;
  readonly save: () => void;
  /** The person pressed save before they had chosen. */
  readonly tried: boolean;
}

/** What somebody else changed: beside one's own value where both did, and as a list where only they did. */
export const ClashPanel = ({ host, view, record, clash, actions, save, tried }: ClashPanelProps) => {
  const { text } = host;
  const box = useRef<HTMLDivElement>(null);
  const both = clash.fields.filter(({ closed }) => !closed);
  const closed = clash.fields.filter((field) => field.closed);
  const open = openChoices(view).length > 0;

  useLayoutEffect(() => {
    box.current?.focus();
  }, []);

  return (
    <div ref={box} class="portico-clash" tabIndex={-1}>
      <h3 class="portico-clash-title">{text(view.dirty ? 'conflictTitle' : 'changedTitle')}</h3>
      <p>{text(both.length > 0 ? 'conflictText' : view.dirty ? 'conflictNone' : 'changedText')}</p>
      {both.map((field) => (
        <BothChanged key={field.column} host={host} view={view} record={record} clash={field} choose={actions.choose} />
      ))}
      {tried && open && <p class="portico-mistake">{text('conflictOpen')}</p>}
      {closed.length > 0 && (
        <>
          <p>{text('conflictClosed')}</p>
          <Typed host={host} view={view} columns={closed} />
        </>
      )}
      {clash.others.length > 0 && (
        <>
          <p>{text('conflictOthers')}</p>
          <ul class="portico-clash-others">
            {clash.others.map(({ field, before }) => (
              <li key={field.name}>
                <strong>{field.title}:</strong>{' '}
                <bdi>{text('conflictChange', { before: cellWords(host, field, before), after: cellWords(host, field, record.row) })}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {both.length > 0 && (
        <div>
          <button type="button" class="portico-button portico-primary" aria-disabled={view.sending} onClick={save}>
            {text('conflictSave')}
          </button>
        </div>
      )}
    </div>
  );
};

interface BothChangedProps {
  readonly host: PanelHost;
  readonly view: RecordView;
  readonly record: RecordExperience;
  readonly clash: ClashField;
  readonly choose: RecordActions['choose'];
}

const BothChanged = ({ host, view, record, clash: { column, title, choice }, choose }: BothChangedProps) => {
  const id = useUniqueId();
  const { text, entries } = host;
  const field = fieldsOf(record).find(({ name }) => name === column);
  if (!field) return null;
  const mine = view.entries[column] ?? entryOf(entries, field, record.row);
  const values = { mine: entryWords(host, field, mine), theirs: cellWords(host, field, record.row) } as const;
  return (
    <fieldset class="portico-clash-field">
      <legend>{title}</legend>
      {(['mine', 'theirs'] as const).map((one) => (
        <label key={one} class="portico-clash-choice">
          <input type="radio" name={id} checked={choice === one} onChange={() => choose(column, one)} />
          <span>
            {text(one === 'mine' ? 'conflictMine' : 'conflictTheirs')} <bdi class="portico-clash-value">{values[one]}</bdi>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

/** Values that were typed, as text that can be copied. */
export const Typed = ({
  host,
  view,
  columns,
}: {
  readonly host: PanelHost;
  readonly view: RecordView;
  readonly columns: readonly { readonly column: string; readonly title: string }[];
}) => {
  const { text } = host;
  const fields = view.record ? fieldsOf(view.record) : [];
  return (
    <ul class="portico-clash-others">
      {columns.map(({ column, title }) => {
        const entry = view.entries[column];
        const field = fields.find(({ name }) => name === column);
        return (
          <li key={column}>
            <strong>{title}.</strong> {text('conflictYours')}{' '}
            <bdi class="portico-clash-value">{entry && (field ? entryWords(host, field, entry) : entry.text)}</bdi>
          </li>
        );
      })}
    </ul>
  );
};
