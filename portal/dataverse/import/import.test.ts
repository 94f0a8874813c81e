import assert from 'node:assert/strict';
import test from 'node:test';
import { pluginPackage } from '../../../contracts/index.ts';
import { createDataverse } from '../index.ts';
import { databaseHash } from '../test/database-hash.ts';
import { userWith } from '../test/role-for.ts';
import {
  api,
  column2,
  component,
  componentId,
  customizations,
  type Files,
  manifest,
  siteId,
  solutionZip,
  zipOf,
} from '../test/sample-solution.ts';
import { temporaryFile } from '../test/temporary-file.ts';
import { exportKey } from './read-extensions.ts';
import { readZip } from './zip.ts';

const system = { kind: 'system' } as const;
const refused = (problems: readonly string[]) => ({ kind: 'refused' as const, problems });

test('a whole solution is imported: table, choices, key, role, control, site, files, package, custom API', async () => {
  const dataverse = createDataverse({ file: ':memory:' });
  const result = await dataverse.importSolution(solutionZip(), { environmentVariables: { new_Mail: 'x@y.z' } });
  assert.equal(result.kind, 'imported', JSON.stringify(result));
  const read = dataverse.read(system);
  const table = dataverse.metadata().table('new_thing');
  assert.deepEqual(
    [table?.setName, table?.primaryName, table?.ownership, table?.keys.length],
    ['new_things', 'new_name', 'organization', 1],
  );
  const kind = dataverse.metadata().column('new_thing', 'new_kind');
  assert.deepEqual(kind?.kind === 'choice' && kind.choices, [
    { value: 1, label: 'Small & blue' },
    { value: 2, label: 'Big' },
  ]);
  assert.deepEqual(dataverse.metadata().column('new_thing', 'new_owner'), {
    ...dataverse.metadata().column('new_thing', 'new_owner'),
    kind: 'lookup',
    targets: ['contact'],
  });
  assert.equal(read.retrieve('powerpagecomponent', componentId).values.content, '{"source":"<p>Grüße 😀</p>"}');
  assert.equal(new TextDecoder().decode(read.readFile('powerpagecomponent', componentId, 'filecontent')?.bytes), 'function get() {}');
  const api = read.retrieveMultiple(
    '<fetch><entity name="customapi"><attribute name="uniquename"/><link-entity name="plugintype" from="plugintypeid" to="plugintypeid" alias="t"><attribute name="typename"/></link-entity></entity></fetch>',
  );
  assert.equal(api.rows[0]?.values['t.typename'], pluginPackage.customApiType);
  const variable = read.retrieveMultiple('<fetch><entity name="environmentvariablevalue"><attribute name="value"/></entity></fetch>');
  assert.equal(variable.rows[0]?.values.value, 'x@y.z');
  await assert.rejects(
    dataverse.transaction(system, (service) => {
      service.create('new_thing', { new_name: ['text', 'one'], new_kind: ['choice', 1], new_size: ['choice', 10] });
      service.create('new_thing', { new_name: ['text', 'ONE'] });
    }),
    /alternate key/,
  );
  await dataverse.close();
});

test('an update keeps data, adds columns, and replaces rows in place', async () => {
  const dataverse = createDataverse({ file: ':memory:' });
  await dataverse.importSolution(solutionZip());
  await dataverse.seed({ new_thing: [{ new_name: 'kept', new_kind: 2 }] });
  const next = solutionZip({
    'solution.xml': manifest({ version: '1.0.1.0' }),
    'customizations.xml': customizations({ columns: column2 }),
    'Controls/new_My.Control/bundle.js': null,
    'Controls/new_My.Control/next.js': 'var control = 2;',
    [`powerpagecomponents/${componentId}/powerpagecomponent.xml`]: component({ content: '{"source":"new"}', file: '' }),
    [`powerpagecomponents/${componentId}/filecontent/a.sl`]: null,
  });
  const result = await dataverse.importSolution(next);
  assert.deepEqual(result.kind === 'imported' && [result.version, result.replaced], ['1.0.1.0', '1.0.0.0']);
  const read = dataverse.read(system);
  await dataverse.seed({ new_thing: [{ new_name: 'added', new_note: 'a note' }] });
  const rows = read.retrieveMultiple(
    '<fetch><entity name="new_thing"><attribute name="new_name"/><attribute name="new_note"/><order attribute="new_name"/></entity></fetch>',
  ).rows;
  assert.deepEqual(
    rows.map((row) => [row.values.new_name, row.values.new_note ?? null]),
    [
      ['added', 'a note'],
      ['kept', null],
    ],
  );
  assert.equal(read.retrieve('powerpagecomponent', componentId).values.content, '{"source":"new"}');
  const files = read.retrieveMultiple(
    '<fetch><entity name="customcontrolresource"><attribute name="name"/><order attribute="name"/></entity></fetch>',
  ).rows;
  assert.deepEqual(
    files.map((row) => row.values.name),
    ['ControlManifest.xml', 'next.js'],
  );
  await dataverse.close();
});

const DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
const place = `powerpagecomponents/${componentId}`;
const nupkg = `pluginpackages/${pluginPackage.uniqueName}/package/p.nupkg`;

/** Each broken zip, and what the maker is told. */
const BROKEN: readonly (readonly [string, Files, RegExp])[] = [
  ['no solution.xml', { 'solution.xml': null }, /`solution.xml` is missing/],
  ['no customizations.xml', { 'customizations.xml': null }, /`customizations.xml` is missing/],
  ['no content types', { '[Content_Types].xml': null }, /`\[Content_Types\].xml` is missing/],
  ['a file without a content type', { 'Controls/new_My.Control/a.exe': 'x' }, /a.exe` has no content type/],
  ['malformed XML', { 'customizations.xml': '<ImportExportXml><Entities></ImportExportXml>' }, /not well-formed/],
  ['another root element', { 'solution.xml': '<Solution/>' }, /root element of `solution.xml` is `Solution`/],
  ['a document type', { 'solution.xml': DOCTYPE + manifest() }, /document type/],
  ['an unknown entity', { [`${place}/powerpagecomponent.xml`]: component({ content: '&nbsp;' }) }, /unknown entity `&nbsp;`/],
  ['text that is not UTF-8', { 'solution.xml': new Uint8Array([0x3c, 0xff, 0xfe, 0x3e]) }, /`solution.xml` is refused/],
  ['content that is not JSON', { [`${place}/powerpagecomponent.xml`]: component({ content: '{broken' }) }, /no valid `content`/],
  ['an unknown folder', { 'Workflows/a.xml': '<a/>' }, /the folder `Workflows`/],
  ['an unknown file', { 'readme.xml': '<a/>' }, /`readme.xml` belongs to no component/],
  [
    'a plug-in step',
    {
      'customizations.xml': customizations({ extra: '<SdkMessageProcessingSteps><SdkMessageProcessingStep/></SdkMessageProcessingSteps>' }),
    },
    /SdkMessageProcessingSteps/,
  ],
  ['an export key of nothing', { 'customapis/new_Ask/customapi.xml': api({ exportKey: 'AB'.repeat(32) }) }, /is not resolvable/],
  [
    'a privilege of nothing',
    { 'customapis/new_Ask/customapi.xml': api({ privilege: 'prvReadNothing' }) },
    /prvReadNothing`, which does not exist/,
  ],
  [
    'a role with a privilege of nothing',
    { 'customizations.xml': customizations({ privilege: 'prvReadNothing' }) },
    /Thing reader` holds the privilege `prvReadNothing`/,
  ],
  [
    'a component of an unknown site',
    { [`${place}/powerpagecomponent.xml`]: component({ site: '8a000000-0000-4000-8000-0000000000cc' }) },
    /import the solution that brings the site first/,
  ],
  ['a component without its file', { [`${place}/filecontent/a.sl`]: null }, /a.sl` is missing/],
  [
    'a component in the folder of another',
    { [`${place}/powerpagecomponent.xml`]: null, 'powerpagecomponents/x/powerpagecomponent.xml': component() },
    /holds a component of another id/,
  ],
  ['no valid version', { 'solution.xml': manifest({ version: 'one' }) }, /no valid version/],
  ['unpacked source', { 'solution.xml': manifest({ managed: '2' }) }, /managed: 0 or 1/],
  [
    'a missing table',
    {
      'solution.xml': manifest({
        missing:
          '<MissingDependency><Required type="1" schemaName="salesorder" displayName="Order" solution="Active"/><Dependent/></MissingDependency>',
      }),
    },
    /the table `Order`.*missing/,
  ],
  [
    'a missing solution',
    {
      'solution.xml': manifest({
        missing: '<MissingDependency><Required type="10" schemaName="x" solution="Base (2.0)"/><Dependent/></MissingDependency>',
      }),
    },
    /`Base \(2.0\)` is missing/,
  ],
  [
    'a lookup to an unknown table',
    { 'customizations.xml': customizations().replace('>Contact<', '>nowhere<') },
    /points to the table `nowhere`/,
  ],
  [
    'an unknown column type',
    { 'customizations.xml': customizations().replace('>ntext<', '>magic<').replace('>nvarchar<', '>magic<') },
    /type `magic`/,
  ],
  [
    'a table name that is SQL',
    { 'customizations.xml': customizations().replaceAll('Name="new_Thing"', 'Name="new_thing&quot;; DROP TABLE x"') },
    /without a valid name/,
  ],
  ['a control that is not listed', { 'Controls/new_Other/ControlManifest.xml': '<manifest/>' }, /not among the `CustomControls`/],
  ['a package that is no NuGet package', { [nupkg]: zipOf({ 'a.txt': 'x' }) }, /not a NuGet package/],
  ['a package that is no zip', { [nupkg]: 'x' }, /the file is not a zip/],
  ['an assembly that is none', { [nupkg]: zipOf({ 'a.nuspec': '<a/>', 'lib/net462/A.dll': 'MZ no' }) }, /not a managed assembly/],
];

