import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { build } from 'esbuild';

/** The engine with the entry of the cases as one ES5 script that sets `porticoCases.run`, lowered in the two steps that the shipped bundle takes. */
export async function bundleCases(): Promise<string> {
  const entry = fileURLToPath(new URL('./entry.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    logLevel: 'silent',
  });
  const script = `var porticoCases = {};\n${outputFiles[0]?.text ?? ''}`;
  const { code } = await transform(script, { isModule: false, jsc: { target: 'es5', loose: true } });
  return code;
}
