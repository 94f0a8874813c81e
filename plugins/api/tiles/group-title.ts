import type { TileDefinition } from '../../../contracts/index.ts';
import { and, condition, entity } from '../../../engine/fetchxml/index.ts';
import type { Page } from '../experience/page.ts';
import { own } from '../json.ts';
import { referenceIn } from '../rows/column-types.ts';
import { labelGuard } from '../rows/labels.ts';
import { primaryKeyOf } from '../rows/row-store.ts';
import { guidOf } from '../text.ts';
import { optionTitle } from './group-labels.ts';

/** What one group of a tile's chart is called; null where there is none, it has no value, or the person may not read the row that it names. */
export function groupTitle(page: Page, tile: TileDefinition, value: string | undefined): string | null {
  if (value === undefined || value === '' || tile.kind !== 'chart') return null;
  if (tile.group.by === 'month') return value;
  const target = referenceIn(value);
  return target === null ? optionTitle(page, tile.table, tile.group.column, value) : nameOf(page, target);
}

function nameOf({ session }: Page, { table, id }: { readonly table: string; readonly id: string }): string | null {
  const facts = own(session.policy.tables, table);
  const name = facts?.primaryName;
  if (facts === undefined || name === undefined || guidOf(id) !== id || !labelGuard(session)(`${table}:${id}`)) return null;
  const { rows } = session.host.rows('user', {
    kind: 'fetch',
    count: 1,
    entity: entity(table, {
      attributes: [{ kind: 'attribute', name }],
      filter: and([condition(primaryKeyOf(table, facts), 'eq', id)]),
    }),
  });
  const text = rows[0]?.values[name];
  return typeof text === 'string' ? text : null;
}
