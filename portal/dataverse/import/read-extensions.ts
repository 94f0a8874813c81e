import { createHash } from 'node:crypto';
import { pluginPackage } from '../../../contracts/index.ts';
import type { Archive, Problems } from './archive.ts';
import { pluginTypesOf } from './dotnet-types.ts';
import type { ApiPart, PackagePart, ParameterPart } from './solution-parts.ts';
import { attribute, child, childText, localized, type XmlElement } from './xml.ts';
import { readZip } from './zip.ts';

/**
 * The key that binds a custom API to a plug-in type of a package without knowing the environment. Undocumented; found on public packages.
 * @example exportKey('new_Pkg', 'Pkg', 'Pkg.Api')
 */
export const exportKey = (packageName: string, assembly: string, typeName: string): string =>
  createHash('sha256').update(`${packageName.toLowerCase()}|${assembly.toLowerCase()}|${typeName}`).digest('hex').toUpperCase();

/** Reads `pluginpackages/`: each NuGet package, its assemblies with their plug-in types, and the script for hosts without .NET. */
export function readPackages(archive: Archive, problems: Problems): readonly PackagePart[] {
  return archive.folders('pluginpackages').flatMap((folder) => {
    const root = archive.xml(`pluginpackages/${folder}/pluginpackage.xml`, 'pluginpackage');
    if (!root) return [];
    const uniqueName = attribute(root, 'uniquename') ?? '';
    const fileName = childText(root, 'package');
    if (uniqueName === '' || uniqueName !== folder)
      problems.add(`\`pluginpackages/${folder}\` holds a package of another name: \`${uniqueName}\``);
    if (fileName === null) {
      problems.add(`the plug-in package \`${folder}\` names no file`);
      return [];
    }
    const bytes = archive.bytes(`pluginpackages/${folder}/package/${fileName}`);
    return bytes ? readNupkg({ uniqueName, version: childText(root, 'version') ?? '1.0.0', bytes }, problems) : [];
  });
}

type Package = { readonly uniqueName: string; readonly version: string; readonly bytes: Uint8Array };

function readNupkg({ uniqueName, version, bytes }: Package, problems: Problems): readonly PackagePart[] {
  const zip = readZip(bytes);
  if (zip.kind === 'problems') {
    for (const problem of zip.problems) problems.add(`the plug-in package \`${uniqueName}\` is refused: ${problem}`);
    return [];
  }
  const files = [...zip.entries].map(([path, content]) => ({ path, content }));
  if (!files.some(({ path }) => !path.includes('/') && path.endsWith('.nuspec')))
    problems.add(`the plug-in package \`${uniqueName}\` is not a NuGet package`);
  const assemblies = files.flatMap(({ path, content }) => {
    const name = /^lib\/net462\/([^/]+)\.dll$/i.exec(path)?.[1];
    return name === undefined ? [] : [{ name, bytes: content }];
  });
  const types = assemblies.flatMap(({ name, bytes: content }) => {
    const found = pluginTypesOf(content);
    if (found === null) problems.add(`\`${name}.dll\` in the plug-in package \`${uniqueName}\` is not a managed assembly`);
    return (found ?? []).map((typeName) => ({ assembly: name, typeName }));
  });
  const known = assemblies.length > 0 ? types : typesWithoutAssembly(uniqueName);
  const script = zip.entries.get(pluginPackage.bundlePath);
  return [
    {
      uniqueName,
      version,
      bytes,
      script: script ? new TextDecoder().decode(script) : null,
      assemblies,
      types: known.map((type) => ({ ...type, exportKey: exportKey(uniqueName, type.assembly, type.typeName) })),
    },
  ];
}

/** A package that was packed without the .NET SDK has no assembly to read types from; ours is known by the contract. */
const typesWithoutAssembly = (uniqueName: string) =>
  uniqueName.toLowerCase() === pluginPackage.uniqueName.toLowerCase()
    ? [{ assembly: pluginPackage.assembly, typeName: pluginPackage.customApiType }]
    : [];

const flag = (root: XmlElement, name: string): boolean => childText(root, name) === '1';
const label = (root: XmlElement, name: string): string | null => attribute(child(root, name), 'default') ?? localized(root, name, 'label');

/** Reads `customapis/` with parameters and response properties. */
export function readApis(archive: Archive, problems: Problems): readonly ApiPart[] {
  return archive.folders('customapis').flatMap((folder) => {
    const root = archive.xml(`customapis/${folder}/customapi.xml`, 'customapi');
    if (!root) return [];
    const uniqueName = attribute(root, 'uniquename') ?? '';
    if (uniqueName !== folder) problems.add(`\`customapis/${folder}\` holds a custom API of another name: \`${uniqueName}\``);
    const boundTo = childText(root, 'boundentitylogicalname');
    return [
      {
        uniqueName,
        exportKey: childText(child(root, 'plugintypeid'), 'plugintypeexportkey'),
        values: {
          name: childText(root, 'name') ?? uniqueName,
          displayname: label(root, 'displayname'),
          description: label(root, 'description'),
          bindingtype: Number(childText(root, 'bindingtype') ?? '0'),
          allowedcustomprocessingsteptype: Number(childText(root, 'allowedcustomprocessingsteptype') ?? '0'),
          executeprivilegename: childText(root, 'executeprivilegename'),
          isfunction: flag(root, 'isfunction'),
          isprivate: flag(root, 'isprivate'),
          workflowsdkstepenabled: flag(root, 'workflowsdkstepenabled'),
          ...(boundTo === null ? {} : { boundentitylogicalname: boundTo }),
        },
        parameters: readParameters(archive, `customapis/${folder}/customapirequestparameters`, 'customapirequestparameter', problems),
        properties: readParameters(archive, `customapis/${folder}/customapiresponseproperties`, 'customapiresponseproperty', problems),
      },
    ];
  });
}

function readParameters(archive: Archive, folder: string, rootName: string, problems: Problems): readonly ParameterPart[] {
  return archive.folders(folder).flatMap((name) => {
    const root = archive.xml(`${folder}/${name}/${rootName}.xml`, rootName);
    if (!root) return [];
    const type = Number(childText(root, 'type') ?? 'NaN');
    if (!(type >= 0 && type <= 12)) problems.add(`\`${folder}/${name}\` has no valid type`);
    if (rootName === 'customapiresponseproperty' && child(root, 'isoptional'))
      problems.add(`\`${folder}/${name}\` must not say \`isoptional\``);
    const uniqueName = attribute(root, 'uniquename') ?? name;
    return [
      {
        uniqueName,
        name: childText(root, 'name') ?? uniqueName,
        type,
        optional: flag(root, 'isoptional'),
        logicalEntityName: childText(root, 'logicalentityname'),
      },
    ];
  });
}
