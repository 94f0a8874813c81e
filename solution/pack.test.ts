import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import {
  administrationApp,
  apis,
  controls,
  formScript,
  pluginPackage,
  publisher,
  securityRoles,
  serverLogics,
  solutions,
  tables,
} from '../contracts/index.ts';
import { extensionOf } from './archive/content-types.ts';
import { pluginTypeExportKey } from './ids.ts';
import { packAll } from './pack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const temporary = () => mkdtempSync(join(tmpdir(), 'portico-pack-'));

/** A build folder with small files where the builds leave theirs. */
function fixtureBuild(): string {
  const folder = temporary();
  const files = {
    'portico-api.js': 'var portico;',
    [formScript.built]: '(function () {})();',
    'portico-controls.js': '(function () {})();',
    'host/net462/Portico.Plugins.dll': 'MZ plug-in',
    'host/net462/jint.dll': 'MZ engine',
    ...Object.fromEntries(
      Object.keys(controls).flatMap((control) => [
        [`controls/${control}/ControlManifest.xml`, `<manifest><control constructor="${control}" /></manifest>`],
        [`controls/${control}/bundle.js`, 'var control;'],
      ]),
    ),
    ...Object.fromEntries(Object.values(serverLogics).map(({ name }) => [`server-logic/${name}.js`, 'function get() {}'])),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function pack(built = fixtureBuild()) {
  const out = temporary();
  const report = packAll({ root, out, built });
  assert.equal(report.kind, 'packed', JSON.stringify(report));
  if (report.kind !== 'packed') throw new Error('not packed');
  const entries = (name: string) => unzipSync(new Uint8Array(readFileSync(join(out, `${name}.zip`))));
  return { out, report, entries, text: (name: string, path: string) => strFromU8(entries(name)[path] ?? new Uint8Array()) };
}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false });
const names = Object.values(solutions).map(({ uniqueName }) => uniqueName);
const packed = pack();

test('every solution of the contract is packed, unmanaged and managed', () => {
  const expected = names.flatMap((name) => [`${name}.zip`, `${name}_managed.zip`]).sort();
  assert.deepEqual(readdirSync(packed.out).sort(), expected);
  assert.deepEqual(packed.report.lacks, []);
  for (const each of packed.report.packages) assert.equal(each.bytes, readFileSync(each.file).length);
});

test('a second run gives the same bytes', () => {
  const again = pack();
  for (const file of readdirSync(packed.out)) {
    assert.ok(readFileSync(join(packed.out, file)).equals(readFileSync(join(again.out, file))), file);
  }
});

test('a managed twin differs in its flag alone', () => {
  for (const name of names) {
    const [plain, managed] = [packed.entries(name), packed.entries(`${name}_managed`)];
    const differing = Object.keys(plain).filter((path) => Buffer.compare(plain[path] ?? Buffer.of(), managed[path] ?? Buffer.of()) !== 0);
    assert.deepEqual(differing, ['solution.xml'], name);
    assert.deepEqual(Object.keys(managed), Object.keys(plain));
    const text = packed.text(name, 'solution.xml');
    assert.match(text, /<Managed>0<\/Managed>/);
    assert.equal(packed.text(`${name}_managed`, 'solution.xml'), text.replace('<Managed>0<', '<Managed>1<'));
  }
});

