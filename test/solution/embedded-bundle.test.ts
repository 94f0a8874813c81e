import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { dist } from '../../cli/paths.ts';
import { pluginPackage, solutions } from '../../contracts/index.ts';

const file = (archive: ReturnType<typeof unzipSync>, ending: string): Buffer => {
  const path = Object.keys(archive).find((each) => each.endsWith(ending));
  return Buffer.from(archive[path ?? ''] ?? assert.fail(`no file ends with ${ending}`));
};

test('the plug-in of the packed zip embeds the very bundle that the package carries beside it', () => {
  const zip = unzipSync(readFileSync(join(dist, `${solutions.portico.uniqueName}.zip`)));
  const nupkg = unzipSync(file(zip, '.nupkg'));
  const bundle = file(nupkg, pluginPackage.bundlePath);
  const assembly = file(nupkg, `${pluginPackage.assembly}.dll`);
  assert.ok(bundle.length > 100_000);
  const at = assembly.indexOf(bundle);
  assert.ok(at > 4, 'the assembly does not hold the bundle');
  // A resource of a .NET assembly stands behind its length (ECMA-335, II.24.2.4): so it is the whole resource.
  assert.equal(assembly.readInt32LE(at - 4), bundle.length);
});
