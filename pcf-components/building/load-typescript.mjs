import { build } from 'esbuild';

/** Imports a TypeScript module into the build, e.g. the catalogues of texts. */
export const loadTypeScript = async (path) => {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
};
