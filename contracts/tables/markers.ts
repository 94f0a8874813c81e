import { table } from '../table.ts';

const marker = (schema: string, who: string) =>
  table(
    `${schema}Marker`,
    { schema: `${schema}Markers`, label: `${who} markers` },
    {
      label: `${who} marker`,
      description: `Holds no rows: the privilege to read it is the right to call the APIs for ${who.toLowerCase()}s.`,
      primaryName: 'Name',
    },
    [],
  );

/** Empty tables whose read privilege guards the custom APIs: Dataverse knows no privilege of one’s own making. */
export const portalMarkerTable = marker('Portal', 'Portal user');
export const auditorMarkerTable = marker('Auditor', 'Auditor');
export const administratorMarkerTable = marker('Administrator', 'Administrator');