test('every XML file parses, has no declaration, and every file has a content type', () => {
  for (const name of names) {
    const entries = packed.entries(name);
    const types = new Set([...packed.text(name, '[Content_Types].xml').matchAll(/Extension="(\w+)"/g)].map((match) => match[1]));
    const overridden = new Set([...packed.text(name, '[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map((match) => match[1]));
    for (const [path, bytes] of Object.entries(entries)) {
      assert.ok(types.has(extensionOf(path) ?? '') || overridden.has(path), `${name}/${path}`);
      if (!path.endsWith('.xml')) continue;
      const text = strFromU8(bytes);
      assert.ok(text.startsWith('<') && !text.startsWith('<?xml'), `${name}/${path}`);
      assert.doesNotThrow(() => parser.parse(text, true), `${name}/${path}`);
    }
  }
});

test('the manifest names tables, roles, controls, the script and the app, and nothing that is found by its folder', () => {
  const text = packed.text(solutions.portico.uniqueName, 'solution.xml');
  const of = (type: number, key: string) => [...text.matchAll(new RegExp(`type="${type}" ${key}="([^"]+)"`, 'g'))].map((match) => match[1]);
  assert.deepEqual(of(1, 'schemaName'), tables.map(({ name }) => name).sort());
  assert.equal(of(20, 'id').length, securityRoles.length);
  assert.deepEqual(
    of(66, 'schemaName'),
    Object.values(controls)
      .map(({ uniqueName }) => uniqueName)
      .sort(),
  );
  assert.deepEqual(of(61, 'schemaName'), [formScript.name]);
  for (const type of [62, 80]) assert.deepEqual(of(type, 'schemaName'), [administrationApp.uniqueName]);
  assert.equal([...text.matchAll(/<RootComponent /g)].length, tables.length + securityRoles.length + Object.keys(controls).length + 3);
  assert.match(text, new RegExp(`<CustomizationPrefix>${publisher.prefix}</CustomizationPrefix>`));
});

test('every custom API is bound to the plug-in type by the computed export key, with its privilege, one text in and one out', () => {
  const key = pluginTypeExportKey(pluginPackage.uniqueName, pluginPackage.assembly, pluginPackage.customApiType);
  for (const api of Object.values(apis)) {
    const folder = `customapis/${api.uniqueName}`;
    const text = (path: string) => packed.text(solutions.portico.uniqueName, `${folder}/${path}`);
    assert.match(text('customapi.xml'), new RegExp(`<plugintypeexportkey>${key}</plugintypeexportkey>`));
    assert.match(text('customapi.xml'), new RegExp(`<executeprivilegename>${api.executePrivilege}</executeprivilegename>`));
    assert.match(text('customapirequestparameters/Request/customapirequestparameter.xml'), /<type>10<\/type>/);
    assert.doesNotMatch(text('customapiresponseproperties/Response/customapiresponseproperty.xml'), /isoptional/);
    assert.ok(api.description.length <= 300, api.name);
  }
});

test('the plug-in package carries one plug-in assembly, its engine and the script', () => {
  const path = `pluginpackages/${pluginPackage.uniqueName}/package/${pluginPackage.uniqueName}.nupkg`;
  const nupkg = unzipSync(packed.entries(solutions.portico.uniqueName)[path] ?? new Uint8Array());
  assert.deepEqual(
    Object.keys(nupkg).filter((each) => each.endsWith('.dll')),
    ['lib/net462/Portico.Plugins.dll', 'lib/net462/jint.dll'],
  );
  assert.equal(strFromU8(nupkg[pluginPackage.bundlePath] ?? new Uint8Array()), 'var portico;');
});

test('no table has two columns of one name, and every lookup has its relationship', () => {
  const read = parser.parse(packed.text(solutions.portico.uniqueName, 'customizations.xml')).ImportExportXml;
  const relationships: readonly string[] = read.EntityRelationships.EntityRelationship.map(
    (each: { ReferencingEntityName: string; ReferencingAttributeName: string }) =>
      `${each.ReferencingEntityName}.${each.ReferencingAttributeName}`,
  );
  for (const entity of read.Entities.Entity) {
    const { entity: info } = entity.EntityInfo;
    const columns: readonly { LogicalName: string; Type: string; '@PhysicalName': string }[] = info.attributes.attribute;
    const logical = columns.map((column) => column.LogicalName);
    assert.deepEqual(
      logical.filter((name, index) => logical.indexOf(name) !== index),
      [],
      info['@Name'],
    );
    for (const column of columns) {
      if (column.Type !== 'lookup' || column['@PhysicalName'].endsWith('OnBehalfBy')) continue;
      assert.ok(relationships.includes(`${info['@Name']}.${column['@PhysicalName']}`), `${info['@Name']}.${column['@PhysicalName']}`);
    }
  }
});

test('without the builds the zips are packed, and each thing that is missing is told', () => {
  const { report, entries } = pack(temporary());
  const told = report.lacks.join('\n');
  for (const part of ['assemblies', 'script bundle', 'form script', 'Secure grid', ...Object.values(serverLogics).map(({ name }) => name)])
    assert.match(told, new RegExp(part));
  assert.ok(!Object.keys(entries(solutions.portico.uniqueName)).some((path) => path.startsWith('Controls/')));
  assert.doesNotMatch(strFromU8(entries(solutions.portico.uniqueName)['solution.xml'] ?? new Uint8Array()), /type="(66|61)"/);
  // A form must not call a library that is not there.
  assert.doesNotMatch(strFromU8(entries(solutions.portico.uniqueName)['customizations.xml'] ?? new Uint8Array()), /<Library /);
});
