import { type ControlContract, controls } from '../../contracts/index.ts';
import type { BuiltFiles } from '../built-files.ts';
import type { Contribution } from '../contribution.ts';
import { element, textElement } from '../xml.ts';

function controlComponent(control: ControlContract, built: BuiltFiles): Contribution {
  const source = `controls/${control.name}`;
  const paths = built.list(source);
  if (paths === null) {
    return { lacks: [`the control ${control.displayName} is not built (build pcf-components): the zip comes without it`] };
  }
  const folder = `Controls/${control.uniqueName}`;
  const root = element(
    'CustomControl',
    {},
    textElement('Name', control.uniqueName),
    textElement('FileName', `/${folder}/ControlManifest.xml`),
  );
  return {
    rootComponents: [{ type: 66, schemaName: control.uniqueName }],
    parts: [{ node: 'CustomControls', element: root, review: [{ path: `${folder}/ControlManifest.xml.data.xml`, root }] }],
    files: paths.flatMap((path) => {
      const bytes = built.read(`${source}/${path}`);
      return bytes ? [{ kind: 'built' as const, path: `${folder}/${path}`, bytes }] : [];
    }),
  };
}

/** The controls as pcf-scripts built them: manifest, bundle, styles and texts under one folder each. */
export const customControlsComponent = (built: BuiltFiles): readonly Contribution[] =>
  Object.values<ControlContract>(controls).map((control) => controlComponent(control, built));
