import type { Ref } from 'preact';
import type { GridExperience } from '../../contracts/index.ts';
import { Cell } from './cell.tsx';
import type { ControlHost } from './control-host.ts';
import type { GridActions, GridView, Sort } from './grid-view.ts';
import { DownIcon, UnsortedIcon, UpIcon } from './icons.tsx';

type Column = GridExperience['columns'][number];

interface TableProps {
  readonly host: ControlHost;
  readonly view: GridView;
  readonly definition: GridExperience;
  readonly actions: GridActions;
  readonly scroller: Ref<HTMLDivElement>;
}

/**
 * The roles that the elements have anyway, said again: on narrow screens the style sheet shows rows as cards, and
 * `display: block` takes a table's roles away in some browsers.
 */
const as = <Role extends 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell'>(role: Role) => ({ role });

/** The rows as a real table. What is focused stays focused while rows come and go: headers and rows keep their keys. */
export const Table = ({ host, view, definition, actions, scroller }: TableProps) => {
  const { result, wanted, busy } = view;
  if (!result) return null;
  // A column that the answer leaves out is not this person's to see.
  const columns = definition.columns.filter((column) => result.columns.some((one) => one.name === column.name));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by keyboard
    <div class="portico-scroller" role="group" aria-label={definition.title} tabIndex={0} ref={scroller}>
      <table class="portico-table" aria-busy={busy} {...as('table')}>
        <caption class="portico-hidden">{captionOf(host, definition, wanted.sort)}</caption>
        <thead {...as('rowgroup')}>
          <tr {...as('row')}>
            {columns.map((column) => (
              <Header key={column.name} column={column} sort={wanted.sort[0]} sortBy={actions.sortBy} />
            ))}
          </tr>
        </thead>
        <tbody {...as('rowgroup')}>
          {result.rows.map((row) => (
            <tr key={row.id} {...as('row')}>
              {columns.map((column, at) => {
                const content = <Cell host={host} row={row} column={column} />;
                const shared = { 'data-label': column.title, 'data-type': column.type };
                return at === 0 ? (
                  <th key={column.name} scope="row" {...as('rowheader')} {...shared}>
                    {content}
                  </th>
                ) : (
                  <td key={column.name} {...as('cell')} {...shared}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const captionOf = ({ text }: ControlHost, { title, columns }: GridExperience, [sort]: readonly Sort[]): string => {
  const column = columns.find((one) => one.name === sort?.column)?.title;
  return sort && column ? `${title}, ${text(sort.descending ? 'sortedDescending' : 'sortedAscending', { column })}` : title;
};

interface HeaderProps {
  readonly column: Column;
  readonly sort: Sort | undefined;
  readonly sortBy: (column: string) => void;
}

const Header = ({ column, sort, sortBy }: HeaderProps) => {
  const mine = sort?.column === column.name ? sort : undefined;
  if (!column.sortable) {
    return (
      <th scope="col" data-type={column.type} {...as('columnheader')}>
        <span class="portico-heading">{column.title}</span>
      </th>
    );
  }
  const Icon = !mine ? UnsortedIcon : mine.descending ? DownIcon : UpIcon;
  return (
    <th
      scope="col"
      data-type={column.type}
      data-sortable
      aria-sort={!mine ? 'none' : mine.descending ? 'descending' : 'ascending'}
      {...as('columnheader')}
    >
      <button type="button" class="portico-sort" data-sorted={mine ? '' : undefined} onClick={() => sortBy(column.name)}>
        <span>{column.title}</span>
        <Icon />
      </button>
    </th>
  );
};
