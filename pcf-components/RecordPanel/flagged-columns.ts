import type { Refusal } from '../../contracts/index.ts';
import { fieldsOf } from './entry.ts';
import type { RecordView } from './record-view.ts';

/** The columns that a refusal is about: those it names, and lookups to the row that it names. */
export const flaggedColumns = ({ record, entries }: RecordView, { columns, missing }: Refusal): readonly string[] => {
  const known = new Set(record ? fieldsOf(record).map(({ name }) => name) : []);
  const named = columns?.filter((column) => known.has(column)) ?? [];
  const target = missing?.id === undefined ? null : `${missing.table}:${missing.id}`;
  const linked = Object.entries(entries).flatMap(([column, { chosen }]) => (target !== null && chosen === target ? [column] : []));
  return [...new Set([...named, ...linked])];
};
