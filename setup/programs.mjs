// What the tests need beside npm packages: a browser, and Mono to run the plug-in on the framework that it ships for.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, say } from './packages.mjs';

const wanted = [
  { what: 'Chromium', path: '/usr/bin/chromium', packages: ['chromium'], why: 'the journeys run in a real browser' },
  {
    what: 'Mono',
    path: '/usr/bin/mono',
    packages: ['mono-runtime', 'libmono-system-core4.0-cil'],
    why: 'the shipped plug-in runs on .NET Framework',
  },
];

/** Installs what is missing with Debian's packages as root; otherwise says what to install and stops. */
export function ensurePrograms() {
  const missing = wanted.filter(({ path }) => !existsSync(path));
  if (missing.length === 0) return;
  const packages = missing.flatMap((each) => each.packages);
  const debian = spawnSync('apt-get', ['--version']).status === 0;
  for (const { what, why } of missing) say(`${what} is missing: ${why}.`);
  if (!debian || process.getuid?.() !== 0) {
    say(`Install it and try again. On Debian, as root: apt-get install ${packages.join(' ')}`);
    process.exit(1);
  }
  say(`Installing Debian packages: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (
    !run('apt-get', ['update', '-qq'], { env }) ||
    !run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
  ) {
    say('apt-get failed; see above.');
    process.exit(1);
  }
}

export function ensureDotnet() {
  const { status, stdout } = spawnSync('dotnet', ['--version'], { encoding: 'utf8' });
  if (status === 0 && Number(stdout.split('.')[0]) >= 10) return;
  say(`The .NET SDK 10 or later is missing${status === 0 ? ` (there is ${stdout.trim()})` : ''}: the tests build the plug-in and run it.`);
  say('Install it from https://dotnet.microsoft.com/download and try again.');
  process.exit(1);
}
