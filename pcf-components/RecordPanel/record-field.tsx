import type { FieldExperience, RecordRow } from '../../contracts/index.ts';
import { Cell } from '../shared/cell.tsx';
import type { Entry } from './entry.ts';
import { labelled } from './entry-words.ts';
import { FieldEntry } from './field-entry.tsx';
import type { PanelHost } from './panel-host.ts';

interface RecordFieldProps {
  readonly host: PanelHost;
  readonly id: string;
  readonly field: FieldExperience;
  readonly row: RecordRow;
  /** Whether the record is not there yet. */
  readonly isNew: boolean;
  readonly entry: Entry;
  readonly mistake: string | undefined;
  readonly type: (entry: Entry) => void;
  readonly leave: () => void;
}

/** One field: an input where the person may write, and otherwise the value as text. */
export const RecordField = (props: RecordFieldProps) => (props.field.writable ? <WritableField {...props} /> : <ShownField {...props} />);

const isWide = ({ check }: FieldExperience): boolean => check.kind === 'text' && check.lines > 1;

const ShownField = ({ host, id, field, row }: RecordFieldProps) => (
  <div class="portico-record-field" data-wide={isWide(field) ? '' : undefined}>
    <span class="portico-record-label">{field.title}</span>
    <div class="portico-record-value" id={id} tabIndex={-1}>
      <Cell host={host} row={labelled(row, field)} column={field} />
    </div>
    {row.masked.includes(field.name) && Boolean(row.values[field.name]) && (
      <small class="portico-record-hint">{host.text('fieldMasked')}</small>
    )}
    {field.help && <small class="portico-record-hint">{field.help}</small>}
  </div>
);

const WritableField = ({ host, id, field, row, isNew, entry, mistake, type, leave }: RecordFieldProps) => {
  const { text } = host;
  const hasMask = field.level === 'masked' && Boolean(row.values[field.name]);
  const hints = hintsOf(host, field, { hasMask, isNew });
  const described = [
    ...(hasMask ? [`${id}-mask`] : []),
    ...(hints.length > 0 ? [`${id}-hint`] : []),
    ...(mistake === undefined ? [] : [`${id}-mistake`]),
  ];
  return (
    <div class="portico-field portico-record-field" data-wide={isWide(field) ? '' : undefined}>
      <label for={id}>
        {field.title} {field.required && <span class="portico-muted">{text('required')}</span>}
      </label>
      {hasMask && (
        <div id={`${id}-mask`} class="portico-record-value">
          <Cell host={host} row={row} column={field} />
        </div>
      )}
      <FieldEntry
        host={host}
        field={field}
        label={row.labels[field.name]}
        entry={entry}
        type={type}
        leave={leave}
        attributes={{
          id,
          class: 'portico-entry',
          'aria-required': field.required,
          'aria-invalid': mistake !== undefined,
          'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        }}
      />
      {hints.length > 0 && (
        <small id={`${id}-hint`} class="portico-record-hint">
          {hints.join(' ')}
        </small>
      )}
      {mistake !== undefined && (
        <p id={`${id}-mistake`} class="portico-mistake">
          {mistake}
        </p>
      )}
    </div>
  );
};

const hintsOf = (
  { text, entries }: PanelHost,
  { help, check, level }: FieldExperience,
  { hasMask, isNew }: { readonly hasMask: boolean; readonly isNew: boolean },
): readonly string[] => [
  ...(help ? [help] : []),
  ...(check.kind === 'datetime' ? [text('fieldZone', { zone: entries.zone })] : []),
  ...(hasMask ? [text('fieldMaskedWritable')] : []),
  ...(level === 'none' && !isNew ? [text('fieldNotReadable')] : []),
  ...(level === 'read' ? [] : [text('fieldNotKept')]),
];