test('a broken zip is refused with what is wrong, and the database stays as it was', async (context) => {
  const file = temporaryFile(context);
  const dataverse = createDataverse({ file });
  const before = databaseHash(file);
  for (const [name, changes, expected] of BROKEN) {
    const result = await dataverse.importSolution(solutionZip(changes));
    assert.equal(result.kind, 'refused', `${name} was imported`);
    assert.match(result.kind === 'refused' ? result.problems.join('\n') : '', expected, name);
    assert.equal(databaseHash(file), before, `${name} left something behind`);
  }
  assert.equal((await dataverse.importSolution(solutionZip())).kind, 'imported');
  await dataverse.close();
});

test('what is no zip, or a hostile one, is refused before it is unpacked', async (context) => {
  const file = temporaryFile(context);
  const dataverse = createDataverse({ file });
  const before = databaseHash(file);
  const whole = solutionZip();
  const encrypted = Uint8Array.from(whole);
  const directory = new DataView(encrypted.buffer).getUint32(encrypted.length - 22 + 16, true);
  encrypted[directory + 8] = 1;
  const lying = Uint8Array.from(whole);
  lying[directory + 16] = (lying[directory + 16] ?? 0) ^ 0xff;
  const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['nothing', new Uint8Array(), /cut off or damaged|not a zip/],
    ['text', new TextEncoder().encode('hello, this is surely no zip file'), /not a zip/],
    ['half a zip', whole.slice(0, whole.length / 2), /not a zip/],
    ['a path out of the zip', zipOf({ '../../etc/passwd': 'x' }), /not a plain relative path/],
    ['an absolute path', zipOf({ '/etc/passwd': 'x' }), /not a plain relative path/],
    ['a path of Windows', zipOf({ 'a\\b.xml': 'x' }), /not a plain relative path/],
    ['two names that differ in case', zipOf({ 'a.xml': 'x', 'A.xml': 'y' }), /twice/],
    ['a bomb', zipOf({ 'a.xml': new Uint8Array(30 * 1024 * 1024) }), /far more than it is/],
    ['a wrong checksum', lying, /not what the zip says/],
    ['an encrypted zip', encrypted, /encrypted/],
  ];
  for (const [name, zip, expected] of cases) {
    const result = await dataverse.importSolution(zip);
    assert.match(result.kind === 'refused' ? result.problems.join('\n') : 'imported', expected, name);
  }
  const intact = readZip(whole);
  for (let at = 0; at < whole.length; at += 41) {
    const damaged = Uint8Array.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0x55;
    const reading = readZip(damaged);
    if (reading.kind === 'entries')
      assert.deepEqual(reading.entries, intact.kind === 'entries' ? intact.entries : null, `a flipped byte at ${at} changed a file`);
  }
  assert.equal(databaseHash(file), before);
  await dataverse.close();
});

