import { release, type TableContract } from '../../../contracts/index.ts';
import { displayNames } from '../../texts.ts';
import { element, textElement, type XmlElement } from '../../xml.ts';

/** `EntityKeys` with the alternate keys, or nothing where the table has none. */
export const keysOf = (table: TableContract): readonly XmlElement[] =>
  table.keys.length === 0
    ? []
    : [
        element(
          'EntityKeys',
          {},
          ...table.keys.map((key) =>
            element(
              'EntityKey',
              {},
              textElement('Name', key.schemaName),
              textElement('LogicalName', key.name),
              textElement('IntroducedVersion', release),
              textElement('IsCustomizable', 1),
              element('EntityKeyAttributes', {}, ...key.columns.map((column) => textElement('AttributeName', column))),
              displayNames(key.label),
            ),
          ),
        ),
      ];
