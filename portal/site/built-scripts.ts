import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** A script of the site that runs elsewhere than in this process: bundled from its source when it is first asked for. */
export type BuiltScript = 'prelude' | 'sandbox' | 'pcf-host' | 'workbench-bar';

const sources: Readonly<Record<BuiltScript, string>> = {
  prelude: './server-logic/prelude.ts',
  sandbox: './server-logic/sandbox.ts',
  'pcf-host': './browser/pcf-host.ts',
  'workbench-bar': './browser/workbench-bar.ts',
};
const built = new Map<BuiltScript, string>();

/** The text of a script; it is built once per process. */
export function builtScript(name: BuiltScript): string {
  const known = built.get(name);
  if (known !== undefined) return known;
  const server = name === 'sandbox';
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(sources[name], import.meta.url))],
    bundle: true,
    write: false,
    platform: server ? 'node' : 'neutral',
    format: server ? 'cjs' : 'iife',
    ...(name === 'prelude' ? { globalName: 'serverPrelude' } : {}),
    target: server || name === 'prelude' ? 'node20' : ['chrome110', 'firefox110', 'safari16'],
    minify: !server && name !== 'prelude',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  built.set(name, text);
  return text;
}
