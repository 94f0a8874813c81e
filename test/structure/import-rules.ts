import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** A room of the repository: its folder, and what it may import: other rooms by their public entry, or one file by name
 *  (`contracts/site.ts` holds just what a page needs, so that the rest stays out of what browsers load). */
interface Room {
  readonly folder: string;
  readonly may: readonly string[];
  readonly why: string;
}

/** Longest folder first, so that `portal/liquid` is found before `portal`. */
export const rooms: readonly Room[] = [
  { folder: 'portal/liquid', may: [], why: 'the Liquid dialect knows neither database nor site' },
  { folder: 'portal/plugin-host', may: ['contracts'], why: 'a host runs a bundle; it knows no rule and no table' },
  {
    folder: 'portal/dataverse',
    may: ['contracts', 'engine/fetchxml', 'engine', 'portal/plugin-host'],
    why: 'the local Dataverse behaves like the platform; of the engine it uses FetchXML and the fold alone',
  },
  {
    folder: 'portal',
    may: ['contracts', 'engine/fetchxml', 'portal/liquid', 'portal/plugin-host', 'portal/dataverse'],
    why: 'the local portal imports what was packed, never the code behind it',
  },
  {
    folder: 'plugins/api',
    may: ['contracts', 'engine', 'engine/fetchxml'],
    why: 'the backend is the engine and the contracts; it never meets a page or a control',
  },
  { folder: 'plugins', may: ['contracts'], why: 'the host knows no rule' },
  { folder: 'engine', may: [], why: 'the engine is pure: no I/O, no clock, no dependency' },
  { folder: 'contracts', may: ['engine'], why: 'contracts are data; of the engine they use types alone' },
  { folder: 'server-logic', may: ['contracts', 'contracts/site.ts'], why: 'a bridge passes requests on; it decides nothing' },
  { folder: 'web-templates', may: ['contracts'], why: 'templates are text and names' },
  {
    folder: 'pcf-components',
    may: ['contracts', 'contracts/site.ts'],
    why: 'a browser never decides: controls know the shapes of answers and nothing else',
  },
  {
    folder: 'solution/app/forms',
    may: ['contracts', 'engine'],
    why: 'the script of the forms checks with the parser of the engine; it never meets the packer',
  },
  { folder: 'solution', may: ['contracts'], why: 'the packer reads what others built by path' },
  { folder: 'samples', may: [], why: 'samples are data' },
  {
    folder: 'cli',
    may: ['contracts', 'engine', 'plugins/api', 'solution', 'portal', 'portal/dataverse', 'portal/plugin-host'],
    why: 'the command line uses the public entry of the others',
  },
];

const roomOf = (file: string): Room | undefined =>
  [...rooms].sort((a, b) => b.folder.length - a.folder.length).find((room) => file.startsWith(`${room.folder}/`));
const isTest = (file: string): boolean => /(\.test\.tsx?$)|(\/test\/)|(\/fixtures?\/)/.test(file);

/** What a file breaks, each as a sentence; `text` is given by the test that seeds a fault. */
export function violations(root: string, file: string, text = readFileSync(join(root, file), 'utf8')): readonly string[] {
  const room = roomOf(file);
  if (!room) return [];
  const found: string[] = [];
  for (const { fileName: specifier } of ts.preProcessFile(text, true, true).importedFiles) {
    if (!specifier.startsWith('.')) {
      if (
        (room.folder === 'engine' || room.folder === 'contracts' || room.folder === 'plugins/api') &&
        !isTest(file) &&
        !file.endsWith('.mjs')
      )
        found.push(`${file} imports the package \`${specifier}\`: ${room.why}`);
      continue;
    }
    const target = relative(root, join(root, dirname(file), specifier));
    const other = roomOf(target) ?? (target.startsWith('test/') ? { folder: 'test', may: [], why: '' } : undefined);
    if (!other || other.folder === room.folder || isTest(file)) continue;
    const entry = room.may.find((each) => target === each || target === `${each}/index.ts`);
    if (entry) continue;
    found.push(
      room.may.includes(other.folder)
        ? `${file} imports ${target}: others import the public entry \`${other.folder}/index.ts\`, never a deeper path`
        : `${file} imports ${target}: ${room.why}`,
    );
  }
  return found;
}
