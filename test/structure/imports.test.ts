import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { violations } from './import-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && !file.endsWith('.d.ts') && existsSync(join(root, file)));

test('every file imports only what its room may import', () => {
  assert.ok(files.length > 100, 'the files were not found');
  assert.deepEqual(
    files.flatMap((file) => violations(root, file)),
    [],
  );
});

test('the rules catch a seeded fault of each kind', () => {
  const broken = (file: string, text: string): number => violations(root, file, text).length;
  assert.equal(broken('engine/decide.ts', "import { readFileSync } from 'node:fs';"), 1);
  assert.equal(broken('engine/decide.ts', "import { apis } from '../contracts/index.ts';"), 1);
  assert.equal(broken('pcf-components/shared/client.ts', "import { decide } from '../../engine/index.ts';"), 1);
  assert.equal(broken('portal/site/server.ts', "import { parseFetch } from '../dataverse/query/parse.ts';"), 1);
  assert.equal(broken('portal/site/server.ts', "import { createDataverse } from '../dataverse/index.ts';"), 0);
  assert.equal(broken('server-logic/records.ts', "import { run } from '../plugins/api/main.ts';"), 1);
});

test('no file is called utils, helpers, common or misc', () => {
  assert.deepEqual(
    files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)\.(ts|tsx|mjs)$/.test(file)),
    [],
  );
});
