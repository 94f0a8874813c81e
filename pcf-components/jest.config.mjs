import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** msw and what it needs are published as ES modules only; jest runs CommonJS, so SWC lowers them like our own sources. */
const modules = [
  'msw',
  '@mswjs',
  '@open-draft',
  'until-async',
  'rettime',
  'strict-event-emitter',
  'is-node-process',
  'outvariant',
  'headers-polyfill',
];

export default {
  rootDir: here,
  testMatch: ['<rootDir>/**/*.spec.{ts,tsx,mjs}'],
  testEnvironment: join(here, 'test/browser-environment.mjs'),
  testEnvironmentOptions: { customExportConditions: [''] },
  setupFilesAfterEnv: [join(here, 'test/setup.ts')],
  transform: {
    '\\.(?:[cm]?js|tsx?)$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'commonjs' },
      },
    ],
    '\\.css$': join(here, 'test/style-text.cjs'),
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${modules.join('|')})/)`],
  cacheDirectory: join(here, '../node_modules/.cache/jest'),
  maxWorkers: 2,
  testTimeout: 30_000,
};
