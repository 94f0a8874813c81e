import { derivedGuid, parseGuid } from '../storage/guid.ts';
import type { Problems } from './archive.ts';
import type { Reference, RowPart } from './solution-parts.ts';
import { attribute, child, childrenOf, childText, descendants, localized, type XmlElement } from './xml.ts';

const entitiesOf = (customizations: XmlElement): readonly XmlElement[] => childrenOf(child(customizations, 'Entities'), 'Entity');
const tableOf = (entity: XmlElement): string => (attribute(child(child(entity, 'EntityInfo'), 'entity'), 'Name') ?? '').toLowerCase();

/** The columns of a table that the zip brings whole; null where it only adds to one. */
function columnsOf(entity: XmlElement): readonly string[] | null {
  const all = childrenOf(child(child(child(entity, 'EntityInfo'), 'entity'), 'attributes'), 'attribute');
  if (!all.some((each) => childText(each, 'Type') === 'primarykey')) return null;
  return all.map((each) => (childText(each, 'LogicalName') ?? '').toLowerCase());
}
const lacks = (columns: readonly string[] | null, column: string | null): column is string =>
  columns !== null && column !== null && !columns.includes(column.toLowerCase());

/** The web resources of the zip, by name. */
type Named = { readonly libraries: readonly string[]; readonly problems: Problems };

/** Reads the forms of the tables. Their layout is not shown here; that each names columns and scripts of the zip is checked. */
export function readForms(customizations: XmlElement, named: Named): readonly RowPart[] {
  return entitiesOf(customizations).flatMap((entity) => {
    const [table, columns] = [tableOf(entity), columnsOf(entity)];
    return childrenOf(child(entity, 'FormXml'), 'forms').flatMap((forms) =>
      childrenOf(forms, 'systemform').flatMap((form) => {
        const name = localized(form, 'LocalizedNames', 'LocalizedName') ?? '';
        const id = parseGuid(childText(form, 'formid') ?? '');
        const what = `the form \`${name}\` of \`${table}\``;
        if (!id) {
          named.problems.add(`${what} has no id`);
          return [];
        }
        checkForm(form, columns, what, named);
        const values = { name, objecttypecode: table, formtype: attribute(forms, 'type') ?? 'main' };
        return [{ table: 'systemform', id, values, files: {}, what }];
      }),
    );
  });
}

function checkForm(form: XmlElement, columns: readonly string[] | null, what: string, { libraries, problems }: Named): void {
  for (const control of descendants(form, 'control')) {
    const column = attribute(control, 'datafieldname');
    if (lacks(columns, column)) problems.add(`${what} shows the column \`${column}\`, which the table does not have`);
  }
  const own = descendants(form, 'Library').map((each) => attribute(each, 'name') ?? '');
  for (const library of own)
    if (!libraries.includes(library)) problems.add(`${what} needs the web resource \`${library}\`, which is not in the zip`);
  for (const handler of descendants(form, 'Handler')) {
    const library = attribute(handler, 'libraryName') ?? '';
    if (!own.includes(library)) problems.add(`${what} calls a handler of \`${library}\`, which is not among its libraries`);
  }
}

/** Reads the views of the tables, and checks that each names columns of its table. */
export function readViews(customizations: XmlElement, problems: Problems): readonly RowPart[] {
  return entitiesOf(customizations).flatMap((entity) => {
    const [table, columns] = [tableOf(entity), columnsOf(entity)];
    return childrenOf(child(child(entity, 'SavedQueries'), 'savedqueries'), 'savedquery').flatMap((view) => {
      const id = parseGuid(childText(view, 'savedqueryid') ?? '');
      const name = localized(view, 'LocalizedNames', 'LocalizedName') ?? '';
      if (!id) return [];
      const shown = [
        ...descendants(view, 'attribute').map((each) => attribute(each, 'name')),
        ...descendants(view, 'order').map((each) => attribute(each, 'attribute')),
        ...descendants(view, 'condition').map((each) => attribute(each, 'attribute')),
        ...descendants(view, 'cell').map((each) => attribute(each, 'name')),
      ];
      for (const column of new Set(shown))
        if (lacks(columns, column))
          problems.add(`the view \`${name}\` of \`${table}\` names the column \`${column}\`, which the table does not have`);
      const values = {
        name,
        returnedtypecode: table,
        querytype: Number(childText(view, 'querytype') ?? '0'),
        isdefault: childText(view, 'isdefault') === '1',
      };
      return [{ table: 'savedquery', id, values, files: {}, what: `the view \`${name}\`` }];
    });
  });
}

