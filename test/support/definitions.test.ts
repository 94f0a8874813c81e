import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hostFactory } from '../../cli/environment/host.ts';
import { appsOf, prepareEnvironment } from '../../cli/environment/prepare.ts';
import { root } from '../../cli/paths.ts';
import { readSample } from '../../cli/sample/read.ts';
import { columnOf, dashboardTable, formTable, personaTable, type TableContract, tabTable, tileTable } from '../../contracts/index.ts';

const host = hostFactory('node');
const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

test('personas, dashboards, tabs, tiles and forms are rows that refer to each other by name, without a GUID [command] (A26)', async () => {
  const sample = readSample(join(root, 'samples/support'));
  const { dataverse } = await prepareEnvironment({ file: ':memory:', ...appsOf(sample), host }, sample);
  const rowsOf = (table: TableContract) =>
    dataverse
      .read({ kind: 'system' })
      .retrieveMultiple(`<fetch><entity name="${table.name}"><all-attributes /></entity></fetch>`)
      .rows.map(({ values }) => values);
  const namesOf = (table: TableContract) =>
    rowsOf(table)
      .map((values) => String(values[table.primaryName]))
      .sort();
  const { personas = [], dashboards = [], tiles = [], forms = [], grids } = sample.experience;
  const named = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();
  assert.deepEqual(namesOf(personaTable), named(personas));
  assert.deepEqual(namesOf(dashboardTable), ['home']);
  assert.deepEqual(namesOf(tabTable), named(dashboards.flatMap(({ tabs }) => tabs)));
  assert.deepEqual(namesOf(tileTable), named([...tiles, ...grids]));
  assert.deepEqual(namesOf(formTable), named(forms));
  for (const table of [personaTable, dashboardTable, tabTable, tileTable, formTable])
    for (const values of rowsOf(table)) assert.doesNotMatch(String(values[columnOf(table, 'Definition')]), guid);
  const billing = rowsOf(tabTable).find((values) => values[tabTable.primaryName] === 'billing');
  assert.deepEqual([billing?.[columnOf(tabTable, 'DashboardName')], billing?.[columnOf(tabTable, 'Personas')]], ['home', 'gold']);
  dataverse.close();
});

test('a database is for one sample: another one is refused and finds it as it was [command]', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-one-sample-'));
  const file = join(folder, 'one.sqlite');
  const support = readSample(join(root, 'samples/support'));
  const scm = readSample(join(root, 'samples/scm'));
  const first = await prepareEnvironment({ file, ...appsOf(support), host }, support);
  await first.dataverse.close();
  await assert.rejects(
    prepareEnvironment({ file, ...appsOf(scm), host }, scm),
    /belongs to PorticoSampleSupport; a database is for one sample/,
  );
  const again = await prepareEnvironment({ file, ...appsOf(support), host }, support);
  assert.equal(again.policyHash, first.policyHash);
  await again.dataverse.close();
  rmSync(folder, { recursive: true, force: true });
});
