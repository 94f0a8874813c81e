import type { Archive, Problems } from './archive.ts';
import type { Manifest } from './solution-parts.ts';
import { attribute, child, childrenOf, childText, localized } from './xml.ts';

const VERSION = /^\d{1,9}(\.\d{1,9}){1,3}$/;

/** Reads `solution.xml`; null after problems were noted. */
export function readManifest(archive: Archive, problems: Problems): Manifest | null {
  const manifest = child(archive.xml('solution.xml', 'ImportExportXml'), 'SolutionManifest');
  if (!manifest) {
    if (archive.has('solution.xml')) problems.add('`solution.xml` has no `SolutionManifest`');
    return null;
  }
  const uniqueName = childText(manifest, 'UniqueName') ?? '';
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,64}$/.test(uniqueName)) problems.add('`solution.xml` has no valid unique name');
  const version = childText(manifest, 'Version') ?? '';
  if (!VERSION.test(version)) problems.add('`solution.xml` has no valid version');
  const managed = childText(manifest, 'Managed');
  if (managed !== '0' && managed !== '1') problems.add('`solution.xml` must say whether the solution is managed: 0 or 1');
  const publisher = child(manifest, 'Publisher');
  const publisherName = childText(publisher, 'UniqueName');
  const prefix = childText(publisher, 'CustomizationPrefix');
  if (!publisherName) problems.add('`solution.xml` has no publisher');
  if (!prefix || !/^[a-z][a-z0-9]{1,7}$/.test(prefix)) problems.add("`solution.xml` has no valid prefix of its publisher's customizations");
  const optionValuePrefix = childText(publisher, 'CustomizationOptionValuePrefix');
  return {
    uniqueName,
    friendlyName: localized(manifest, 'LocalizedNames', 'LocalizedName') ?? uniqueName,
    version,
    managed: managed === '1',
    publisher: {
      uniqueName: publisherName ?? '',
      friendlyName: localized(publisher, 'LocalizedNames', 'LocalizedName') ?? publisherName ?? '',
      prefix: prefix ?? '',
      optionValuePrefix: optionValuePrefix === null ? null : Number(optionValuePrefix),
    },
    roots: childrenOf(child(manifest, 'RootComponents'), 'RootComponent').map((each) => ({
      type: Number(attribute(each, 'type')),
      schemaName: attribute(each, 'schemaName'),
      id: attribute(each, 'id'),
    })),
    required: childrenOf(child(manifest, 'MissingDependencies'), 'MissingDependency').flatMap((each) => {
      const required = child(each, 'Required');
      if (!required) return [];
      const read = (name: string) => attribute(required, name);
      return [
        {
          type: read('type') ?? '',
          schemaName: read('schemaName'),
          id: read('id'),
          displayName: read('displayName'),
          solution: read('solution'),
        },
      ];
    }),
  };
}

/** Negative, zero or positive as the first version is lower, equal or higher. */
export function compareVersions(left: string, right: string): number {
  const [first, second] = [left.split('.').map(Number), right.split('.').map(Number)];
  for (let at = 0; at < 4; at++) {
    const difference = (first[at] ?? 0) - (second[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
