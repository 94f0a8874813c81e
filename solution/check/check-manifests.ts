import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ControlContract, controls } from '../../contracts/index.ts';
import type { BuiltFiles } from '../built-files.ts';
import type { SchemaFinding } from './check-schemas.ts';

interface JsonSchemaPackage {
  readonly validate: (value: unknown, schema: unknown) => { readonly errors: readonly { readonly stack: string }[] };
}
interface XmlPackage {
  readonly parseString: (xml: string, done: (fault: Error | null, parsed: unknown) => void) => void;
}

/** A manifest as pcf-scripts reads it: attributes under `$`, children as lists. */
interface ManifestNode {
  readonly $?: { readonly [attribute: string]: string };
  readonly [child: string]: readonly ManifestNode[] | { readonly [attribute: string]: string } | undefined;
}

const ofPcfScripts = () => createRequire(createRequire(import.meta.url).resolve('pcf-scripts/package.json'));

function parse(manifest: string): unknown {
  let parsed: unknown = null;
  (ofPcfScripts()('xml2js') as XmlPackage).parseString(manifest, (fault, value) => {
    parsed = fault ? null : value;
  });
  return parsed;
}

/** What the schema of pcf-scripts finds wrong in the text of a control's manifest as its author writes it (`…Input.xml`). */
export function manifestFaults(manifest: string): readonly string[] {
  const parsed = parse(manifest);
  if (parsed === null) return ['is not XML'];
  const load = ofPcfScripts();
  return (load('jsonschema') as JsonSchemaPackage).validate(parsed, load('./ManifestSchema.json')).errors.map(({ stack }) => stack);
}

const nodes = (of: ManifestNode | undefined, name: string): readonly ManifestNode[] => {
  const children = of?.[name];
  return Array.isArray(children) ? (children as readonly ManifestNode[]) : [];
};

/** What is wrong with a built manifest: it must be the contract's control, and name only files that lie beside it. */
export function builtManifestFaults(manifest: string, contract: ControlContract, files: readonly string[]): readonly string[] {
  const parsed = parse(manifest) as { readonly manifest?: ManifestNode } | null;
  const control = nodes(parsed?.manifest, 'control')[0];
  const told = control?.$ ?? {};
  const expected = { namespace: contract.namespace, constructor: contract.name, version: contract.version, 'control-type': 'standard' };
  const wrong = Object.entries(expected).flatMap(([name, value]) =>
    Object.hasOwn(told, name) && told[name] === value ? [] : [`\`${name}\` must be \`${value}\``],
  );
  const resources = nodes(control, 'resources')[0];
  const named = ['code', 'css', 'resx', 'img'].flatMap((kind) => nodes(resources, kind).flatMap((node) => node.$?.path ?? []));
  return [...wrong, ...named.filter((path) => !files.includes(path)).map((path) => `there is no file \`${path}\``)];
}

function sourceFindings(root: string): readonly { readonly file: string; readonly text: string }[] {
  const folder = join(root, 'pcf-components');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `pcf-components/${name}/ControlManifest.Input.xml`)
    .filter((file) => existsSync(join(root, file)))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** Checks the manifests of controls: the written ones against pcf-scripts' schema, the built ones against the contract. */
export function checkManifests(root: string, built: BuiltFiles): { readonly checked: number; readonly findings: readonly SchemaFinding[] } {
  const sources = sourceFindings(root);
  const results = Object.values<ControlContract>(controls).flatMap((contract) => {
    const folder = `controls/${contract.name}`;
    const bytes = built.read(`${folder}/ControlManifest.xml`);
    if (!bytes) return [];
    return [{ file: folder, faults: builtManifestFaults(new TextDecoder().decode(bytes), contract, built.list(folder) ?? []) }];
  });
  return {
    checked: sources.length + results.length,
    findings: [
      ...sources.flatMap(({ file, text }) => manifestFaults(text).map((message) => ({ file, message }))),
      ...results.flatMap(({ file, faults }) => faults.map((message) => ({ file, message }))),
    ],
  };
}
