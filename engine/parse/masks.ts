import type { Known } from './context.ts';
import type { Problems } from './problems.ts';
import { eachEntry, objectAt, textAt } from './values.ts';

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 1000 && Math.floor(value) === value;

/** Checks the masks, whose ranks must differ, and gives back by name what they show. */
export function checkMasks(value: unknown, problems: Problems): Known['masks'] {
  const masks: { [mask: string]: 'text' | 'last' } = {};
  const ranks: number[] = [];
  if (value === undefined) return masks;
  eachEntry(value, 'masks', problems, (name, entry, path) => {
    const mask = objectAt(entry, path, ['rank', 'text', 'last'], problems);
    masks[name] = mask !== null && mask.last !== undefined ? 'last' : 'text';
    if (!mask) return;
    if (!isCount(mask.rank)) problems.add(`${path}.rank`, 'must be a whole number from 0');
    else if (ranks.indexOf(mask.rank) >= 0) problems.add(`${path}.rank`, 'is the rank of another mask; each has its own');
    else ranks.push(mask.rank);
    if ((mask.text === undefined) === (mask.last === undefined)) problems.add(path, 'has either `text` or `last`');
    else if (mask.text !== undefined) textAt(mask.text, `${path}.text`, problems);
    else if (!isCount(mask.last) || mask.last === 0) problems.add(`${path}.last`, 'must be a whole number from 1');
  });
  return masks;
}
