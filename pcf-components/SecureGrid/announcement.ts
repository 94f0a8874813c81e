import type { ControlHost } from '../shared/control-host.ts';
import { problemTexts } from '../shared/problem-panel.tsx';
import type { GridView } from './grid-view.ts';

/** What a screen reader is told, politely, when the view changes. Nothing while a short wait is under way. */
export const announcementOf = (host: ControlHost, view: GridView): string => {
  const { text, formats } = host;
  const { definition, result, problem, busy, slow, count, wanted } = view;
  if (busy) return slow ? text('loadingSlow') : definition ? '' : text('loading');
  if (problem) {
    const { title, detail } = problemTexts(host, problem);
    return `${title}. ${detail}`;
  }
  if (!definition || !result) return '';
  const { title } = definition;
  if (result.rows.length === 0) return text('noRowsSpoken', { title });
  const values = { title, shown: formats.count(result.rows.length), total: formats.count(count?.value ?? 0) };
  const rows = text(!count ? 'rowsSpokenOpen' : count.atLeast ? 'rowsSpokenAtLeast' : 'rowsSpoken', values);
  const page = wanted.page > 0 || view.hasNext ? `, ${text('page', { page: formats.count(wanted.page + 1) })}` : '';
  const sort = wanted.sort[0];
  const column = definition.columns.find((one) => one.name === sort?.column)?.title;
  const sorted = sort && column ? `, ${text(sort.descending ? 'sortedDescending' : 'sortedAscending', { column })}` : '';
  return `${view.restarted ? `${text('listChanged')} ` : ''}${rows}${page}${sorted}`;
};

/** The range that is shown, e.g. “11–20 of at least 5,000”; empty without rows. */
export const rangeOf = ({ text, formats }: ControlHost, { result, count, firstRow }: GridView): string => {
  if (!result || result.rows.length === 0) return '';
  const to = firstRow + result.rows.length - 1;
  const values = { from: formats.count(firstRow), to: formats.count(to), total: formats.count(Math.max(count?.value ?? 0, to)) };
  return text(!count ? 'rangeOpen' : count.atLeast ? 'rangeAtLeast' : 'range', values);
};
