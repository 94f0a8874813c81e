import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { type Mutation, mutable } from './mutations.ts';

export interface Suite {
  /** A script that runs every test with the mutation awake whose number is in `globalThis.porticoMutant`; it answers through `globalThis.porticoVerdict`. */
  readonly script: string;
  readonly mutations: readonly Mutation[];
}

/** Tests that are about the build, not about the engine. */
const NOT_OF_THE_ENGINE = /lowered to ES5/;

/** Compilers of machine code: threads that are stopped while they hold one take the process with them, and no test of the engine needs one. */
const NATIVE = /^(esbuild|@swc\/core)$/;

/** Stands for `node:test`: keeps the tests, so that they run one after the other until the first failure. */
const RUNNER = `
const tests = [];
const test = (name, body) => { tests.push({ name, body }); };
export default test;
export { test };
globalThis.porticoVerdict = async () => {
  for (const { name, body } of tests) {
    if (${String(NOT_OF_THE_ENGINE)}.test(name)) continue;
    try { await body({ diagnostic() {} }); } catch { return name; }
  }
  return null;
};
`;

/**
 * Bundles tests with an engine that holds every mutation asleep.
 * @param root the folder of the project
 * @param mutated whether a file, as its path below the root, is to be mutated
 * @param tests paths of test files, the quickest first
 */
export async function buildSuite(root: string, mutated: (file: string) => boolean, tests: readonly string[]): Promise<Suite> {
  const mutations: Mutation[] = [];
  const plugin: Plugin = {
    name: 'mutations',
    setup(builder) {
      builder.onResolve({ filter: /^node:test$/ }, () => ({ path: 'runner', namespace: 'mutation' }));
      builder.onResolve({ filter: NATIVE }, ({ path }) => ({ path, namespace: 'mutation' }));
      builder.onLoad({ filter: NATIVE, namespace: 'mutation' }, () => ({
        contents: 'export const build = null, transform = null;',
        loader: 'js',
      }));
      builder.onLoad({ filter: /^runner$/, namespace: 'mutation' }, () => ({ contents: RUNNER, loader: 'js' }));
      builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
        const file = path.slice(root.length + 1);
        if (!mutated(file)) return { contents: source, loader: 'ts' };
        const { text, mutations: found } = mutable(file, source, mutations.length);
        mutations.push(...found);
        return { contents: text, loader: 'ts' };
      });
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: tests.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'), resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    plugins: [plugin],
    write: false,
    logLevel: 'error',
  });
  return { script: outputFiles[0]?.text ?? '', mutations };
}
