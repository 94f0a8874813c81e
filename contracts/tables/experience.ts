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

/** A kind of person, by web roles and by data; it chooses what pages offer and guards nothing. */
export const personaTable = table(
  'Persona',
  { schema: 'Personas', label: 'Personas' },
  { label: 'Persona', description: 'A kind of person, by roles and by data.', primaryName: 'Persona', keys: [['SiteId', 'Name']] },
  [
    column('SiteId', 'Power Pages site id', 'The site that the persona belongs to.', { kind: 'text', max: 36 }, true),
    column('Roles', 'Web roles', 'Names, separated by a comma and a blank; empty: whatever roles.', { kind: 'text', max: 2000 }),
    column('Definition', 'Definition', 'Titles, roles and condition as JSON.', { kind: 'memo', max: 20000 }, true),
  ],
);

/** A page of tiles under tabs. */
export const dashboardTable = table(
  'Dashboard',
  { schema: 'Dashboards', label: 'Dashboards' },
  { label: 'Dashboard', description: 'A page of tiles under tabs.', primaryName: 'Dashboard', keys: [['SiteId', 'Name']] },
  [
    column('SiteId', 'Power Pages site id', 'The site that the dashboard belongs to.', { kind: 'text', max: 36 }, true),
    column('Definition', 'Definition', 'Titles as JSON; its tabs are rows of their own.', { kind: 'memo', max: 20000 }, true),
  ],
);

/** A tab of a dashboard: for which personas, and with which tiles. */
export const tabTable = table(
  'Tab',
  { schema: 'Tabs', label: 'Tabs' },
  {
    label: 'Tab',
    description: 'A tab of a dashboard.',
    primaryName: 'Tab',
    keys: [['SiteId', 'DashboardName', 'Name']],
  },
  [
    column('SiteId', 'Power Pages site id', 'The site that the tab belongs to.', { kind: 'text', max: 36 }, true),
    column('DashboardName', 'Dashboard', 'Name of its dashboard.', { kind: 'text', max: 200 }, true),
    column('Personas', 'Personas', 'Names, separated by a comma and a blank; empty: everybody who has signed in.', {
      kind: 'text',
      max: 2000,
    }),
    column('Definition', 'Definition', 'Titles, personas and names of tiles as JSON.', { kind: 'memo', max: 20000 }, true),
    column('DisplayOrder', 'Order', 'Smaller comes first.', { kind: 'integer', min: 0, max: 100000 }),
  ],
);

/** A record as a page shows it: sections of fields. */
export const formTable = table(
  'Form',
  { schema: 'Forms', label: 'Record forms' },
  { label: 'Record form', description: 'A record as a page shows it.', primaryName: 'Form', keys: [['SiteId', 'Name']] },
  [
    column('SiteId', 'Power Pages site id', 'The site that the form belongs to.', { kind: 'text', max: 36 }, true),
    column('TableName', 'Table', 'Logical name of the table of the record.', { kind: 'text', max: 128 }, true),
    column('Definition', 'Definition', 'Sections, fields and titles as JSON.', { kind: 'memo', max: 100000 }, true),
  ],
);

/** Something that a page shows: a grid, or a tile of a dashboard. No two of a site share a name. */
export const tileTable = table(
  'Tile',
  { schema: 'Tiles', label: 'Tiles' },
  {
    label: 'Tile',
    description: 'Something that a page shows: a grid, or a tile of a dashboard.',
    primaryName: 'Tile',
    keys: [['SiteId', 'Name']],
  },
  [
    column('SiteId', 'Power Pages site id', 'The site that the tile belongs to.', { kind: 'text', max: 36 }, true),
    column('Kind', 'Kind', 'What it is.', { kind: 'choice', options: tileKinds }, true),
    column('TableName', 'Table', 'Logical name of the table that it shows.', { kind: 'text', max: 128 }),
    column('Definition', 'Definition', 'Everything else about it as JSON.', { kind: 'memo', max: 100000 }, true),
  ],
);
