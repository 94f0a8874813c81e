import { formScript, release } from '../../contracts/index.ts';
import type { BuiltFiles } from '../built-files.ts';
import type { Contribution } from '../contribution.ts';
import { braced, deriveId } from '../ids.ts';
import { element, textElement, textElements } from '../xml.ts';

/** Number of the platform: a script. */
const jscript = 3;

/** The script of the app's forms as a web resource. Its file is called by its name and its id, without an extension, as in exports. */
export function formScriptComponent(built: BuiltFiles): Contribution {
  const bytes = built.read(formScript.built);
  if (!bytes) return { lacks: ['the form script is not built (build solution/app): the forms of the app check nothing'] };
  const id = deriveId('webresource', formScript.name);
  const path = `WebResources/${formScript.name}${id.toUpperCase()}`;
  const root = element(
    'WebResource',
    {},
    textElement('WebResourceId', braced(id)),
    ...textElements({
      Name: formScript.name,
      DisplayName: formScript.displayName,
      Description: formScript.description,
      WebResourceType: jscript,
      IntroducedVersion: release,
      IsEnabledForMobileClient: 0,
      IsAvailableForMobileOffline: 0,
      IsCustomizable: 1,
      CanBeDeleted: 1,
      IsHidden: 0,
      FileName: `/${path}`,
    }),
  );
  return {
    rootComponents: [{ type: 61, schemaName: formScript.name }],
    parts: [{ node: 'WebResources', element: root, review: [{ path: `WebResources/${formScript.name}.data.xml`, root }] }],
    files: [{ kind: 'built', path, bytes }],
  };
}
