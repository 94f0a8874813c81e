import { attribute, childrenOf, parseXml, type XmlElement } from './xml.ts';
import { readZip } from './zip.ts';

/** Collects what is wrong, so that a maker sees all of it at once. */
export type Problems = { readonly add: (problem: string) => void; readonly list: () => readonly string[] };

export function newProblems(): Problems {
  const found: string[] = [];
  return {
    add: (problem) => {
      if (found.length < 200) found.push(problem);
    },
    list: () => found,
  };
}

/** The files of a solution zip; a file that is asked for and missing, or broken, becomes a problem. */
export type Archive = {
  readonly paths: readonly string[];
  readonly has: (path: string) => boolean;
  readonly bytes: (path: string) => Uint8Array | null;
  /** The root element of an XML file; null after a problem was noted. */
  readonly xml: (path: string, rootName: string) => XmlElement | null;
  /** The folders directly below a folder. */
  readonly folders: (folder: string) => readonly string[];
  /** The files anywhere below a folder, with their path inside it. */
  readonly below: (folder: string) => readonly { readonly path: string; readonly inner: string }[];
};

/** Opens a zip; null after problems were noted. */
export function openArchive(zip: Uint8Array, problems: Problems): Archive | null {
  const reading = readZip(zip);
  if (reading.kind === 'problems') {
    for (const problem of reading.problems) problems.add(problem);
    return null;
  }
  const { entries } = reading;
  const paths = [...entries.keys()].sort();
  const bytes = (path: string): Uint8Array | null => {
    const found = entries.get(path);
    if (!found) problems.add(`\`${path}\` is missing`);
    return found ?? null;
  };
  return {
    paths,
    has: (path) => entries.has(path),
    bytes,
    xml: (path, rootName) => {
      const content = bytes(path);
      if (!content) return null;
      const result = parseXml(content);
      if (result.kind === 'problem') problems.add(`\`${path}\` is refused: ${result.message}`);
      else if (result.root.name === rootName) return result.root;
      else problems.add(`the root element of \`${path}\` is \`${result.root.name}\`, not \`${rootName}\``);
      return null;
    },
    folders: (folder) => [
      ...new Set(
        paths.flatMap((path) => {
          const [name, ...rest] = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/') : [];
          return name !== undefined && rest.length > 0 ? [name] : [];
        }),
      ),
    ],
    below: (folder) =>
      paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => ({ path, inner: path.slice(folder.length + 1) })),
  };
}

const KNOWN_ROOTS: readonly string[] = [
  'Controls',
  'pluginpackages',
  'customapis',
  'environmentvariabledefinitions',
  'Assets',
  'powerpagecomponents',
  'WebResources',
];
const KNOWN_FILES: readonly string[] = ['[Content_Types].xml', 'solution.xml', 'customizations.xml'];

/** Checks what every solution zip has: its three files, known folders, and a content type for each file. */
export function checkLayout(archive: Archive, problems: Problems): void {
  const folders = new Set(archive.paths.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/'))));
  for (const folder of folders)
    if (!KNOWN_ROOTS.includes(folder)) problems.add(`the folder \`${folder}\` is of no kind of component that the local Dataverse knows`);
  for (const path of archive.paths)
    if (!path.includes('/') && !KNOWN_FILES.includes(path)) problems.add(`the file \`${path}\` belongs to no component`);
  const types = archive.xml('[Content_Types].xml', 'Types');
  if (!types) return;
  const extensions = new Set(childrenOf(types, 'Default').map((each) => attribute(each, 'Extension')?.toLowerCase()));
  const overrides = new Set(childrenOf(types, 'Override').map((each) => attribute(each, 'PartName')));
  for (const path of archive.paths) {
    if (path === '[Content_Types].xml' || overrides.has(`/${path}`)) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const dot = name.lastIndexOf('.');
    if (dot < 0 || !extensions.has(name.slice(dot + 1).toLowerCase())) problems.add(`\`${path}\` has no content type`);
  }
}