test('lower versions, the other kind of package, and changes that the platform does not make are refused', async (context) => {
  const file = temporaryFile(context);
  const dataverse = createDataverse({ file });
  await dataverse.importSolution(solutionZip({ 'solution.xml': manifest({ version: '1.10' }) }));
  const before = databaseHash(file);
  const attempt = (changes: Files) => dataverse.importSolution(solutionZip({ 'solution.xml': manifest({ version: '1.10' }), ...changes }));
  assert.deepEqual(
    await attempt({ 'solution.xml': manifest({ version: '1.9' }) }),
    refused(['version 1.9 of `Things` is lower than the installed 1.10']),
  );
  assert.deepEqual(
    await attempt({ 'solution.xml': manifest({ version: '1.10', managed: '1' }) }),
    refused(['the zip is managed, but `Things` is installed as unmanaged']),
  );
  const retyped = await attempt({ 'customizations.xml': customizations().replace('<Type>nvarchar<', '<Type>int<') });
  assert.match(retyped.kind === 'refused' ? retyped.problems.join() : '', /is of type text and cannot become integer/);
  const bound = await attempt({ 'customapis/new_Ask/customapi.xml': api().replace('<isfunction>0', '<isfunction>1') });
  assert.match(bound.kind === 'refused' ? bound.problems.join() : '', /`isfunction` cannot be changed/);
  assert.equal(databaseHash(file), before);
  await dataverse.close();
});

test('the key that binds custom APIs is the one that public packages show', () => {
  const { uniqueName, assembly, customApiType } = pluginPackage;
  assert.equal(exportKey(uniqueName, assembly, customApiType), exportKey(uniqueName.toUpperCase(), assembly.toUpperCase(), customApiType));
  assert.notEqual(exportKey('a', 'b', 'C.D'), exportKey('a', 'b', 'c.d'));
  assert.match(exportKey('a', 'b', 'C.D'), /^[0-9A-F]{64}$/);
});

test('a site that is imported can be read as a site', async () => {
  const dataverse = createDataverse({ file: ':memory:' });
  await dataverse.importSolution(solutionZip());
  const site = dataverse.read(system).retrieve('powerpagesite', siteId);
  assert.deepEqual([site.values.name, site.values.datamodelversion, site.values.content], ['Site', '2.0', '{"a":1}']);
  await dataverse.close();
});

test('a secured column reads as null for everybody but system administrators, also in a filter, and cannot be written', async () => {
  const dataverse = createDataverse({ file: ':memory:' });
  const secured = column2.replace('<RequiredLevel>', '<IsSecured>1</IsSecured><RequiredLevel>');
  await dataverse.importSolution(solutionZip({ 'customizations.xml': customizations({ columns: secured }) }));
  await dataverse.seed({ new_thing: [{ new_name: 'one', new_note: 'secret' }] });
  const user = { kind: 'user', id: await userWith(dataverse, 'maker', ['prvReadnew_Thing', 'prvCreatenew_Thing']) } as const;
  const query = (operator: string) =>
    `<fetch><entity name="new_thing"><attribute name="new_note"/><filter><condition attribute="new_note" operator="${operator}"${operator === 'like' ? ' value="s%"' : ''}/></filter></entity></fetch>`;
  assert.equal(dataverse.read(system).retrieveMultiple(query('like')).rows[0]?.values.new_note, 'secret');
  assert.equal(dataverse.read(user).retrieveMultiple(query('like')).rows.length, 0);
  assert.equal(dataverse.read(user).retrieveMultiple(query('null')).rows[0]?.values.new_note, undefined);
  await assert.rejects(
    dataverse.transaction(user, (service) => service.create('new_thing', { new_note: ['text', 'x'] })),
    /secured column/,
  );
  await dataverse.close();
});
