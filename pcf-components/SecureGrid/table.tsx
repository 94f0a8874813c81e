import { Fragment, type Ref } from 'preact';
import type { GridExperience } from '../../contracts/index.ts';
import { withParameters } from '../shared/address.ts';
import { Cell } from '../shared/cell.tsx';
import type { ControlHost } from '../shared/control-host.ts';
import { DownIcon, UnsortedIcon, UpIcon } from '../shared/icons.tsx';
import { useUniqueId } from '../shared/use-unique-id.ts';
import type { GridActions, GridView, Sort } from './grid-view.ts';
import { isSelectable, nameOf, type RowActing } from './row-acting.ts';
import { RowActions, RowOpener, Select } from './row-actions.tsx';

type Column = GridExperience['columns'][number];

interface TableProps {
  readonly host: ControlHost;
  readonly view: GridView;
  readonly definition: GridExperience;
  readonly actions: GridActions;
  /** Null where the list offers no actions. */
  readonly rows: RowActing | null;
  readonly scroller: Ref<HTMLDivElement>;
}

/**
 * The roles that the elements have anyway, said again: on narrow screens the style sheet shows rows as cards, and
 * `display: block` takes a table's roles away in some browsers.
 */
const as = <Role extends 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell'>(role: Role) => ({ role });

/** The rows as a real table. What is focused stays focused while rows come and go: headers and rows keep their keys. */
export const Table = ({ host, view, definition, actions, rows, scroller }: TableProps) => {
  const { text } = host;
  const { result, wanted, busy } = view;
  const id = useUniqueId();
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
            {rows && <SelectPage host={host} rows={rows} ids={result.rows.map((row) => row.id)} />}
            {columns.map((column) => (
              <Header key={column.name} column={column} sort={wanted.sort[0]} sortBy={actions.sortBy} />
            ))}
            {rows && (
              <th class="portico-opener-cell" scope="col" {...as('columnheader')}>
                <span class="portico-hidden">{text('actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody {...as('rowgroup')}>
          {result.rows.map((row, number) => {
            const name = nameOf(host, row, columns, number);
            const place = `${id}-${row.id}`;
            return (
              <Fragment key={row.id}>
                <tr data-selected={rows?.selected.has(row.id) ? '' : undefined} {...as('row')}>
                  {rows && (
                    <td class="portico-select-cell" {...as('cell')}>
                      {isSelectable(rows.acting.offers.rows, row.id) && (
                        <Select
                          label={text('selectRow', { name })}
                          checked={rows.selected.has(row.id)}
                          select={(on) => rows.select([row.id], on)}
                        />
                      )}
                    </td>
                  )}
                  {columns.map((column, at) => {
                    const cell = <Cell host={host} row={row} column={column} />;
                    const shared = { 'data-label': column.title, 'data-type': column.type };
                    return at === 0 ? (
                      <th key={column.name} scope="row" {...as('rowheader')} {...shared}>
                        {definition.open === undefined ? cell : <a href={withParameters(definition.open, { id: row.id })}>{cell}</a>}
                      </th>
                    ) : (
                      <td key={column.name} {...as('cell')} {...shared}>
                        {cell}
                      </td>
                    );
                  })}
                  {rows && (
                    <td class="portico-opener-cell" {...as('cell')}>
                      <RowOpener host={host} rows={rows} id={row.id} name={name} place={place} />
                    </td>
                  )}
                </tr>
                {rows?.opened === row.id && (
                  <tr class="portico-actions-row" {...as('row')}>
                    <td colSpan={columns.length + 2} {...as('cell')}>
                      <RowActions host={host} rows={rows} id={row.id} name={name} place={place} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

const captionOf = ({ text }: ControlHost, { title, columns }: GridExperience, [sort]: readonly Sort[]): string => {
  const column = columns.find((one) => one.name === sort?.column)?.title;
  return sort && column ? `${title}, ${text(sort.descending ? 'sortedDescending' : 'sortedAscending', { column })}` : title;
};

/** Selects every row of the page for which something can be done together. */
const SelectPage = ({ host, rows, ids }: { readonly host: ControlHost; readonly rows: RowActing; readonly ids: readonly string[] }) => {
  const selectable = ids.filter((id) => isSelectable(rows.acting.offers.rows, id));
  const selected = selectable.filter((id) => rows.selected.has(id)).length;
  // A header without a word in it is none: where no row can be selected, the place above the rows stays empty.
  if (selectable.length === 0) return <td class="portico-select-cell" {...as('cell')} />;
  return (
    <th class="portico-select-cell" scope="col" data-select {...as('columnheader')}>
      <Select
        label={host.text('selectPage')}
        checked={selected === selectable.length}
        some={selected > 0}
        select={(on) => rows.select(selectable, on)}
      />
    </th>
  );
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
