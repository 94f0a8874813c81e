import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The ways to data that `data` in the table stands for, and the places beside them that a check may ask for. */
export const dataDoors = ['list', 'form', 'web api', 'control', 'server logic', 'custom api', 'action'] as const;
export const otherPlaces = ['site', 'engine', 'command', 'solution'] as const;
export type Door = (typeof dataDoors)[number] | (typeof otherPlaces)[number];

/** One line of `docs/requirements.md`. */
export interface Requirement {
  readonly id: string;
  /** What a user gets. */
  readonly gets: string;
  readonly check: string;
  readonly doors: readonly Door[];
}

export const isDoor = (text: string): text is Door => [...dataDoors, ...otherPlaces].some((each) => each === text);

/** Reads the rows of a table such as `| D16 | The matrix holds | All fifteen cells | data |`; a row that is none is a fault. */
export function parseRequirements(markdown: string): readonly Requirement[] {
  return markdown
    .split('\n')
    .filter((line) => /^\| *[A-Z]\d/.test(line))
    .map((line) => {
      const cells = line.split('|').map((each) => each.trim());
      const [, id = '', gets = '', check = '', doors = ''] = cells;
      if (cells.length !== 6 || !/^[A-D]\d{2}$/.test(id) || gets === '' || check === '')
        throw new Error(`docs/requirements.md has a row that is none: ${line}`);
      return { id, gets, check, doors: doors.split(',').flatMap((each) => doorsOf(id, each.trim())) };
    });
}

function doorsOf(id: string, text: string): readonly Door[] {
  if (text === 'data') return dataDoors;
  if (isDoor(text)) return [text];
  throw new Error(`docs/requirements.md: ${id} names the door \`${text}\`; there are data, ${[...dataDoors, ...otherPlaces].join(', ')}`);
}

export const readRequirements = (root: string): readonly Requirement[] =>
  parseRequirements(readFileSync(join(root, 'docs/requirements.md'), 'utf8'));
