import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { controls } from '../../contracts/index.ts';
import { builtFilesIn } from '../built-files.ts';
import { element, textElement } from '../xml.ts';
import { builtManifestFaults, checkManifests, manifestFaults } from './check-manifests.ts';
import { checkSchemas, validateComponents } from './check-schemas.ts';
import { knownAlarms, mostKnownAlarms } from './known-alarms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('what the packer writes agrees with the schemas of solution files, where they are present', async (context) => {
  const report = await checkSchemas({ root });
  if (report.kind === 'skipped') {
    context.diagnostic(`skipped: ${report.why}`);
    return;
  }
  assert.equal(report.kind, 'checked');
  if (report.kind !== 'checked') return;
  assert.deepEqual(report.findings, []);
  assert.ok(report.files > 30, `${report.files} files`);
  for (const { alarm, times } of report.excused) assert.ok(times > 0, `nothing raises the known alarm: ${alarm.why}`);
});

test('a seeded fault is found, where the schemas are present', async (context) => {
  const role = element('Role', { name: 'No id' }, textElement('IsCustomizable', 'yes'));
  const app = element('AppModule', {}, textElement('IntroducedVersion', '1.0'), element('Colour'));
  const siteMap = element('AppModuleSiteMap', {}, element('SiteMap'));
  const findings = await validateComponents({ root }, [
    { file: 'Roles/bad.xml', root: role },
    { file: 'AppModules/bad.xml', root: app },
    { file: 'AppModuleSiteMaps/bad.xml', root: siteMap },
  ]);
  if (findings === null) {
    context.diagnostic('skipped: there are no schemas');
    return;
  }
  assert.ok(findings.some(({ file, message }) => file === 'Roles/bad.xml' && message.includes("'id' is required")));
  assert.ok(findings.some(({ message }) => message.includes("'yes'")));
  for (const file of ['AppModules/bad.xml', 'AppModuleSiteMaps/bad.xml'])
    assert.ok(
      findings.some((finding) => finding.file === file),
      file,
    );
});

test('without schemas the check says so', async () => {
  const report = await checkSchemas({ root, schemas: mkdtempSync(join(tmpdir(), 'portico-schemas-')) });
  assert.equal(report.kind, 'skipped');
});

test('the list of known alarms stays short, and each names its public export', () => {
  assert.ok(knownAlarms.length <= mostKnownAlarms);
  for (const { shownBy } of knownAlarms) assert.match(shownBy, /^[\w.-]+\/[\w.-]+ \S+\.xml/);
});

test('the manifests of all controls agree with pcf-scripts and with the contract', () => {
  const { findings } = checkManifests(root, builtFilesIn(join(root, 'dist/build')));
  assert.deepEqual(findings, []);
});

test('a manifest without its control, or with an unknown property, is found', () => {
  assert.match(manifestFaults('<manifest></manifest>').join('\n'), /control|object/);
  const file = join(root, 'pcf-components/SecureGrid/ControlManifest.Input.xml');
  if (existsSync(file)) {
    const seeded = readFileSync(file, 'utf8').replace(/<control /, '<control colour="red" ');
    assert.match(manifestFaults(seeded).join('\n'), /colour/);
  }
  assert.deepEqual(manifestFaults('<manifest'), ['is not XML']);
});

test('a built manifest of another version, or that names a missing file, is found', () => {
  const contract = controls.SecureGrid;
  const manifest = `<manifest><control namespace="${contract.namespace}" constructor="${contract.name}" version="9.9.9" control-type="standard"><resources><code path="bundle.js" order="1"/></resources></control></manifest>`;
  assert.deepEqual(builtManifestFaults(manifest, contract, []), [
    `\`version\` must be \`${contract.version}\``,
    'there is no file `bundle.js`',
  ]);
  assert.deepEqual(builtManifestFaults(manifest.replace('9.9.9', contract.version), contract, ['bundle.js']), []);
});
