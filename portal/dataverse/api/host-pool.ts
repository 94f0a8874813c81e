import { createHash } from 'node:crypto';
import type { ScriptHost } from '../../plugin-host/index.ts';
import { faults } from '../faults.ts';
import type { ServiceContext } from '../service/context.ts';
import { readFile } from '../service/read.ts';
import type { RegisteredApi } from './registered-api.ts';

/** What an imported plug-in package holds for a host: the script for Node, the assemblies for .NET. */
export type PluginCode = {
  /** Changes whenever the package does. */
  readonly hash: string;
  readonly script: string | null;
  readonly assemblies: readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

/** Makes the host that runs an imported plug-in package. It is asked once per package and content. */
export type HostFactory = (code: PluginCode) => ScriptHost | Promise<ScriptHost>;

export type HostPool = { readonly hostOf: (api: RegisteredApi) => Promise<ScriptHost>; readonly close: () => Promise<void> };

type Kept = { readonly version: string; readonly host: Promise<ScriptHost> };

/** Keeps one host per imported package; a new import of the package gets a new host, the old one is closed. */
export function createHostPool(make: HostFactory | undefined, context: () => ServiceContext): HostPool {
  const kept = new Map<string, Kept>();
  const closeOne = async ({ host }: Kept) => {
    const made = await host.catch(() => null);
    await made?.close();
  };
  return {
    hostOf: async ({ packageId, uniqueName }) => {
      if (!make) throw faults.notImplemented(`The local Dataverse was opened without a host for plug-ins: '${uniqueName}' cannot run.`);
      const version = packageVersion(context(), packageId);
      const known = kept.get(packageId);
      if (known?.version === version) return known.host;
      if (known) await closeOne(known);
      const host = Promise.resolve(make(codeOf(context(), packageId)));
      kept.set(packageId, { version, host });
      host.catch(() => kept.delete(packageId));
      return host;
    },
    close: async () => {
      await Promise.all([...kept.values()].map(closeOne));
      kept.clear();
    },
  };
}

function packageVersion({ connection }: ServiceContext, packageId: string): string {
  return String(connection.get('SELECT versionnumber FROM t_pluginpackage WHERE pluginpackageid = ?', [packageId])?.versionnumber);
}

function codeOf(context: ServiceContext, packageId: string): PluginCode {
  const script = readFile(context, 'pluginpackage', packageId, 'scriptbundle');
  const rows = context.connection.all('SELECT pluginassemblyid, name FROM t_pluginassembly WHERE pluginpackageid = ? ORDER BY name', [
    packageId,
  ]);
  const assemblies = rows.flatMap((row) => {
    const file = readFile(context, 'pluginassembly', String(row.pluginassemblyid), 'content');
    return file ? [{ name: String(row.name), bytes: file.bytes }] : [];
  });
  const hash = createHash('sha256');
  for (const part of [script?.bytes ?? new Uint8Array(), ...assemblies.map((each) => each.bytes)]) hash.update(part);
  return { hash: hash.digest('hex'), script: script ? new TextDecoder().decode(script.bytes) : null, assemblies };
}
