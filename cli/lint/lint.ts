import type { Finding, Kind, Linted } from './finding.ts';
import { besideKinds } from './kinds/beside.ts';
import { effectKinds } from './kinds/effect.ts';
import { reachKinds } from './kinds/reach.ts';
import { structureKinds } from './kinds/structure.ts';

/** Every kind of weakness that is looked for; ids are never used twice. */
export const kinds: readonly Kind[] = [...reachKinds, ...effectKinds, ...structureKinds, ...besideKinds];

/** What is weak in a policy, in the order of the kinds. It never says that a policy is safe. */
export const lint = (linted: Linted): readonly Finding[] => kinds.flatMap((kind) => kind.find(linted).map((found) => ({ ...found, kind })));
