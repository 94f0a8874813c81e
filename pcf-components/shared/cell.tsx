import type { ColumnType, RecordRow } from '../../contracts/index.ts';
import type { ControlHost } from './control-host.ts';
import { LockIcon } from './icons.tsx';

interface CellProps {
  readonly host: ControlHost;
  readonly row: RecordRow;
  readonly column: { readonly name: string; readonly type: ColumnType };
}

/** The value of one column of one row. Text stays text, whatever it looks like, and keeps its own direction of writing. */
export const Cell = ({ host, row, column }: CellProps) => {
  const value = row.values[column.name];
  if (value === undefined) return <NotShown host={host} />;
  if (value === null || value === '') return <Empty host={host} />;
  if (row.masked.includes(column.name)) return <Masked host={host} mask={String(value)} />;
  return <Value host={host} value={value} label={row.labels[column.name]} type={column.type} />;
};

const NotShown = ({ host: { text } }: { readonly host: ControlHost }) => <span class="portico-muted">{text('notShown')}</span>;

const Empty = ({ host: { text } }: { readonly host: ControlHost }) => (
  <span class="portico-muted">
    <span aria-hidden="true">—</span>
    <span class="portico-hidden">{text('empty')}</span>
  </span>
);

/**
 * Stars are for eyes, and four are enough: a long row of them would push what the mask leaves out of sight.
 * A screen reader is told that the value is masked, and what the mask leaves of it.
 */
const Masked = ({ host: { text }, mask }: { readonly host: ControlHost; readonly mask: string }) => (
  <span class="portico-masked">
    <bdi aria-hidden="true">{mask.replace(/([*•])\1{4,}/g, '$1$1$1$1')}</bdi>
    <LockIcon />
    <span class="portico-hidden">{`${text('masked')} ${mask.replace(/[*•]+/g, '')}`.trim()}</span>
  </span>
);

interface ValueProps {
  readonly host: ControlHost;
  readonly value: string | number | boolean;
  readonly label: string | undefined;
  readonly type: ColumnType;
}

const Value = ({ host, value, label, type }: ValueProps) => {
  const { text, formats } = host;
  switch (type) {
    case 'number':
      return <bdi>{formats.number(String(value))}</bdi>;
    case 'datetime':
      return <time dateTime={String(value)}>{formats.date(String(value))}</time>;
    case 'boolean':
      return <bdi>{label ?? text(value === true || value === 'true' ? 'yes' : 'no')}</bdi>;
    case 'choice':
      return <bdi class="portico-choice">{label ?? String(value)}</bdi>;
    case 'lookup':
      // Without a label the row behind it may not be read, and its id says nothing to a person.
      return label === undefined ? <NotShown host={host} /> : <bdi>{label}</bdi>;
    case 'text':
      return <bdi>{label ?? String(value)}</bdi>;
  }
};
