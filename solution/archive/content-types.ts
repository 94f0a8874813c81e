import { element, printXml } from '../xml.ts';

const namespace = 'http://schemas.openxmlformats.org/package/2006/content-types';

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The extension in lower case, or null: `a/b.Css` → `css`, `_rels/.rels` → `rels`, `a/README` → null. */
export function extensionOf(path: string): string | null {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot < 0 || dot === name.length - 1 ? null : name.slice(dot + 1).toLowerCase();
}

/**
 * `[Content_Types].xml`: every extension that occurs has a default, every file without one an override; a file that has neither
 * makes the import fail. Dataverse writes `application/octet-stream` for all; a NuGet package names its own types.
 */
export function contentTypes(paths: readonly string[], types: { readonly [extension: string]: string } = {}): string {
  const extensions = [...new Set(paths.flatMap((path) => extensionOf(path) ?? []))].sort();
  const bare = paths.filter((path) => extensionOf(path) === null).sort();
  const octets = 'application/octet-stream';
  return printXml(
    element(
      'Types',
      { xmlns: namespace },
      ...extensions.map((extension) => element('Default', { Extension: extension, ContentType: types[extension] ?? octets })),
      ...bare.map((path) => element('Override', { PartName: `/${path}`, ContentType: octets })),
    ),
    { declaration: Object.keys(types).length > 0 },
  );
}