/** Type numbers of what an app holds, and where its ids or names are found once the zip is in. */
const COMPONENTS: Readonly<Record<string, Reference['kind']>> = { 1: 'table', 26: 'savedquery', 60: 'systemform', 62: 'sitemap' };

/** Reads `AppModuleSiteMaps`. */
function readSiteMaps(customizations: XmlElement, problems: Problems): AppParts {
  const found = childrenOf(child(customizations, 'AppModuleSiteMaps'), 'AppModuleSiteMap').flatMap((element) => {
    const unique = childText(element, 'SiteMapUniqueName');
    if (unique === null) {
      problems.add('a site map has no unique name');
      return [];
    }
    const what = `the site map \`${unique}\``;
    const values = { sitemapname: localized(element, 'LocalizedNames', 'LocalizedName') ?? unique, sitemapnameunique: unique };
    const row: RowPart = { table: 'sitemap', id: derivedGuid('sitemap', unique.toLowerCase()), values, files: {}, what };
    const references = descendants(element, 'SubArea').flatMap((entry): Reference[] => {
      const table = attribute(entry, 'Entity');
      return table === null ? [] : [{ what, kind: 'table', name: table.toLowerCase() }];
    });
    return [{ row, references }];
  });
  return { rows: found.map((each) => each.row), references: found.flatMap((each) => each.references) };
}

/** Rows of an app and its site maps, and what they lead to. */
export type AppParts = { readonly rows: readonly RowPart[]; readonly references: readonly Reference[] };

/**
 * Reads model-driven apps with their site maps. The local Dataverse keeps and lists them, and shows none; what they name has to be in
 * the zip or in the environment, because a dangling name stops the platform's import.
 */
export function readApps(customizations: XmlElement, problems: Problems): AppParts {
  const siteMaps = readSiteMaps(customizations, problems);
  const apps = childrenOf(child(customizations, 'AppModules'), 'AppModule').flatMap((element) => {
    const unique = childText(element, 'UniqueName');
    if (unique === null) {
      problems.add('a model-driven app has no unique name');
      return [];
    }
    const what = `the model-driven app \`${unique}\``;
    const values = { name: localized(element, 'LocalizedNames', 'LocalizedName') ?? unique, uniquename: unique };
    const row: RowPart = { table: 'appmodule', id: derivedGuid('appmodule', unique.toLowerCase()), values, files: {}, what };
    return [{ row, references: referencesOf(element, what) }];
  });
  return {
    rows: [...siteMaps.rows, ...apps.map((each) => each.row)],
    references: [...siteMaps.references, ...apps.flatMap((each) => each.references)],
  };
}

function referencesOf(app: XmlElement, what: string): readonly Reference[] {
  const components = childrenOf(child(app, 'AppModuleComponents'), 'AppModuleComponent').flatMap((part): Reference[] => {
    const kind = COMPONENTS[attribute(part, 'type') ?? ''];
    if (kind === undefined) return [];
    const name = attribute(part, 'schemaName')?.toLowerCase() ?? parseGuid(attribute(part, 'id') ?? '') ?? '';
    return [{ what, kind, name: kind === 'sitemap' ? derivedGuid('sitemap', name) : name }];
  });
  const roles = childrenOf(child(app, 'AppModuleRoleMaps'), 'Role').map(
    (role): Reference => ({ what, kind: 'role', name: parseGuid(attribute(role, 'id') ?? '') ?? '' }),
  );
  return [...components, ...roles];
}
