import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import { assumedBuilt } from '../built-files.ts';
import { reviewTree } from '../generate/review-tree.ts';
import { readSolutions } from '../read-solutions.ts';
import type { SiteProblem } from '../site/description.ts';
import { element, printXml } from '../xml.ts';
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
const described = new Set(['Entity', 'forms', 'savedqueries', 'Role', 'EntityRelationships', 'environmentvariabledefinition']);
const manifestSchema = 'Solution.xsd';
/** A list of names, and a frame of empty nodes; neither has a schema. */
const frames = new Set(['Other/Relationships.xml', 'Other/Customizations.xml']);

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

/**
 * Checks what the packer writes, in its unpacked form, against the XML schemas of solution files.
 *
 * @param options.schemas folder of the schemas; by default where the build machine keeps them, beside the repository.
 */
export async function checkSchemas(options: { readonly root: string; readonly schemas?: string }): Promise<SchemaReport> {
  const folder = options.schemas ?? join(options.root, '..', 'shared', 'xsd');
  if (!existsSync(join(folder, manifestSchema))) return { kind: 'skipped', why: `there are no schemas in ${folder}` };
  const read = readSolutions(options.root, assumedBuilt);
  if (read.kind === 'problems') return read;

  const files = read.builds.flatMap((build) =>
    reviewTree(build)
      .filter(({ path }) => !frames.has(path))
      .map(({ path, root }) => ({ file: `${build.uniqueName}/${path}`, name: root.name, text: printXml(root) })),
  );
  const schemaText = (name: string): string => adapted(readFileSync(join(folder, name), 'utf8'));
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.xsd') && name !== manifestSchema)
    .sort();
  const manifests = files.filter(({ name }) => name === 'ImportExportXml');
  const components = files.filter(({ name }) => described.has(name));
  const found = [
    ...(await validate({ schema: { fileName: manifestSchema, contents: schemaText(manifestSchema) }, preload: [], documents: manifests })),
    ...(await validate({
      schema: { fileName: 'together.xsd', contents: together(names) },
      preload: names.map((name) => ({ fileName: name, contents: schemaText(name) })),
      documents: components,
    })),
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
