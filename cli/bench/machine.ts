import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** The machine that figures were taken on: processor, cores, memory, runtimes. */
export function machine(): string {
  const version = (program: string, args: readonly string[]): string | null => {
    const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
    return status === 0 ? (stdout.trim().split('\n')[0] ?? null) : null;
  };
  const dotnet = version('dotnet', ['--version']);
  const parts = [
    cpus()[0]?.model.trim() || process.arch,
    `${cpus().length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
  ];
  return [...parts, ...(dotnet ? [`.NET SDK ${dotnet}`] : [])].join(', ');
}
