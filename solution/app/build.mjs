// Builds the script of the app's forms: one classic script without modules, as a web resource is loaded.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const bundled = { bundle: true, write: false, platform: 'neutral', charset: 'ascii', absWorkingDir: root, logLevel: 'silent' };

/** The value of a TypeScript module's exports, worked out now. */
async function evaluate(path) {
  const { outputFiles } = await build({ ...bundled, entryPoints: [path], format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** `names.ts` stands in the script as the value that the contracts give it, not as the code that works it out. */
const namesAsValue = {
  name: 'names-as-value',
  setup(plugin) {
    plugin.onLoad({ filter: /solution[\\/]app[\\/]forms[\\/]names\.ts$/ }, async ({ path }) => {
      const { names } = await evaluate(path);
      return { contents: `export const names = ${JSON.stringify(names, null, 2)};`, loader: 'js' };
    });
  },
};

/** Writes the script and returns its text; the same sources give the same bytes. */
export async function buildForms(out) {
  const { formScript } = await evaluate(join(root, 'contracts/app.ts'));
  const file = out ?? join(root, 'dist/build', formScript.built);
  const { outputFiles } = await build({
    ...bundled,
    entryPoints: [join(here, 'forms/main.ts')],
    format: 'iife',
    target: 'es2020',
    plugins: [namesAsValue],
  });
  const text = `/* The forms of Portico's app, built from solution/app/forms and engine. Change them there. */\n${outputFiles[0].text}`;
  await mkdir(dirname(file), { recursive: true });
  // Others may be reading it: what has not changed is left alone.
  if ((await readFile(file, 'utf8').catch(() => null)) !== text) await writeFile(file, text);
  return text;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildForms();
