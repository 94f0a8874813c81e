// Builds the C# parts: the plug-in that ships (net462) and the runner that runs it outside Dataverse.
//   node plugins/build.mjs [--bundle <file>]
// Leaves dist/build/host/net462/{Portico.Plugins,jint}.dll and dist/build/runner/{net10.0,net462}/. Nothing happens when no input changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const plugins = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(plugins, '..');
const out = join(root, 'dist', 'build');
const artifacts = join(out, 'dotnet');
const quiet = {
  ...process.env,
  DOTNET_NOLOGO: '1',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
  MSBUILDDISABLENODEREUSE: '1',
};

/** The runner targets this version of .NET. */
const oldestSdk = 10;

/** Exists after a build without the .NET SDK; its text is the sentence for the user. */
export const absentMarker = join(out, 'host', 'absent.txt');
export const hostFolder = join(out, 'host', 'net462');
export const runnerFolder = join(out, 'runner');

/**
 * @param {{ bundle?: string }} [options] the script bundle to embed
 * @returns {{ kind: 'built' | 'unchanged' } | { kind: 'absent', sentence: string }}
 * @throws when the bundle is missing or the compiler complains
 */
export function buildPlugins({ bundle = join(out, 'portico-api.js') } = {}) {
  const version = spawnSync('dotnet', ['--version'], { encoding: 'utf8', env: quiet });
  if (version.status !== 0) return markAbsent('the .NET SDK is not installed, so the plug-in assembly is not built');
  if (Number(version.stdout.split('.')[0]) < oldestSdk)
    return markAbsent(`the .NET SDK ${version.stdout.trim()} is older than ${oldestSdk}, so the plug-in assembly is not built`);
  if (!existsSync(bundle)) throw new Error(`the script bundle ${bundle} is missing: build it before the plug-in`);
  const release = lock();
  try {
    return buildChanged(resolve(bundle), version.stdout);
  } finally {
    release();
  }
}

function buildChanged(bundle, sdkVersion) {
  const inputs = hashInputs([sdkVersion, readFileSync(bundle)]);
  const stamp = join(out, 'host', 'inputs.sha256');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return { kind: 'unchanged' };
  rmSync(stamp, { force: true });
  rmSync(absentMarker, { force: true });
  // A build that fails must not leave an assembly with another bundle behind.
  rmSync(hostFolder, { recursive: true, force: true });
  // One build of the runner builds the surface and the plug-in too.
  dotnet(['build', join(plugins, 'runner'), '-c', 'Release', '-v', 'quiet', '--artifacts-path', artifacts, `-p:PorticoBundle=${bundle}`]);
  const built = (project, framework) => join(artifacts, 'bin', project, `release_${framework}`);
  copy(built('Portico.Plugins', 'net462'), hostFolder, { 'Portico.Plugins.dll': 'Portico.Plugins.dll', 'jint.dll': 'jint.dll' });
  copy(built('Portico.Plugins', 'net10.0'), join(out, 'host', 'net10.0'), { 'Portico.Plugins.dll': 'Portico.Plugins.dll' });
  copy(
    built('Portico.Runner', 'net462'),
    join(runnerFolder, 'net462'),
    same('portico-runner.exe', 'portico-runner.exe.config', 'Microsoft.Xrm.Sdk.dll'),
  );
  copy(
    built('Portico.Runner', 'net10.0'),
    join(runnerFolder, 'net10.0'),
    same('portico-runner.dll', 'portico-runner.runtimeconfig.json', 'Microsoft.Xrm.Sdk.dll'),
  );
  writeFileSync(stamp, inputs);
  return { kind: 'built' };
}

// Two builds at once (a test run beside `npm start`) would write the same files. Who holds the lock stands in it: a lock whose process
// is gone was left by a build that was stopped.
function lock() {
  const file = join(out, 'dotnet.lock');
  mkdirSync(out, { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isRunning(holderOf(file))) rmSync(file, { force: true });
    else {
      if (waited === 8) console.log('waiting for another build of the plug-in …');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

// Signal 0 asks whether a process is there; one of another user answers EPERM.
function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function markAbsent(sentence) {
  mkdirSync(join(out, 'host'), { recursive: true });
  writeFileSync(absentMarker, sentence);
  return { kind: 'absent', sentence };
}

function hashInputs(others) {
  const hash = createHash('sha256');
  for (const folder of ['', 'sdk', 'host', 'host/Generated', 'runner']) {
    for (const entry of readdirSync(join(plugins, folder)).sort()) {
      if (/\.(cs|csproj|props|snk|mjs)$/.test(entry))
        hash.update(`${folder}/${entry}\0`).update(readFileSync(join(plugins, folder, entry)));
    }
  }
  for (const other of others) hash.update('\0').update(other);
  return hash.digest('hex');
}

function dotnet(args) {
  const run = spawnSync('dotnet', args, { encoding: 'utf8', env: quiet, cwd: plugins });
  if (run.status !== 0) throw new Error(`dotnet ${args[0]} failed\n${run.stdout}${run.stderr}`);
}

function copy(from, to, names) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const [source, target] of Object.entries(names)) copyFileSync(join(from, source), join(to, target));
}

function same(...names) {
  return Object.fromEntries(names.map((name) => [name, name]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--bundle');
  const result = buildPlugins(at < 0 ? {} : { bundle: process.argv[at + 1] });
  if (result.kind === 'absent') console.log(result.sentence);
}
