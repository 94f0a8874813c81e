import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Door, isDoor } from './table.ts';

/** A test that somebody has read and found to prove a row, with what it shows; `test` is its name as it stands in the source. */
export interface Proof {
  readonly test: string;
  readonly shows: string;
}

/** What we say of a row: proven by these tests, or not yet, with what is missing. */
export type Judgement =
  | { readonly kind: 'proven-by'; readonly proofs: readonly Proof[] }
  | { readonly kind: 'not-yet'; readonly lacks: string };

export interface Judgements {
  /** Doors that can be gone through today; the others have the reason why not. */
  readonly existing: readonly Door[];
  readonly missing: { readonly [door: string]: string };
  /** Which door the tests of a folder go through; the longest folder counts. */
  readonly places: readonly { readonly folder: string; readonly door: Door }[];
  readonly rows: ReadonlyMap<string, Judgement>;
}

interface File {
  readonly doors: { readonly [door: string]: boolean | string };
  readonly places: { readonly [folder: string]: string };
  readonly rows: { readonly [id: string]: { readonly lacks?: string; readonly proofs?: readonly Proof[] } };
}

const door = (text: string): Door => {
  if (isDoor(text)) return text;
  throw new Error(`docs/requirements.json: there is no door \`${text}\``);
};

/** Reads what has been judged. A row says either what it lacks or what proves it, never both: half a proof is none. */
export function parseJudgements(text: string): Judgements {
  const file = JSON.parse(text) as File;
  const rows = Object.entries(file.rows).map(([id, { lacks, proofs }]): [string, Judgement] => {
    if (lacks && !proofs) return [id, { kind: 'not-yet', lacks }];
    if (!lacks && proofs?.length && proofs.every((each) => each.test && each.shows)) return [id, { kind: 'proven-by', proofs }];
    throw new Error(`docs/requirements.json: ${id} needs either \`lacks\` or \`proofs\`, each with \`test\` and \`shows\``);
  });
  const doors = Object.entries(file.doors).map(([name, state]) => ({ name: door(name), state }));
  return {
    existing: doors.filter(({ state }) => state === true).map(({ name }) => name),
    missing: Object.fromEntries(doors.flatMap(({ name, state }) => (typeof state === 'string' ? [[name, state]] : []))),
    places: Object.entries(file.places)
      .map(([folder, name]) => ({ folder, door: door(name) }))
      .sort((a, b) => b.folder.length - a.folder.length),
    rows: new Map(rows),
  };
}

export const readJudgements = (root: string): Judgements => parseJudgements(readFileSync(join(root, 'docs/requirements.json'), 'utf8'));
