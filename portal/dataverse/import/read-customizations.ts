import { derivedGuid, parseGuid } from '../storage/guid.ts';
import type { Archive, Problems } from './archive.ts';
import type { RolePart, RowPart } from './solution-parts.ts';
import { attribute, child, childrenOf, childText, type XmlElement } from './xml.ts';

/** Nodes of `customizations.xml` that are read; any other that holds something is refused. */
const READ: ReadonlySet<string> = new Set([
  'Entities',
  'Roles',
  'EntityRelationships',
  'optionsets',
  'CustomControls',
  'WebResources',
  'AppModuleSiteMaps',
  'AppModules',
  'Languages',
]);

/** Refuses what the local Dataverse would import without effect: steps, workflows, column security and the like. */
export function checkNodes(customizations: XmlElement, problems: Problems): void {
  for (const node of customizations.children) {
    const isEmpty = node.children.length === 0 && node.text.trim() === '';
    if (!READ.has(node.name) && !isEmpty)
      problems.add(`\`customizations.xml\` holds \`${node.name}\`, which the local Dataverse does not run`);
  }
}

const LEVELS = ['Basic', 'Local', 'Deep', 'Global'] as const;

/** Reads `Roles`. */
export function readRoles(customizations: XmlElement, problems: Problems): readonly RolePart[] {
  return childrenOf(child(customizations, 'Roles'), 'Role').flatMap((element) => {
    const id = parseGuid(attribute(element, 'id') ?? '');
    const name = attribute(element, 'name');
    if (!id || !name) {
      problems.add('a security role has no id or no name');
      return [];
    }
    const privileges = childrenOf(child(element, 'RolePrivileges'), 'RolePrivilege').flatMap((each) => {
      const [privilege, level] = [attribute(each, 'name'), LEVELS.find((known) => known === attribute(each, 'level'))];
      if (privilege && level) return [{ name: privilege, level }];
      problems.add(`the security role \`${name}\` holds a privilege without a name or a level`);
      return [];
    });
    return [{ id, name, privileges }];
  });
}

const controlId = (name: string): string => derivedGuid('customcontrol', name.toLowerCase());

/** Reads `CustomControls` with the files below `Controls/`. */
export function readControls(archive: Archive, customizations: XmlElement, problems: Problems): readonly RowPart[] {
  const listed = childrenOf(child(customizations, 'CustomControls'), 'CustomControl').map((each) => childText(each, 'Name') ?? '');
  for (const folder of archive.folders('Controls'))
    if (!listed.includes(folder)) problems.add(`\`Controls/${folder}\` is not among the \`CustomControls\``);
  return listed.flatMap((name) => {
    const path = `Controls/${name}/ControlManifest.xml`;
    const manifest = archive.xml(path, 'manifest');
    const bytes = archive.has(path) ? archive.bytes(path) : null;
    if (!manifest || !bytes) return [];
    const version = attribute(child(manifest, 'control'), 'version') ?? '0.0.0';
    const what = `the control \`${name}\``;
    const values = { name, version, manifest: new TextDecoder().decode(bytes) };
    const control: RowPart = { table: 'customcontrol', id: controlId(name), values, files: {}, what };
    return [control, ...archive.below(`Controls/${name}`).flatMap(({ path: file, inner }) => controlFile(archive, name, file, inner))];
  });
}

function controlFile(archive: Archive, control: string, path: string, inner: string): readonly RowPart[] {
  const bytes = archive.bytes(path);
  if (!bytes) return [];
  const file = { name: inner.slice(inner.lastIndexOf('/') + 1), mimeType: 'application/octet-stream', bytes };
  return [
    {
      table: 'customcontrolresource',
      id: derivedGuid('customcontrolresource', control.toLowerCase(), inner.toLowerCase()),
      values: { name: inner, customcontrolid: `customcontrol:${controlId(control)}` },
      files: { content: file },
      what: `\`${path}\``,
    },
  ];
}

/** Reads `WebResources`. */
export function readWebResources(archive: Archive, customizations: XmlElement, problems: Problems): readonly RowPart[] {
  return childrenOf(child(customizations, 'WebResources'), 'WebResource').flatMap((element) => {
    const name = childText(element, 'Name');
    const fileName = childText(element, 'FileName')?.replace(/^\//, '');
    if (!name || !fileName) {
      problems.add('a web resource has no name or no file');
      return [];
    }
    const bytes = archive.bytes(fileName);
    if (!bytes) return [];
    const values = {
      name,
      displayname: childText(element, 'DisplayName'),
      webresourcetype: Number(childText(element, 'WebResourceType') ?? '0'),
    };
    const file = { name, mimeType: 'application/octet-stream', bytes };
    return [
      {
        table: 'webresource',
        id: parseGuid(childText(element, 'WebResourceId') ?? '') ?? derivedGuid('webresource', name.toLowerCase()),
        values,
        files: { content: file },
        what: `the web resource \`${name}\``,
      },
    ];
  });
}
