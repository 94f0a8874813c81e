import { actionTable, dashboardTable, formTable, menuItemTable, personaTable, tabTable, tileTable } from '../../../contracts/index.ts';
import type { Screens } from '../declaration.ts';

const site = { title: 'Site', columns: ['SiteId'] } as const;
const definition = { title: 'Definition', columns: ['Definition'] } as const;
const byOrder = [{ column: 'DisplayOrder' }, { column: 'Name' }] as const;
const byName = [{ column: 'Name' }] as const;

/** What the columns beside the definition repeat; the script fills them in. */
const repeats = (...columns: readonly string[]) => ({ title: 'What it says', columns, readOnly: true }) as const;

/** What the pages of a site show to whom. */
export const experienceScreens: readonly Screens[] = [
  {
    table: personaTable,
    use: 'edited',
    sections: [site, definition, repeats('Name', 'Roles')],
    views: [
      { name: 'Personas', columns: ['Name', 'Roles', 'SiteId', 'ModifiedOn'], sort: byName, rows: 'active' },
      { name: 'Inactive personas', columns: ['Name', 'Roles', 'SiteId'], sort: byName, rows: 'inactive' },
    ],
    search: ['Name', 'Roles'],
    script: { handlers: 'Persona', columns: ['Definition', 'SiteId'] },
  },
  {
    table: dashboardTable,
    use: 'edited',
    sections: [site, definition, repeats('Name')],
    views: [
      { name: 'Dashboards', columns: ['Name', 'SiteId', 'ModifiedOn'], sort: byName, rows: 'active' },
      { name: 'Inactive dashboards', columns: ['Name', 'SiteId'], sort: byName, rows: 'inactive' },
    ],
    search: ['Name'],
    script: { handlers: 'Dashboard', columns: ['Definition', 'SiteId'] },
  },
  {
    table: tabTable,
    use: 'edited',
    sections: [{ title: 'Place', columns: ['SiteId', 'DashboardName', 'DisplayOrder'] }, definition, repeats('Name', 'Personas')],
    views: [
      {
        name: 'Tabs by dashboard',
        columns: ['Name', 'DashboardName', 'DisplayOrder', 'Personas', 'SiteId'],
        sort: [{ column: 'DashboardName' }, ...byOrder],
        rows: 'active',
      },
      { name: 'Inactive tabs', columns: ['Name', 'DashboardName', 'SiteId'], sort: byName, rows: 'inactive' },
    ],
    search: ['Name', 'DashboardName'],
    script: { handlers: 'Tab', columns: ['Definition', 'SiteId'] },
  },
  {
    table: tileTable,
    use: 'edited',
    sections: [site, definition, repeats('Name', 'Kind', 'TableName')],
    views: [
      { name: 'Grids and tiles', columns: ['Name', 'Kind', 'TableName', 'SiteId', 'ModifiedOn'], sort: byName, rows: 'active' },
      {
        name: 'Grids',
        columns: ['Name', 'TableName', 'SiteId'],
        sort: byName,
        where: [{ column: 'Kind', is: 'in', options: ['grid'] }],
        rows: 'active',
      },
      { name: 'Inactive grids and tiles', columns: ['Name', 'Kind', 'TableName', 'SiteId'], sort: byName, rows: 'inactive' },
    ],
    search: ['Name', 'TableName'],
    script: { handlers: 'Tile', columns: ['Definition', 'SiteId'] },
  },
  {
    table: formTable,
    use: 'edited',
    sections: [site, definition, repeats('Name', 'TableName')],
    views: [
      { name: 'Record forms', columns: ['Name', 'TableName', 'SiteId', 'ModifiedOn'], sort: byName, rows: 'active' },
      { name: 'Inactive record forms', columns: ['Name', 'TableName', 'SiteId'], sort: byName, rows: 'inactive' },
    ],
    search: ['Name', 'TableName'],
    script: { handlers: 'RecordForm', columns: ['Definition', 'SiteId'] },
  },
  {
    table: menuItemTable,
    use: 'edited',
    sections: [site, definition, repeats('Name', 'DisplayOrder')],
    views: [
      { name: 'Menu items', columns: ['Name', 'DisplayOrder', 'SiteId', 'ModifiedOn'], sort: byOrder, rows: 'active' },
      { name: 'Inactive menu items', columns: ['Name', 'SiteId'], sort: byName, rows: 'inactive' },
    ],
    search: ['Name'],
    script: { handlers: 'MenuItem', columns: ['Definition', 'SiteId'] },
  },
  {
    table: actionTable,
    use: 'edited',
    sections: [site, definition, repeats('Name', 'TableName', 'DisplayOrder')],
    views: [
      {
        name: 'Actions by table',
        columns: ['Name', 'TableName', 'DisplayOrder', 'SiteId', 'ModifiedOn'],
        sort: [{ column: 'TableName' }, ...byOrder],
        rows: 'active',
      },
      { name: 'Inactive actions', columns: ['Name', 'TableName', 'SiteId'], sort: byName, rows: 'inactive' },
    ],
    search: ['Name', 'TableName'],
    script: { handlers: 'Action', columns: ['Definition', 'SiteId'] },
  },
];
