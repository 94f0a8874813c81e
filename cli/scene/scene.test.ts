import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createDataverse } from '../../portal/dataverse/index.ts';
import { root, sampleNames } from '../paths.ts';
import { fixturesIn, sceneOf, sourceOf } from './index.ts';

const NOW = '2026-06-15T12:00:00Z';
const temporary = mkdtempSync(join(tmpdir(), 'portico-scene-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

test('people are the contacts with their roles and accounts; rows carry what the store would fill in', () => {
  const scene = sceneOf({ site: 'local' }, fixturesIn(join(root, 'samples/scm'), NOW));
  const { jane, admin } = scene.people;
  assert.deepEqual([jane?.roles, jane?.account?.id, jane?.contact?.id, admin?.account], [['SCM Authorised'], 'account-x', 'jane', null]);
  const source = sourceOf(scene);
  const order = source.load('salesorder', 'order-x-jane');
  assert.deepEqual([order?.['statecode'], order?.['requestdeliveryby']], [0, '2026-12-04T00:00:00Z']);
  assert.equal(source.load('salesorder', 'order-y-may')?.['statecode'], 1, 'what a row says stands');
  for (const name of ['constructor', '__proto__', 'toString']) assert.equal(source.load('salesorder', name), null);
});

test('moments of rows are counted from the moment of the question', () => {
  const folder = mkdtempSync(join(temporary, 'data-'));
  writeFileSync(join(folder, 'data.yaml'), 'rows:\n  thing:\n    one: { due: { now: "+3h" }, day: { today: "-1d" } }\n');
  assert.deepEqual(fixturesIn(folder, NOW).rows, { thing: { one: { due: '2026-06-15T15:00:00Z', day: '2026-06-14' } } });
});

test("the defaults of the samples are the store's own", () => {
  const dataverse = createDataverse({ file: ':memory:', sales: true, service: true });
  const metadata = dataverse.metadata();
  let checked = 0;
  for (const sample of sampleNames())
    for (const [table, columns] of Object.entries(fixturesIn(join(root, 'samples', sample), NOW).defaults))
      for (const [name, value] of Object.entries(columns)) {
        const column = metadata.column(table, name);
        // A column that the sample's own solution adds is in no new database.
        if (column === null || !('byDefault' in column)) continue;
        assert.equal(column.byDefault, value, `${sample} ${table}.${name}`);
        checked++;
      }
  dataverse.close();
  assert.ok(checked > 0);
});

for (const { what, text, told } of [
  { what: 'no YAML', text: 'rows: [', told: /data\.yaml:\d+:\d+ {2}this is no YAML/ },
  {
    what: 'a record that holds no columns',
    text: 'rows:\n  contact:\n    ann: 5\n',
    told: /data\.yaml:3:5 {2}`ann` holds no columns/,
  },
  {
    what: 'a column that holds a list',
    text: 'rows:\n  contact:\n    ann: { name: [1] }\n',
    told: /data\.yaml:3:12 {2}`name` holds neither a value nor a moment/,
  },
  { what: 'roles that are no list', text: 'webRoles:\n  ann: Admin\n', told: /data\.yaml:2:3 {2}roles are a list of names/ },
])
  test(`a fixture file with ${what} is told with its place`, () => {
    const folder = mkdtempSync(join(temporary, 'data-'));
    writeFileSync(join(folder, 'data.yaml'), text);
    assert.throws(() => fixturesIn(folder, NOW), told);
  });
