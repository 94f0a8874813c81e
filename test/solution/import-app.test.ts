import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { administrationApp, auditEntryTable, columnOf, formScript, permissionRuleTable } from '../../contracts/index.ts';
import { createDataverse } from '../../portal/dataverse/index.ts';
import type { BuiltFiles } from '../../solution/built-files.ts';
import { formIdOf } from '../../solution/components/tables/form.ts';
import { viewIdOf } from '../../solution/components/tables/view.ts';
import { porticoSolution } from '../../solution/registry.ts';
import { packSolution } from '../../solution/solution-build.ts';

const built: BuiltFiles = { read: (path) => (path === formScript.built ? strToU8('(function () {})();') : null), list: () => null };
const packed = packSolution(porticoSolution(built), 'unmanaged');

/** The zip with one text of a file changed; the text must be there. */
function doctored(path: string, from: string | RegExp, to: string): Uint8Array {
  const files = unzipSync(packed);
  const before = strFromU8(files[path] ?? new Uint8Array());
  const after = before.replace(from, to);
  assert.notEqual(after, before, `${path} does not hold ${from}`);
  return zipSync({ ...files, [path]: strToU8(after) });
}

async function problemsOf(zip: Uint8Array): Promise<string> {
  const dataverse = createDataverse({ file: ':memory:', sales: false });
  const result = await dataverse.importSolution(zip, {});
  dataverse.close();
  return result.kind === 'refused' ? result.problems.join('\n') : 'imported';
}

const customizations = 'customizations.xml';
const definition = columnOf(permissionRuleTable, 'Definition');

test('the local Dataverse keeps forms, views, the site map and the app, and lists them', async () => {
  const dataverse = createDataverse({ file: ':memory:', sales: false });
  const result = await dataverse.importSolution(packed, {});
  assert.equal(result.kind, 'imported', JSON.stringify(result));
  const rows = (table: string, ...columns: readonly string[]) =>
    dataverse
      .read({ kind: 'system' })
      .retrieveMultiple(`<fetch><entity name="${table}">${columns.map((name) => `<attribute name="${name}" />`).join('')}</entity></fetch>`)
      .rows.map(({ id, values }) => ({ id, ...values }));
  assert.deepEqual(
    rows('appmodule', 'uniquename').map((app) => ('uniquename' in app ? app.uniquename : null)),
    [administrationApp.uniqueName],
  );
  assert.equal(rows('sitemap', 'sitemapnameunique').length, 1);
  assert.ok(rows('systemform', 'name').some(({ id }) => id === formIdOf(auditEntryTable)));
  assert.ok(rows('savedquery', 'name').some(({ id }) => id === viewIdOf(auditEntryTable, 'Security events')));
  dataverse.close();
});

test('a form that shows a column which the table lacks, or calls a script which is nowhere, is refused with its name', async () => {
  const column = doctored(customizations, `datafieldname="${definition}"`, `datafieldname="${definition}s"`);
  assert.match(await problemsOf(column), new RegExp(`the form .* shows the column \`${definition}s\``));
  const library = doctored(customizations, `<Library name="${formScript.name}"`, `<Library name="${formScript.name}s"`);
  const told = await problemsOf(library);
  assert.match(told, new RegExp(`needs the web resource \`${formScript.name}s\``));
  assert.match(told, new RegExp(`calls a handler of \`${formScript.name}\``));
});

test('a view, a site map and an app that lead nowhere are refused with what they name', async () => {
  const view = doctored(customizations, `<order attribute="${columnOf(auditEntryTable, 'OccurredOn')}"`, '<order attribute="nothing"');
  assert.match(await problemsOf(view), /the view `Comments, newest first` .* names the column `nothing`/);
  const entry = doctored(customizations, ` Entity="${auditEntryTable.name}"`, ' Entity="nowhere"');
  assert.match(await problemsOf(entry), /the site map .* leads to the table `nowhere`/);
  const form = doctored(customizations, `type="60" id="{${formIdOf(auditEntryTable)}}"`, `type="60" id="{${viewIdOf(auditEntryTable)}}"`);
  assert.match(await problemsOf(form), /the model-driven app .* holds the form/);
  const role = doctored(customizations, /(<AppModuleRoleMaps>\s*<Role id=")[^"]+/, `$1{${viewIdOf(auditEntryTable)}}`);
  assert.match(await problemsOf(role), /the model-driven app .* holds the security role/);
});

test('an app that the manifest promises and the zip lacks is refused', async () => {
  const zip = doctored('solution.xml', `type="80" schemaName="${administrationApp.uniqueName}"`, 'type="80" schemaName="another"');
  assert.match(await problemsOf(zip), /the root component `another` \(type 80\) is not in the zip/);
});
