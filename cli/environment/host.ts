import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostFactory } from '../../portal/dataverse/index.ts';
import { createDotnetHost, createNodeHost, shippedLimits } from '../../portal/plugin-host/index.ts';
import { listed, UsageError } from '../output.ts';
import { build } from '../paths.ts';

/** What runs the custom APIs: the script of the zip in Node, or its plug-in assembly on .NET or on Mono. */
export const hostKinds = ['node', 'dotnet', 'mono'] as const;
export type HostKind = (typeof hostKinds)[number];

/** The host that `PORTICO_HOST` names; Node where it names none. */
export function hostKind(): HostKind {
  const named = process.env['PORTICO_HOST'] ?? 'node';
  const kind = hostKinds.find((each) => each === named);
  if (!kind) throw new UsageError(`PORTICO_HOST is \`${named}\`; it has to be one of ${listed(hostKinds)}`);
  return kind;
}

/** Makes hosts from what the imported zip carries, never from what lies in the build folder. */
export const hostFactory =
  (kind: HostKind): HostFactory =>
  ({ script, assemblies }) => {
    if (kind === 'node') {
      if (script === null) throw new Error('the imported plug-in package carries no script; build it with `npm run pack`');
      return createNodeHost({ bundleText: script, limits: shippedLimits });
    }
    if (assemblies.length === 0)
      throw new Error('the imported plug-in package carries no assembly; install the .NET SDK and run `npm run pack`');
    const pluginFolder = mkdtempSync(join(tmpdir(), 'portico-plugin-'));
    for (const { name, bytes } of assemblies) writeFileSync(join(pluginFolder, name.endsWith('.dll') ? name : `${name}.dll`), bytes);
    const host = createDotnetHost({ runnerPath: join(build, 'runner'), runtime: kind, pluginFolder });
    return {
      execute: host.execute,
      close: async () => {
        await host.close();
        rmSync(pluginFolder, { recursive: true, force: true });
      },
    };
  };
