import { environmentVariables, release } from '../../contracts/index.ts';
import type { Contribution } from '../contribution.ts';
import { rowText } from '../texts.ts';
import { element, textElement } from '../xml.ts';

const typeNumbers = { string: 100000000 } as const;

/** Definitions with their defaults; values belong to the settings file of an environment, never into a solution. */
export const environmentVariablesComponent = (): Contribution => ({
  files: environmentVariables.map((variable) => ({
    kind: 'document',
    path: `environmentvariabledefinitions/${variable.schemaName}/environmentvariabledefinition.xml`,
    root: element(
      'environmentvariabledefinition',
      { schemaname: variable.schemaName },
      textElement('defaultvalue', variable.defaultValue),
      rowText('description', variable.description),
      rowText('displayname', variable.displayName),
      textElement('introducedversion', release),
      textElement('iscustomizable', 1),
      textElement('isrequired', 0),
      textElement('secretstore', 0),
      textElement('type', typeNumbers[variable.type]),
    ),
  })),
});
