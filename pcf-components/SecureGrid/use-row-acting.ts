import { useEffect, useState } from 'preact/hooks';
import type { QueryResult } from '../../contracts/index.ts';
import type { Acting } from '../ActionBar/use-acting.ts';
import type { RowActing } from './row-acting.ts';

const nothing: ReadonlySet<string> = new Set();

/** Which rows are selected and which one is opened. What has gone from the page is neither; what was done is no longer selected. */
export const useRowActing = (acting: Acting | null, result: QueryResult | null): RowActing | null => {
  const [selected, setSelected] = useState(nothing);
  const [opened, open] = useState<string | null>(null);
  const report = acting?.run.report ?? null;

  const select = (ids: readonly string[], on: boolean) =>
    setSelected((before) => {
      const after = new Set(before);
      for (const id of ids) on ? after.add(id) : after.delete(id);
      return after;
    });

  useEffect(() => {
    if (!result) return;
    const present = new Set(result.rows.map(({ id }) => id));
    setSelected((before) => ([...before].every((id) => present.has(id)) ? before : new Set([...before].filter((id) => present.has(id)))));
    open((before) => (before !== null && present.has(before) ? before : null));
  }, [result]);

  useEffect(() => {
    if (report?.kind !== 'answered') return;
    select(
      report.rows.filter(({ answer }) => answer.ok).map(({ target }) => target.id),
      false,
    );
  }, [report]);

  return acting && { acting, selected, select, opened, open };
};
