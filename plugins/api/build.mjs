// Builds the bundle of the custom APIs: one ES5 script for the JavaScript engine in the plug-in, and for Node.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const bundled = { bundle: true, write: false, platform: 'neutral', charset: 'ascii', absWorkingDir: root, logLevel: 'silent' };

/** The value of `names.ts`, worked out now: the contracts are not written for the plug-in's engine and stay outside. */
async function namesValue() {
  const { outputFiles } = await build({ ...bundled, entryPoints: [join(here, 'names.ts')], format: 'esm' });
  const { names } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return names;
}

/** @param {unknown} names */
const namesAsValue = (names) => ({
  name: 'names-as-value',
  setup(plugin) {
    plugin.onLoad({ filter: /plugins[\\/]api[\\/]names\.ts$/ }, () => ({
      contents: `export const names = ${JSON.stringify(names, null, 1)};`,
      loader: 'js',
    }));
  },
});

/** The bundle's text. The same sources give the same bytes. */
export async function apiBundle() {
  const names = await namesValue();
  const { outputFiles, metafile } = await build({
    ...bundled,
    entryPoints: [join(here, 'main.ts')],
    format: 'iife',
    target: 'es2020',
    metafile: true,
    plugins: [namesAsValue(names)],
  });
  const foreign = Object.keys(metafile.inputs).filter((path) => !/^(plugins\/api|engine)\//.test(path.replaceAll('\\', '/')));
  if (foreign.length > 0) throw new Error(`the bundle may hold nothing but \`plugins/api\` and \`engine\`: ${foreign.join(', ')}`);
  const { code } = await transform(outputFiles[0].text, {
    configFile: false,
    swcrc: false,
    isModule: false,
    minify: false,
    jsc: { target: 'es5', loose: true, externalHelpers: false, parser: { syntax: 'ecmascript' } },
  });
  const note = '/* The custom APIs of Portico, built from plugins/api and engine. Change them there. */';
  return `${note}\nvar ${names.bundleGlobal} = {};\n(function () {\n${code}})();\n`;
}

/** Writes the bundle and returns its text. */
export async function buildApi(out = join(root, 'dist/build/portico-api.js')) {
  const text = await apiBundle();
  await mkdir(dirname(out), { recursive: true });
  // Others may be reading it: what has not changed is left alone.
  if ((await readFile(out, 'utf8').catch(() => null)) !== text) await writeFile(out, text);
  return text;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildApi();
