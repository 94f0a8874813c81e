import { type TableContract, tables } from '../../../contracts/index.ts';
import type { Contribution, CustomizationPart, ReviewFile } from '../../contribution.ts';
import { braced } from '../../ids.ts';
import { element } from '../../xml.ts';
import { entityElement, entitySource } from './entity.ts';
import { formIdOf, mainForm } from './form.ts';
import { relationshipsOf } from './relationships.ts';
import { activeView, viewIdOf } from './view.ts';

const namespaces = { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' };

function tablePart(table: TableContract): CustomizationPart {
  const form = mainForm(table);
  const view = activeView(table);
  const folder = `Entities/${table.schemaName}`;
  return {
    node: 'Entities',
    element: entityElement(table, element('forms', { type: 'main' }, form), element('savedqueries', {}, view)),
    review: [
      { path: `${folder}/Entity.xml`, root: entitySource(table) },
      { path: `${folder}/FormXml/main/${braced(formIdOf(table))}.xml`, root: element('forms', namespaces, form) },
      { path: `${folder}/SavedQueries/${braced(viewIdOf(table))}.xml`, root: element('savedqueries', namespaces, view) },
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

/** Every table of the contract: columns, keys, a main form, a view of active rows, and the relationships. */
export const tablesComponent = (): Contribution => ({
  rootComponents: tables.map((table) => ({ type: 1, schemaName: table.name })),
  parts: [...tables.map(tablePart), ...relationshipParts()],
});
