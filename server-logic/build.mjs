// Builds the bridge scripts: each one plain script with top-level functions, as Power Pages wants it (no modules).
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const scripts = ['experience', 'records'];
const bundled = { bundle: true, write: false, platform: 'neutral', charset: 'utf8', absWorkingDir: root, logLevel: 'silent' };

/** The value of a TypeScript module's exports, worked out now. */
async function evaluate(path) {
  const { outputFiles } = await build({ ...bundled, entryPoints: [path], format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

/** `names.ts` stands in a script as the value that the contracts give it, not as the code that works it out. */
const namesAsValue = {
  name: 'names-as-value',
  setup(plugin) {
    plugin.onLoad({ filter: /server-logic[\\/]names\.ts$/ }, async ({ path }) => {
      const { names } = await evaluate(path);
      return { contents: `export const names = ${JSON.stringify(names, null, 2)};`, loader: 'js' };
    });
  },
};

/** The script without the export list at the end; a renamed export would be a function that the platform does not find. */
export function plainScript(text, name, forbiddenTexts) {
  const found = /\nexport \{\n {2}([\w,\s]+)\n\};\n$/.exec(text);
  if (!found || /\sas\s/.test(found[1])) throw new Error(`\`${name}\` does not end in a plain list of exports`);
  const script = text.slice(0, found.index + 1);
  const forbidden = forbiddenTexts(script);
  if (forbidden.length > 0) throw new Error(`\`${name}\` holds texts that Power Pages refuses: ${forbidden.join(', ')}`);
  return script;
}

/** Writes `<out>/<name>.js` for both bridges and returns their texts by name. Refuses texts that the platform forbids. */
export async function buildServerLogic(out = join(root, 'dist/build/server-logic')) {
  const { forbiddenTexts } = await evaluate(join(here, 'forbidden.ts'));
  const { serverLogics } = await evaluate(join(root, 'contracts/site.ts'));
  await mkdir(out, { recursive: true });
  const texts = {};
  for (const key of scripts) {
    const { name } = serverLogics[key];
    const entry = join(here, `${key}.ts`);
    const { outputFiles } = await build({ ...bundled, entryPoints: [entry], format: 'esm', target: 'es2023', plugins: [namesAsValue] });
    const from = relative(root, entry).replaceAll('\\', '/');
    const text = `// ${name}: built from ${from}. Change it there.\n${plainScript(outputFiles[0].text, name, forbiddenTexts)}`;
    const file = join(out, `${name}.js`);
    // Others may be reading it: what has not changed is left alone.
    if ((await readFile(file, 'utf8').catch(() => null)) !== text) await writeFile(file, text);
    texts[name] = text;
  }
  return texts;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildServerLogic();
