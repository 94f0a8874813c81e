export { type Diff, diffOf, moves } from './diff.ts';
export type { Effect } from './effects.ts';
export type { Group } from './groups.ts';
export { diffLines } from './print.ts';
export type { Direction, TextChange } from './rule-changes.ts';
