import { pluginPackage, publisher, release } from '../../contracts/index.ts';
import { packNupkg } from '../archive/nupkg.ts';
import type { PackedFile } from '../archive/zip.ts';
import type { BuiltFiles } from '../built-files.ts';
import type { Contribution } from '../contribution.ts';
import { element, textElement } from '../xml.ts';

const bundleSource = 'portico-api.js';
const assemblyFolder = 'host/net462';
/** The plug-in and what it needs: a plug-in package carries its dependencies as files. */
const assemblies = [`${pluginPackage.assembly}.dll`, 'jint.dll'];

/** A package's version has three numbers. */
const packageVersion = release.split('.').slice(0, 3).join('.');

const taken = (built: BuiltFiles, from: string, path: string): readonly PackedFile[] => {
  const bytes = built.read(from);
  return bytes ? [{ path, bytes }] : [];
};

/** The build calls a file as its assembly calls itself, and hosts on case-sensitive systems look for just that name. */
const assembly = (built: BuiltFiles, name: string): readonly PackedFile[] => {
  const found = built.list(assemblyFolder)?.find((path) => path.toLowerCase() === name.toLowerCase());
  return found === undefined ? [] : taken(built, `${assemblyFolder}/${found}`, `lib/net462/${found}`);
};

/**
 * The plug-in package: a NuGet package with both assemblies, and the script bundle once more as a file, for hosts without .NET.
 * Without the assemblies the local portal still runs the zip; Dataverse would refuse it.
 */
export function pluginPackageComponent(built: BuiltFiles): Contribution {
  const fileName = `${pluginPackage.uniqueName}.nupkg`;
  const folder = `pluginpackages/${pluginPackage.uniqueName}`;
  const binaries = assemblies.flatMap((name) => assembly(built, name));
  const bundle = taken(built, bundleSource, pluginPackage.bundlePath);
  const nupkg = packNupkg(
    {
      id: pluginPackage.packageId,
      version: packageVersion,
      authors: publisher.displayName,
      description: 'The custom APIs of Portico: a plug-in that runs their script.',
    },
    [...binaries, ...bundle],
  );
  return {
    files: [
      {
        kind: 'document',
        path: `${folder}/pluginpackage.xml`,
        root: element(
          'pluginpackage',
          { uniquename: pluginPackage.uniqueName },
          textElement('exportkeyversion', 1),
          textElement('iscustomizable', 0),
          textElement('name', pluginPackage.uniqueName),
          textElement('package', fileName, { mimetype: 'application/octet-stream' }),
          textElement('statecode', 0),
          textElement('statuscode', 1),
          textElement('version', packageVersion),
        ),
      },
      { kind: 'built', path: `${folder}/package/${fileName}`, bytes: nupkg },
    ],
    lacks: [
      ...(binaries.length < assemblies.length
        ? ['the plug-in package lacks its assemblies (build plugins/host): the local portal can run it, Dataverse will refuse it']
        : []),
      ...(bundle.length === 0 ? ['the plug-in package lacks the script bundle (build plugins/api): no custom API can run'] : []),
    ],
  };
}
