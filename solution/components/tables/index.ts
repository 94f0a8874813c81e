import { formScript, type TableContract, tables } from '../../../contracts/index.ts';
import { screensOf } from '../../app/screens/index.ts';
import type { BuiltFiles } from '../../built-files.ts';
import type { Contribution, CustomizationPart, ReviewFile } from '../../contribution.ts';
import { braced } from '../../ids.ts';
import { element } from '../../xml.ts';
import { entityElement, entitySource } from './entity.ts';
import { formIdOf, mainForm } from './form.ts';
import { relationshipsOf } from './relationships.ts';
import { viewsOf } from './view.ts';

const namespaces = { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' };

function tablePart(table: TableContract, scripted: boolean): CustomizationPart {
  const screens = screensOf(table);
  const form = mainForm(screens, scripted);
  const views = viewsOf(screens);
  const folder = `Entities/${table.schemaName}`;
  return {
    node: 'Entities',
    element: entityElement(
      table,
      element('forms', { type: 'main' }, form),
      element('savedqueries', {}, ...views.map((each) => each.element)),
    ),
    review: [
      { path: `${folder}/Entity.xml`, root: entitySource(table) },
      { path: `${folder}/FormXml/main/${braced(formIdOf(table))}.xml`, root: element('forms', namespaces, form) },
      ...views.map((each) => ({
        path: `${folder}/SavedQueries/${braced(each.id)}.xml`,
        root: element('savedqueries', namespaces, each.element),
      })),
    ],
  };
}

/** Unpacked source keeps relationships in one file per referenced table. */
function relationshipParts(): readonly CustomizationPart[] {
  const all = relationshipsOf(tables);
  const referenced = [...new Set(all.map((each) => each.referenced))].sort();
  return referenced.flatMap((table) => {
    const own = all.filter((each) => each.referenced === table).map((each) => each.element);
    const file: ReviewFile = { path: `Other/Relationships/${table}.xml`, root: element('EntityRelationships', namespaces, ...own) };
    return own.map((each, index) => ({ node: 'EntityRelationships' as const, element: each, review: index === 0 ? [file] : [] }));
  });
}

/**
 * Every table of the contract: columns, keys, its form and views, and the relationships. A form calls the form script only where
 * the script is packed too: a library that is nowhere would stop the import.
 */
export const tablesComponent = (built: BuiltFiles): Contribution => {
  const scripted = built.read(formScript.built) !== null;
  return {
    rootComponents: tables.map((table) => ({ type: 1, schemaName: table.name })),
    parts: [...tables.map((table) => tablePart(table, scripted)), ...relationshipParts()],
  };
};
