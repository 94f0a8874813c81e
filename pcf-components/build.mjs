// Builds the controls: PCF folders through pcf-scripts, and the script that mounts the same controls on plain elements.
//   node pcf-components/build.mjs [--force]   → dist/build/controls/<Control>/, dist/build/portico-controls.js
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findBanned, findBannedInSource, gzipBytes, maxGzipBytes } from './building/checks.mjs';
import { fingerprint, sourcesIn } from './building/fingerprint.mjs';
import { loadTypeScript } from './building/load-typescript.mjs';
import { resxOf } from './building/resx.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const output = join(root, 'dist/build');
const stampFile = join(output, 'controls', 'inputs.sha256');
const mountScript = join(output, 'portico-controls.js');
const names = ['SecureGrid', 'ActionBar', 'RoleDashboard', 'RecordPanel'];

const stamp = fingerprint(root, ['pcf-components', 'contracts'], ['esbuild', 'pcf-scripts', 'preact', 'typescript']);
const present = [stampFile, mountScript, ...names.map((name) => join(output, 'controls', name, 'bundle.js'))].every(existsSync);
if (present && readFileSync(stampFile, 'utf8') === stamp && !process.argv.includes('--force')) {
  console.log('controls: up to date');
  process.exit(0);
}

rmSync(join(here, 'out'), { recursive: true, force: true });
rmSync(stampFile, { force: true });
for (const name of names) {
  await writeStyles(name);
  await writeStrings(name);
}
runPcfScripts();
for (const name of names) {
  rmSync(join(output, 'controls', name), { recursive: true, force: true });
  cpSync(join(here, 'out/controls', name), join(output, 'controls', name), { recursive: true });
}
await buildMountScript();
check();
writeFileSync(stampFile, stamp);

/** The style sheets of a control in one minified file, which the manifest declares and the mount script holds. */
async function writeStyles(name) {
  const { outputFiles } = await build({
    entryPoints: [join(here, name, 'styles', `${name}.css`)],
    bundle: true,
    minify: true,
    write: false,
  });
  mkdirSync(join(here, name, 'css'), { recursive: true });
  writeFileSync(join(here, name, 'css', `${name}.css`), outputFiles[0].contents);
}

/** The catalogues as resx; these files are kept in the repository, so that a change of a text is seen in a review. */
async function writeStrings(name) {
  const { catalogues } = await loadTypeScript(join(here, 'shared/texts/index.ts'));
  mkdirSync(join(here, name, 'strings'), { recursive: true });
  for (const { lcid, texts } of Object.values(catalogues)) {
    writeFileSync(join(here, name, 'strings', `${name}.${lcid}.resx`), resxOf(texts));
  }
}

/** pcf-scripts takes the packages of the root; it bundles with esbuild, which `featureconfig.json` asks for. */
function runPcfScripts() {
  const tool = join(root, 'node_modules/pcf-scripts/bin/pcf-scripts.js');
  const environment = { ...process.env, PP_TOOLS_TELEMETRY_OPTOUT: '1' };
  const run = spawnSync(process.execPath, [tool, 'build', '--buildMode', 'production'], { cwd: here, env: environment, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`pcf-scripts failed:\n${run.stdout}${run.stderr}`);
}

async function buildMountScript() {
  mkdirSync(output, { recursive: true });
  await build({
    entryPoints: [join(here, 'mount/index.ts')],
    outfile: mountScript,
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'Portico',
    target: 'es2022',
    loader: { '.css': 'text' },
    legalComments: 'none',
  });
}

/** Prints the sizes; throws when a file is too large or holds what a content security policy forbids. */
function check() {
  const parts = [
    ...names.map((name) => ({
      most: maxGzipBytes[name],
      files: ['bundle.js', `css/${name}.css`].map((file) => `controls/${name}/${file}`),
    })),
    { most: maxGzipBytes.mount, files: ['portico-controls.js'] },
  ];
  const problems = parts.flatMap(({ most, files }) => {
    const read = files.map((file) => ({ file, text: readFileSync(join(output, file), 'utf8') }));
    for (const { file, text } of read) {
      console.log(`${file}: ${(text.length / 1024).toFixed(1)} KiB, gzipped ${(gzipBytes(text) / 1024).toFixed(1)} KiB`);
    }
    const size = read.reduce((sum, { text }) => sum + gzipBytes(text), 0);
    const heavy = size > most ? [`${files[0]} and what belongs to it weigh ${size} bytes gzipped, more than ${most}`] : [];
    return [...read.flatMap(({ file, text }) => findBanned(text).map((problem) => `${file} ${problem}`)), ...heavy];
  });
  for (const file of sourcesIn(here).filter((path) => /\.tsx?$/.test(path))) {
    problems.push(...findBannedInSource(readFileSync(file, 'utf8')).map((problem) => `${relative(root, file)} ${problem}`));
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
