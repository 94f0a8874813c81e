import type { ListContent } from '../../contracts/index.ts';
import { withParameters } from '../shared/address.ts';
import { Cell } from '../shared/cell.tsx';
import type { ControlHost } from '../shared/control-host.ts';

interface ListTileProps {
  readonly host: ControlHost;
  readonly title: string;
  readonly content: ListContent;
}

/** Said again, because on narrow tiles rows are shown as cards, and `display: block` takes a table’s roles away. */
const as = <Role extends 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell'>(role: Role) => ({ role });

/** Some rows as a small table; the first column leads to the row. */
export const ListTile = ({ host, title, content }: ListTileProps) => {
  const { columns, rows, open } = content;
  if (rows.length === 0) return <p class="portico-muted">{host.text('tileNothing')}</p>;
  return (
    <table class="portico-list" {...as('table')}>
      <caption class="portico-hidden">{title}</caption>
      <thead {...as('rowgroup')}>
        <tr {...as('row')}>
          {columns.map((column) => (
            <th key={column.name} scope="col" data-type={column.type} {...as('columnheader')}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as('rowgroup')}>
        {rows.map((row) => (
          <tr key={row.id} {...as('row')}>
            {columns.map((column, at) => {
              const cell = <Cell host={host} row={row} column={column} />;
              const shared = { 'data-label': column.title, 'data-type': column.type };
              return at === 0 ? (
                <th key={column.name} scope="row" {...as('rowheader')} {...shared}>
                  {open === null ? cell : <a href={withParameters(open, { id: row.id })}>{cell}</a>}
                </th>
              ) : (
                <td key={column.name} {...as('cell')} {...shared}>
                  {cell}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
