import { derivedGuid, parseGuid } from '../storage/guid.ts';
import type { Cell, StoredFile } from '../types.ts';
import type { Archive, Problems } from './archive.ts';
import type { RowPart } from './solution-parts.ts';
import { attribute, child, childrenOf, childText, type XmlElement } from './xml.ts';

/** Reads a row that is written as XML: an id in an attribute, the columns as children. */
function readRow(element: XmlElement, table: string, columns: Readonly<Record<string, Reader>>, problems: Problems): RowPart | null {
  const id = parseGuid(attribute(element, `${table}id`) ?? '');
  const what = `the ${table} \`${childText(element, 'name') ?? attribute(element, `${table}id`) ?? ''}\``;
  if (!id) {
    problems.add(`${what} has no valid id`);
    return null;
  }
  const values: Record<string, Cell | null> = {};
  for (const [name, read] of Object.entries(columns)) {
    const value = read(element, name);
    if (value === undefined) problems.add(`${what} has no valid \`${name}\``);
    else values[name] = value;
  }
  return { table, id, values, files: {}, what };
}

/** Reads one column: null when absent, undefined when it is not valid. */
type Reader = (element: XmlElement, name: string) => Cell | null | undefined;

const text: Reader = (element, name) => childText(element, name);
/** Text whose blanks matter. */
const rawText: Reader = (element, name) => child(element, name)?.text ?? null;
const number: Reader = (element, name) => {
  const found = childText(element, name);
  if (found === null) return null;
  return /^-?\d{1,9}$/.test(found) ? Number(found) : undefined;
};
const json: Reader = (element, name) => {
  const found = child(element, name)?.text;
  if (found === undefined || found.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(found);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? found : undefined;
  } catch {
    return undefined;
  }
};
const reference =
  (table: string, isRequired: boolean): Reader =>
  (element, name) => {
    const found = childText(child(element, name), name);
    if (found === null) return isRequired ? undefined : null;
    const id = parseGuid(found);
    return id ? `${table}:${id}` : undefined;
  };
const required =
  (reader: Reader): Reader =>
  (element, name) =>
    reader(element, name) ?? undefined;

const SITE = { name: required(text), content: json, datamodelversion: text, primarydomainname: text } as const;
const LANGUAGE = {
  name: text,
  displayname: text,
  languagecode: text,
  lcid: number,
  content: json,
  powerpagesiteid: reference('powerpagesite', true),
} as const;
const COMPONENT = {
  name: text,
  content: json,
  powerpagecomponenttype: required(number),
  powerpagesiteid: reference('powerpagesite', true),
  powerpagesitelanguageid: reference('powerpagesitelanguage', false),
  searchcontent: rawText,
} as const;

/** Reads the sites, languages and components of the enhanced data model. */
export function readSite(archive: Archive, problems: Problems): readonly RowPart[] {
  return [
    ...readAssets(archive, 'powerpagesite', SITE, problems),
    ...readAssets(archive, 'powerpagesitelanguage', LANGUAGE, problems),
    ...archive.folders('powerpagecomponents').flatMap((folder) => readComponent(archive, folder, problems)),
  ];
}

const ASSETS = ['Assets/powerpagesites.xml', 'Assets/powerpagesitelanguages.xml'];

function readAssets(archive: Archive, table: string, columns: Readonly<Record<string, Reader>>, problems: Problems): readonly RowPart[] {
  for (const { path } of archive.below('Assets'))
    if (!ASSETS.includes(path) && table === 'powerpagesite') problems.add(`\`${path}\` belongs to no component`);
  const path = `Assets/${table}s.xml`;
  if (!archive.has(path)) return [];
  return childrenOf(archive.xml(path, `${table}s`), table).flatMap((element) => readRow(element, table, columns, problems) ?? []);
}

function readComponent(archive: Archive, folder: string, problems: Problems): readonly RowPart[] {
  const place = `powerpagecomponents/${folder}`;
  const root = archive.xml(`${place}/powerpagecomponent.xml`, 'powerpagecomponent');
  const row = root && readRow(root, 'powerpagecomponent', COMPONENT, problems);
  if (!root || !row) return [];
  if (row.id !== folder.toLowerCase()) problems.add(`\`${place}\` holds a component of another id`);
  const fileName = childText(root, 'filecontent');
  const files: Record<string, StoredFile> = {};
  if (fileName !== null) {
    const bytes = archive.bytes(`${place}/filecontent/${fileName}`);
    const mimeType = attribute(child(root, 'filecontent'), 'mimetype') ?? 'application/octet-stream';
    if (bytes) files.filecontent = { name: fileName, mimeType, bytes };
  }
  for (const { path, inner } of archive.below(place)) {
    if (inner !== 'powerpagecomponent.xml' && inner !== `filecontent/${fileName ?? ''}`)
      problems.add(`\`${path}\` belongs to no component`);
  }
  return [{ ...row, files }];
}

/** Reads `environmentvariabledefinitions/`. */
export function readVariables(archive: Archive, problems: Problems): readonly RowPart[] {
  return archive.folders('environmentvariabledefinitions').flatMap((folder) => {
    const root = archive.xml(`environmentvariabledefinitions/${folder}/environmentvariabledefinition.xml`, 'environmentvariabledefinition');
    if (!root) return [];
    const schemaname = attribute(root, 'schemaname') ?? '';
    if (schemaname !== folder)
      problems.add(`\`environmentvariabledefinitions/${folder}\` holds a variable of another name: \`${schemaname}\``);
    const type = Number(childText(root, 'type') ?? '100000000');
    const values = {
      schemaname,
      displayname: attribute(child(root, 'displayname'), 'default'),
      description: attribute(child(root, 'description'), 'default'),
      defaultvalue: childText(root, 'defaultvalue'),
      type,
      isrequired: childText(root, 'isrequired') === '1',
    };
    return [
      {
        table: 'environmentvariabledefinition',
        id: derivedGuid('environmentvariabledefinition', schemaname.toLowerCase()),
        values,
        files: {},
        what: `the environment variable \`${schemaname}\``,
      },
    ];
  });
}
