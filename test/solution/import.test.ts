import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apis, securityRoles, solutions, tables } from '../../contracts/index.ts';
import { createDataverse } from '../../portal/dataverse/index.ts';
import { packAll } from '../../solution/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'portico-import-'));
after(() => rmSync(out, { recursive: true, force: true }));

/** Without the builds: what matters here is what the packer writes itself. */
const report = packAll({ root, out, built: join(out, 'nothing-built') });
assert.equal(report.kind, 'packed', JSON.stringify(report));
const zip = (name: string) => new Uint8Array(readFileSync(join(out, `${name}.zip`)));
const { portico, starter, sampleScm, sampleSupport } = solutions;
/** Each sample with what it needs beside the two solutions that every site has. */
const samples = [
  { sample: sampleScm, apps: { sales: true } },
  { sample: sampleSupport, apps: { sales: true, service: true } },
] as const;

for (const { sample, apps } of samples) {
  test(`the packed solutions up to ${sample.uniqueName} import in the order of their dependencies, and again as an update`, async () => {
    const dataverse = createDataverse({ file: ':memory:', ...apps });
    for (const { uniqueName } of [portico, starter, sample, portico, starter, sample]) {
      const result = await dataverse.importSolution(zip(uniqueName), {});
      assert.equal(result.kind, 'imported', `${uniqueName}: ${JSON.stringify(result)}`);
      if (uniqueName !== portico.uniqueName || result.kind !== 'imported') continue;
      assert.equal(result.rows.customapi, Object.keys(apis).length);
      assert.equal(result.rows.role, securityRoles.length);
      assert.ok((result.rows.savedquery ?? 0) >= 3 * tables.length);
    }
    dataverse.close();
  });

  test(`the managed twins up to ${sample.uniqueName} import into an environment of their own`, async () => {
    const dataverse = createDataverse({ file: ':memory:', ...apps });
    for (const { uniqueName } of [portico, starter, sample]) {
      const result = await dataverse.importSolution(zip(`${uniqueName}_managed`), {});
      assert.equal(result.kind === 'imported' && result.managed, true, `${uniqueName}: ${JSON.stringify(result)}`);
    }
    dataverse.close();
  });
}

test('a solution whose tables, variables or site are missing is refused with what is missing', async () => {
  const dataverse = createDataverse({ file: ':memory:', sales: false });
  const sample = await dataverse.importSolution(zip(sampleScm.uniqueName), {});
  const site = await dataverse.importSolution(zip(starter.uniqueName), {});
  assert.match(JSON.stringify(sample), /"refused".*SalesOrder/);
  const support = await dataverse.importSolution(zip(sampleSupport.uniqueName), {});
  assert.match(JSON.stringify(support), /"refused".*incident/i);
  assert.match(JSON.stringify(site), /"refused".*Support contact/);
  dataverse.close();
});
