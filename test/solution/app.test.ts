import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import {
  administrationApp,
  administrationRoles,
  auditEntryTable,
  columnOf,
  formScript,
  idempotencyKeyTable,
  policyVersionTable,
  securityRoles,
  type TableContract,
  tables,
} from '../../contracts/index.ts';
import { createDataverse } from '../../portal/dataverse/index.ts';
import { appModuleElement } from '../../solution/app/app-module.ts';
import type { Screens } from '../../solution/app/declaration.ts';
import { appScreens, schemaOf } from '../../solution/app/screens/index.ts';
import { areas, siteMapElement } from '../../solution/app/site-map.ts';
import type { BuiltFiles } from '../../solution/built-files.ts';
import { roleIdOf } from '../../solution/components/security-role.ts';
import { formIdOf, mainForm } from '../../solution/components/tables/form.ts';
import { viewsOf } from '../../solution/components/tables/view.ts';
import { porticoSolution } from '../../solution/registry.ts';
import { packSolution } from '../../solution/solution-build.ts';
import { printXml } from '../../solution/xml.ts';

const roleOf = (name: string) => securityRoles.find((role) => role.name === name) ?? assert.fail(`no role \`${name}\``);
const may = (role: string, verb: string, table: TableContract): boolean =>
  roleOf(role).privileges.some(({ name }) => name === `prv${verb}${table.schemaName}`);
const isEditedBySomebody = (table: TableContract): boolean => securityRoles.some(({ name }) => may(name, 'Write', table));
const screensFor = (table: TableContract): Screens => appScreens.find((each) => each.table === table) ?? assert.fail(table.name);
/** Hold no rows to look at: markers hold none at all, clicks are forgotten after a day and say nothing to people. */
const withoutScreens = (table: TableContract): boolean => table.name.endsWith('marker') || table === idempotencyKeyTable;

test('every table that people edit has its screens declared, and every other one but those without rows to look at', () => {
  for (const table of tables) {
    const declared = appScreens.filter((each) => each.table === table);
    if (isEditedBySomebody(table)) assert.equal(declared.length, 1, `declare the screens of \`${table.name}\` in solution/app/screens`);
    else assert.equal(declared.length, withoutScreens(table) ? 0 : 1, `declare the screens of \`${table.name}\` in solution/app/screens`);
  }
});

test('every column has its place on a form, files and secrets have none', () => {
  for (const { table, sections, views, withheld = [] } of appScreens) {
    const expected = table.columns.filter(({ type }) => type.kind !== 'file').map(schemaOf);
    const placed = [...sections.flatMap((section) => section.columns), ...withheld];
    assert.deepEqual([...placed].sort(), [...expected].sort(), table.name);
    for (const view of views) for (const column of view.columns) assert.ok(!withheld.includes(column), `${view.name} shows ${column}`);
  }
  const key = columnOf(policyVersionTable, 'ContinuationKey');
  const { form, views } = {
    form: printXml(mainForm(screensFor(policyVersionTable), true)),
    views: viewsOf(screensFor(policyVersionTable)),
  };
  for (const text of [form, ...views.map((view) => printXml(view.element))]) assert.ok(!text.includes(key));
});

test('an audit entry shows reference, who, what, rule, outcome and the states in its details, and nothing of it can be typed into', () => {
  const screens = screensFor(auditEntryTable);
  const form = printXml(mainForm(screens, true));
  for (const column of ['Name', 'ContactName', 'Privilege', 'TableName', 'RecordId', 'Rule', 'Outcome', 'Code', 'Details'])
    assert.match(form, new RegExp(`datafieldname="${columnOf(auditEntryTable, column)}" disabled="true"`));
  assert.doesNotMatch(form, /disabled="false"/);
  assert.deepEqual(
    screens.views.map(({ name }) => name),
    ['Refusals, newest first', 'Security events', 'All audit entries'],
  );
  for (const view of screens.views) assert.deepEqual(view.sort, [{ column: 'OccurredOn', descending: true }]);
  for (const { name } of securityRoles)
    for (const verb of ['Create', 'Write', 'Delete']) assert.equal(may(name, verb, auditEntryTable), false, `${name} ${verb}`);
});

test('auditors only read, and only the audit; administrators write what is described', () => {
  const { administrator, auditor } = administrationRoles;
  for (const { name } of roleOf(auditor).privileges) assert.match(name, /^prvRead/);
  assert.ok(may(auditor, 'Read', auditEntryTable));
  for (const { table, use } of appScreens) {
    assert.ok(may(administrator, 'Read', table), `${administrator} must see ${table.name}`);
    if (use === 'edited') assert.ok(may(administrator, 'Write', table), `${administrator} must edit ${table.name}`);
  }
});

test('the site map leads to every table of the app once; the app holds each table, form, view and the site map, for both roles', () => {
  assert.deepEqual(
    areas.map(({ title }) => title),
    ['Permissions', 'Experience', 'Audit & operations'],
  );
  const entries = [...printXml(siteMapElement()).matchAll(/ Entity="([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(
    entries,
    appScreens.map(({ table }) => table.name),
  );
  const app = printXml(appModuleElement());
  for (const screens of appScreens) {
    assert.ok(app.includes(`type="1" schemaName="${screens.table.name}"`));
    assert.ok(app.includes(`type="60" id="{${formIdOf(screens.table)}}"`));
    for (const { id } of viewsOf(screens)) assert.ok(app.includes(`type="26" id="{${id}}"`));
  }
  assert.ok(app.includes(`type="62" schemaName="${administrationApp.uniqueName}"`));
  for (const name of Object.values(administrationRoles)) assert.ok(app.includes(`<Role id="{${roleIdOf(name)}}"`));
});

test('ids of forms and views are all different, and the same at every run', () => {
  const ids = () => appScreens.flatMap((screens) => [formIdOf(screens.table), ...viewsOf(screens).map(({ id }) => id)]);
  assert.equal(new Set(ids()).size, ids().length);
  assert.deepEqual(ids(), ids());
});

/** Only the script is built: enough for what is looked at here. */
const built: BuiltFiles = {
  read: (path) => (path === formScript.built ? new TextEncoder().encode('(function () {})();') : null),
  list: () => null,
};
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'condition' || name === 'value',
});

test('the app imports into the local Dataverse, and every list of it can be asked for there', async () => {
  const dataverse = createDataverse({ file: ':memory:', sales: false });
  const result = await dataverse.importSolution(packSolution(porticoSolution(built), 'managed'), {});
  assert.equal(result.kind, 'imported', JSON.stringify(result));
  for (const screens of appScreens)
    for (const view of viewsOf(screens)) {
      const text = printXml(view.element);
      const fetch = /<fetch [\s\S]*<\/fetch>/.exec(text)?.[0] ?? assert.fail(view.name);
      const asked = fetch.replaceAll('{0}', 'a%').replace(' isquickfindfields="true"', '');
      assert.deepEqual(dataverse.read({ kind: 'system' }).retrieveMultiple(asked).rows, [], view.name);
      const columns = [...text.matchAll(/<cell name="([^"]+)"/g)].map((match) => match[1]);
      const attributes = [...text.matchAll(/<attribute name="([^"]+)"/g)].map((match) => match[1]);
      assert.deepEqual(attributes, [screens.table.primaryKey, ...columns]);
      assert.ok(parser.parse(text));
    }
  dataverse.close();
});
