import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import { assumedBuilt } from '../built-files.ts';
import { reviewTree } from '../generate/review-tree.ts';
import { readSolutions } from '../read-solutions.ts';
import type { SiteProblem } from '../site/description.ts';
import { element, printXml, type XmlElement } from '../xml.ts';
import { type KnownAlarm, knownAlarms } from './known-alarms.ts';
import { adapted } from './schema-adaptations.ts';

export interface SchemaFinding {
  readonly file: string;
  readonly message: string;
}

export type SchemaReport =
  /** The schemas are not on this machine. */
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'problems'; readonly problems: readonly SiteProblem[] }
  | {
      readonly kind: 'checked';
      /** How many files have a schema, and how many have none (custom APIs, plug-in packages, site components). */
      readonly files: number;
      readonly withoutSchema: number;
      readonly findings: readonly SchemaFinding[];
      readonly excused: readonly { readonly alarm: KnownAlarm; readonly times: number }[];
    };

/** Root elements that the schemas describe, as they stand in unpacked source. */
const described = new Set([
  'Entity',
  'forms',
  'savedqueries',
  'Role',
  'EntityRelationships',
  'environmentvariabledefinition',
  'WebResource',
  'AppModuleSiteMap',
  'AppModule',
]);
const manifestSchema = 'Solution.xsd';
/** A list of names, and a frame of empty nodes; neither has a schema. */
const frames = new Set(['Other/Relationships.xml', 'Other/Customizations.xml']);

/** A file by the name that findings give. */
interface ReviewFileAt {
  readonly file: string;
  readonly root: XmlElement;
}

/** Files that are checked together; ids of files are made of characters that a command line takes. */
interface Lot {
  readonly schema: XMLFileInfo;
  readonly preload: readonly XMLFileInfo[];
  readonly documents: readonly { readonly file: string; readonly text: string }[];
}

async function validate({ schema, preload, documents }: Lot): Promise<readonly SchemaFinding[]> {
  const named = documents.map(({ text }, index) => ({ fileName: `document-${index}.xml`, contents: text }));
  if (named.length === 0) return [];
  const result = await validateXML({ xml: named, schema: [schema], preload, initialMemoryPages: 1024, maxMemoryPages: 4096 });
  return result.errors.flatMap(({ loc, message }) => {
    if (!loc) return [];
    const index = named.findIndex(({ fileName }) => fileName === loc.fileName);
    return [{ file: documents[index]?.file ?? loc.fileName, message: message.replace(/^Schemas validity error : /, '').trim() }];
  });
}

/** One schema that includes the others: they share their types without naming each other. */
const together = (names: readonly string[]): string =>
  printXml(
    element(
      'xs:schema',
      { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema', elementFormDefault: 'qualified' },
      ...names.map((name) => element('xs:include', { schemaLocation: name })),
    ),
  );

interface SchemaPlace {
  readonly root: string;
  readonly schemas?: string;
}

const schemaFolder = ({ root, schemas = join(root, '..', 'shared', 'xsd') }: SchemaPlace): string => schemas;
const arePresent = (folder: string): boolean => existsSync(join(folder, manifestSchema));
const schemaFile = (folder: string, name: string): XMLFileInfo => ({
  fileName: name,
  contents: adapted(readFileSync(join(folder, name), 'utf8')),
});

/** Checks files of unpacked source against the schemas of components; null where the schemas are not present. */
export async function validateComponents(place: SchemaPlace, files: readonly ReviewFileAt[]): Promise<readonly SchemaFinding[] | null> {
  const folder = schemaFolder(place);
  if (!arePresent(folder)) return null;
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.xsd') && name !== manifestSchema)
    .sort();
  return validate({
    schema: { fileName: 'together.xsd', contents: together(names) },
    preload: names.map((name) => schemaFile(folder, name)),
    documents: files.map(({ file, root }) => ({ file, text: printXml(root) })),
  });
}

/**
 * Checks what the packer writes, in its unpacked form, against the XML schemas of solution files.
 *
 * @param place.schemas folder of the schemas; by default where the build machine keeps them, beside the repository.
 */
export async function checkSchemas(place: SchemaPlace): Promise<SchemaReport> {
  const folder = schemaFolder(place);
  if (!arePresent(folder)) return { kind: 'skipped', why: `there are no schemas in ${folder}` };
  const read = readSolutions(place.root, assumedBuilt);
  if (read.kind === 'problems') return read;

  const files = read.builds.flatMap((build) =>
    reviewTree(build)
      .filter(({ path }) => !frames.has(path))
      .map(({ path, root }) => ({ file: `${build.uniqueName}/${path}`, root })),
  );
  const manifests = files.filter(({ root }) => root.name === 'ImportExportXml');
  const components = files.filter(({ root }) => described.has(root.name));
  const documents = manifests.map(({ file, root }) => ({ file, text: printXml(root) }));
  const found = [
    ...(await validate({ schema: schemaFile(folder, manifestSchema), preload: [], documents })),
    ...((await validateComponents(place, components)) ?? []),
  ];
  const excuse = ({ message }: SchemaFinding): KnownAlarm | undefined => knownAlarms.find((alarm) => alarm.message.test(message));
  return {
    kind: 'checked',
    files: manifests.length + components.length,
    withoutSchema: files.length - manifests.length - components.length,
    findings: found.filter((finding) => !excuse(finding)),
    excused: knownAlarms.map((alarm) => ({ alarm, times: found.filter((finding) => excuse(finding) === alarm).length })),
  };
}
