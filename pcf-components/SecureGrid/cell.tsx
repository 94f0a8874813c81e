import type { ColumnType, RecordRow } from '../../contracts/index.ts';
import type { ControlHost } from './control-host.ts';
import { LockIcon } from './icons.tsx';

interface CellProps {
  readonly host: ControlHost;
  readonly row: RecordRow;
  readonly column: { readonly name: string; readonly type: ColumnType };
}

/** The value of one column of one row. Text stays text, whatever it looks like. */
export const Cell = ({ host, row, column }: CellProps) => {
  const { text } = host;
  const value = row.values[column.name];
  if (row.masked.includes(column.name)) {
    return (
      <span class="portico-masked">
        <LockIcon />
        <span>{value === undefined || value === null ? '•••' : String(value)}</span>
        <span class="portico-hidden"> ({text('masked')})</span>
      </span>
    );
  }
  if (value === undefined) return <span class="portico-muted">{text('notShown')}</span>;
  if (value === null || value === '') {
    return (
      <span class="portico-muted">
        <span aria-hidden="true">—</span>
        <span class="portico-hidden">{text('empty')}</span>
      </span>
    );
  }
  return <Value host={host} value={value} label={row.labels[column.name]} type={column.type} />;
};

interface ValueProps {
  readonly host: ControlHost;
  readonly value: string | number | boolean;
  readonly label: string | undefined;
  readonly type: ColumnType;
}

const Value = ({ host: { text, formats }, value, label, type }: ValueProps) => {
  switch (type) {
    case 'number':
      return <>{formats.number(String(value))}</>;
    case 'datetime':
      return <time dateTime={String(value)}>{formats.date(String(value))}</time>;
    case 'boolean':
      return <>{label ?? text(value === true || value === 'true' ? 'yes' : 'no')}</>;
    case 'choice':
      return <span class="portico-choice">{label ?? String(value)}</span>;
    case 'lookup':
      // Without a label the row behind it may not be read, and its id says nothing to a person.
      return label === undefined ? <span class="portico-muted">{text('notShown')}</span> : <span>{label}</span>;
    case 'text':
      return <>{label ?? String(value)}</>;
  }
};
