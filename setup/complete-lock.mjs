// Run after `npm install` has changed the lock file on a machine whose registry lacks packages for other platforms: `npm ci` refuses
// a lock file without them. Adds each optional package that a locked one names, with its version and platform, for npm to skip.
import { readFileSync, writeFileSync } from 'node:fs';
import { root, say } from './packages.mjs';

const file = `${root}package-lock.json`;
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'x64', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x'];

/** Platform of a package from the parts of its name, e.g. `core-win32-x64-msvc`. */
function platformOf(name) {
  const parts = name.split('/').at(-1).replace('linuxmusl', 'linux-musl').split('-');
  const system = systems.find((each) => parts.includes(each)) ?? (parts.includes('wasm32') || parts.includes('wasi') ? 'wasi' : null);
  const processor = processors.find((each) => parts.includes(each)) ?? (parts.includes('wasm32') ? 'wasm32' : null);
  if (!system) return null;
  const libc = parts.some((part) => part.startsWith('musl')) ? ['musl'] : system === 'linux' && parts.includes('gnu') ? ['glibc'] : null;
  return { ...(processor ? { cpu: [processor] } : {}), ...(libc ? { libc } : {}), os: [system] };
}

const added = [];
for (const owner of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[path] || !platform || !/^\d+\.\d+\.\d+/.test(version)) continue;
    lock.packages[path] = { version, ...platform, ...(owner.dev ? { dev: true } : {}), optional: true };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([left], [right]) => (left === '' ? -1 : right === '' ? 1 : left < right ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
say(added.length > 0 ? `added ${added.join(', ')}` : 'the lock file is complete');
