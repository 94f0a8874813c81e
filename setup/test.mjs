// `npm test`: sets up, then runs every check, the fast ones first. Ends with a line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensurePackages, root, say } from './packages.mjs';
import { ensureDotnet, ensurePrograms } from './programs.mjs';

const skipped = new Set(['node_modules', 'dist', 'out', 'bin', 'obj', '.git', '.portico', 'cases', 'generated']);
const results = join(root, 'dist', 'test');
const totals = { passed: 0, failed: 0 };

/** Test files below a folder; controls have their own runner. */
function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) || entry.name === 'pcf-components' ? [] : testFiles(path);
    return entry.name.endsWith('.test.ts') ? [relative(root, path)] : [];
  });
}

/** Runs a program, shows its output and hands it back. */
function execute(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        process.stdout.write(chunk);
      });
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('exit', (code) => resolve({ code: code ?? 1, output }));
  });
}

function heading(title) {
  process.stdout.write(`\n=== ${title}\n`);
  const started = Date.now();
  return () => process.stdout.write(`--- ${title}: ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
}

/** A check that passes or fails as a whole. */
async function check(title, program, args) {
  const done = heading(title);
  const { code } = await execute(program, args);
  totals[code === 0 ? 'passed' : 'failed'] += 1;
  done();
  return code === 0;
}

/** Node's test runner; its closing lines say how many passed. A run that counts nothing has failed. */
async function nodeTests(title, files, concurrency) {
  const done = heading(title);
  const { code, output } = await execute(process.execPath, [
    '--import',
    'tsx',
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${concurrency}`,
    ...files,
  ]);
  const count = (word) => Number(output.match(new RegExp(`^ℹ ${word} (\\d+)$`, 'mu'))?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  totals.passed += count('pass');
  totals.failed += failed === 0 && (code !== 0 || count('pass') === 0) ? 1 : failed;
  done();
}

async function controlTests() {
  const done = heading('Controls');
  const file = join(results, 'controls.json');
  const { code } = await execute(process.execPath, [
    'node_modules/jest/bin/jest.js',
    '-c',
    'pcf-components/jest.config.mjs',
    '--json',
    `--outputFile=${file}`,
  ]);
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
    totals.passed += numPassedTests;
    totals.failed += numFailedTests === 0 && code !== 0 ? 1 : numFailedTests;
  } catch (error) {
    say(`the controls' tests left no result: ${error.message}`);
    totals.failed += 1;
  }
  done();
}

ensurePackages();
ensureDotnet();
ensurePrograms();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const bin = (name) => `node_modules/.bin/${name}`;
await check('Lint and format', bin('biome'), ['check', '.']);
await check('Types', bin('tsc'), ['--noEmit', '-p', '.']);
await check('Types of the engine (no ambient types)', bin('tsc'), ['--noEmit', '-p', 'engine']);
await check('Types of the controls', bin('tsc'), ['--noEmit', '-p', 'pcf-components']);
await check('Types of the scripts in the page', bin('tsc'), ['--noEmit', '-p', 'portal/site/browser']);
const built = await check('Build and pack', process.execPath, ['setup/portico.mjs', 'pack']);
if (built) {
  const files = testFiles(root);
  const journeys = files.filter((file) => file.startsWith('test/journeys/'));
  await nodeTests(
    'Tests in Node and in the .NET host',
    files.filter((file) => !journeys.includes(file)),
    2,
  );
  await controlTests();
  if (journeys.length > 0) await nodeTests('Journeys in a browser', journeys, 1);
}
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
