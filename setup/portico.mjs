// The `portico` command: installs the packages when needed, then hands over to the TypeScript command line.
import { spawn } from 'node:child_process';
import { ensurePackages, root } from './packages.mjs';

ensurePackages();
const child = spawn(process.execPath, ['--import', 'tsx', `${root}cli/main.ts`, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
