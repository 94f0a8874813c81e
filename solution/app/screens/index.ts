import type { TableContract } from '../../../contracts/index.ts';
import type { Screens } from '../declaration.ts';
import { experienceScreens } from './experience.ts';
import { operationScreens } from './operations.ts';
import { permissionScreens } from './permissions.ts';

/** Every table of the app with its screens, area by area. */
export const appScreens: readonly Screens[] = [...permissionScreens, ...experienceScreens, ...operationScreens];

/** A table that has no place in the app still gets one form and one view, for whoever looks at its rows elsewhere. */
const plainScreens = (table: TableContract): Screens => {
  const shown = table.columns.filter(({ type }) => type.kind !== 'file').map(schemaOf);
  const listed = table.columns.filter(({ type }) => type.kind !== 'file' && type.kind !== 'memo').map(schemaOf);
  return {
    table,
    use: 'read',
    sections: [{ title: 'General', columns: shown, readOnly: true }],
    views: [{ name: `Active ${table.pluralLabel.toLowerCase()}`, columns: listed, sort: [{ column: 'Name' }], rows: 'active' }],
    search: ['Name'],
  };
};

/** A column as declarations call it: its schema name without the prefix. */
export const schemaOf = ({ schemaName }: { readonly schemaName: string }): string => schemaName.slice(schemaName.indexOf('_') + 1);

export const screensOf = (table: TableContract): Screens =>
  appScreens.find((each) => each.table.name === table.name) ?? plainScreens(table);
