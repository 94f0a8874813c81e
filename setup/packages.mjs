// Installs the npm packages when they are missing or older than the lock file. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.portico-lock`;

/** Progress goes to standard error, so that a command's answer on standard output stays clean. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a program; its output goes to standard error. Answers whether it succeeded. */
export function run(program, args, options = {}) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['inherit', 2, 2], ...options });
  return status === 0;
}

export function ensurePackages() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    say(`Portico needs Node 20 or later; this is ${process.versions.node}. Install it from https://nodejs.org and try again.`);
    process.exit(1);
  }
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .update(process.versions.node)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing the npm packages (once; two to four minutes, one of them is compiled) …');
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    say('npm ci failed. Is the npm registry reachable, and is a C++ compiler installed (Debian: apt-get install build-essential python3)?');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
