import { choice, file, guid, integer, intersectTable, lookup, memo, table, text } from '../metadata/define.ts';
import type { Relationship, Table } from '../metadata/model.ts';

/** Component types of the enhanced data model. Source: the platform's page on migrating to it, and public sites. */
const COMPONENT_TYPES = {
  1: 'Publishing State',
  2: 'Web Page',
  3: 'Web File',
  4: 'Web Link Set',
  5: 'Web Link',
  6: 'Page Template',
  7: 'Content Snippet',
  8: 'Web Template',
  9: 'Site Setting',
  10: 'Web Page Access Control Rule',
  11: 'Web Role',
  12: 'Website Access',
  13: 'Site Marker',
  15: 'Basic Form',
  16: 'Basic Form Metadata',
  17: 'List',
  18: 'Table Permission',
  19: 'Advanced Form',
  20: 'Advanced Form Step',
  21: 'Advanced Form Metadata',
  24: 'Poll Placement',
  26: 'Ad Placement',
  27: 'Bot Consumer',
  28: 'Column Permission Profile',
  29: 'Column Permission',
  30: 'Redirect',
  31: 'Publishing State Transition Rule',
  32: 'Shortcut',
  33: 'Cloud Flow',
  34: 'UX Component',
  35: 'Server Logic',
} as const;

/** The enhanced data model: a site is one row, everything on it is a component whose `content` is JSON. */
export const powerPagesTables: readonly Table[] = [
  table({
    schemaName: 'powerpagesite',
    setName: 'powerpagesites',
    label: 'Site',
    primaryName: 'name',
    columns: [
      text('name', 200, { required: true }),
      memo('content', 1048576),
      text('datamodelversion', 20),
      text('primarydomainname', 500),
      guid('solutionid'),
    ],
  }),
  table({
    schemaName: 'powerpagesitelanguage',
    setName: 'powerpagesitelanguages',
    label: 'Site Language',
    primaryName: 'name',
    columns: [
      text('name', 200),
      text('displayname', 200),
      text('languagecode', 20),
      integer('lcid'),
      memo('content', 1048576),
      lookup('powerpagesiteid', ['powerpagesite'], { required: true }),
      guid('solutionid'),
    ],
  }),
  table({
    schemaName: 'powerpagecomponent',
    setName: 'powerpagecomponents',
    label: 'Site Component',
    primaryName: 'name',
    columns: [
      text('name', 200),
      memo('content', 1048576),
      choice('powerpagecomponenttype', COMPONENT_TYPES, null, { required: true }),
      lookup('powerpagesiteid', ['powerpagesite'], { required: true }),
      lookup('powerpagesitelanguageid', ['powerpagesitelanguage']),
      file('filecontent', 131072),
      memo('searchcontent', 1048576),
      guid('solutionid'),
    ],
  }),
  intersectTable('powerpagecomponent_mspp_webrole_contact', 'powerpagecomponentid', 'contactid'),
];

export const powerPagesRelationships: readonly Relationship[] = [
  {
    kind: 'many-to-many',
    name: 'powerpagecomponent_mspp_webrole_contact',
    intersect: 'powerpagecomponent_mspp_webrole_contact',
    first: { table: 'powerpagecomponent', column: 'powerpagecomponentid' },
    second: { table: 'contact', column: 'contactid' },
  },
];
