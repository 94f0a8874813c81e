import { column, table } from '../table.ts';
import { tileKinds } from './choices.ts';

/** An entry of the navigation; who sees it follows from the policy, not from a list of roles. */
export const menuItemTable = table(
  'MenuItem',
  { schema: 'MenuItems', label: 'Menu items' },
  { label: 'Menu item', description: 'An entry of a site’s navigation.', primaryName: 'Menu item', keys: [['SiteId', 'Name']] },
  [
    column('SiteId', 'Power Pages site id', 'The site that the entry belongs to.', { kind: 'text', max: 36 }, true),
    column('Definition', 'Definition', 'Titles per language, address and what it needs, as JSON.', { kind: 'memo', max: 20000 }, true),
    column('DisplayOrder', 'Order', 'Smaller comes first.', { kind: 'integer', min: 0, max: 100000 }),
  ],
);

/** Something that a page shows; now: a grid. */
export const tileTable = table(
  'Tile',
  { schema: 'Tiles', label: 'Tiles' },
  { label: 'Tile', description: 'Something that a page shows, for instance a grid.', primaryName: 'Tile', keys: [['SiteId', 'Name']] },
  [
    column('SiteId', 'Power Pages site id', 'The site that the tile belongs to.', { kind: 'text', max: 36 }, true),
    column('Kind', 'Kind', 'What it is.', { kind: 'choice', options: tileKinds }, true),
    column('TableName', 'Table', 'Logical name of the table that it shows.', { kind: 'text', max: 128 }),
    column('Definition', 'Definition', 'Columns, order and titles as JSON.', { kind: 'memo', max: 100000 }, true),
  ],
);
