import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { controls, publisher } from '../../contracts/index.ts';
import { catalogues } from '../shared/texts/index.ts';
import { findBanned, findBannedInSource, gzipBytes, maxGzipBytes } from './checks.mjs';
import { resxOf } from './resx.mjs';

// jest runs modules as CommonJS, which has `__dirname` and no `import.meta`.
const folder = join(__dirname, '..');
const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', isArray: (name) => ['property', 'resx'].includes(name) });
const manifest = (name) => xml.parse(read(name, 'ControlManifest.Input.xml')).manifest.control;

describe.each(Object.values(controls))('the manifest of $name', (contract) => {
  test('says what the contract says', () => {
    const control = manifest(contract.name);
    expect(contract.uniqueName).toBe(`${publisher.prefix}_${control['@namespace']}.${control['@constructor']}`);
    expect({
      name: control['@constructor'],
      namespace: control['@namespace'],
      version: control['@version'],
      displayName: control['@display-name-key'],
      description: control['@description-key'],
    }).toEqual({
      name: contract.name,
      namespace: contract.namespace,
      version: contract.version,
      displayName: contract.displayName,
      description: contract.description,
    });
    expect(
      control.property.map((property) => ({
        name: property['@name'],
        label: property['@display-name-key'],
        description: property['@description-key'],
        usage: property['@usage'],
        required: property['@required'] === 'true',
      })),
    ).toEqual(contract.properties);
  });

  test('is a standard control with one bound property, that asks for no feature and no other site', () => {
    const control = manifest(contract.name);
    expect(control['@control-type']).toBe('standard');
    expect(control.property.filter((property) => property['@usage'] === 'bound')).toHaveLength(1);
    expect(control['feature-usage']).toBeUndefined();
    expect(control['external-service-usage']['@enabled']).toBe('false');
  });
});

describe.each(Object.keys(controls))('the resx files of %s', (name) => {
  test.each(Object.entries(catalogues))('%s is what the catalogue makes it, and declared', (_language, { lcid, texts }) => {
    const file = `strings/${name}.${lcid}.resx`;
    expect(read(name, file)).toBe(resxOf(texts));
    expect(manifest(name).resources.resx.map((resource) => resource['@path'])).toContain(file);
    const { data } = xml.parse(read(name, file)).root;
    expect(Object.fromEntries(data.map((entry) => [entry['@name'], entry.value]))).toEqual(texts);
  });

  test('there is none without a catalogue', () => {
    expect(readdirSync(join(folder, name, 'strings'))).toHaveLength(Object.keys(catalogues).length);
  });
});

describe('the check of built files', () => {
  test.each([
    'eval("1")',
    'new Function("return 1")',
    'setTimeout("alert(1)")',
    'const a = "<p onclick=\\"x()\\">"',
    'e.setAttribute("onclick", x)',
    'fetch("//cdn.example/x.js")',
    'import("./late.js")',
    '@import "https://fonts.example/a.css"',
    'a{background:url(//cdn.example/x.png)}',
    'const home = "https://example.com"',
    '//# sourceMappingURL=bundle.js.map',
  ])('finds %s', (text) => {
    expect(findBanned(text)).not.toEqual([]);
  });

  test('leaves harmless text alone', () => {
    expect(findBanned('const n = "http://www.w3.org/2000/svg"; retrieval(1); medieval (2); setTimeout(f, 1)')).toEqual([]);
  });

  test('finds markup made of text in sources, and ours make none', () => {
    expect(findBannedInSource('element.innerHTML = name')).not.toEqual([]);
    expect(findBannedInSource('<p dangerouslySetInnerHTML={{ __html: name }} />')).not.toEqual([]);
    for (const part of [...Object.keys(controls), 'shared', 'mount']) {
      for (const file of readdirSync(join(folder, part)).filter((name) => /(?<!spec)\.tsx?$/.test(name))) {
        expect([file, findBannedInSource(read(part, file))]).toEqual([file, []]);
      }
    }
  });

  test('weighs', () => {
    expect(gzipBytes('a'.repeat(10_000))).toBeLessThan(100);
    expect(maxGzipBytes).toEqual({ SecureGrid: 102_400, ActionBar: 46_080, RoleDashboard: 112_640, RecordPanel: 102_400, mount: 102_400 });
  });
});
