import { answerOf } from './answers.ts';
import type { Check } from './check.ts';
import { engineAdapter } from './engine-adapter.ts';

/** The global of the bundle; the build declares it as an empty object before the script. */
declare const porticoCases: { run?: (json: string) => string; runAll?: (json: string) => string };

/** Answers one check, so that a host of the bundle can be asked the same cases as Node. */
porticoCases.run = (json) => answerOf(engineAdapter, JSON.parse(json) as Check);

/** Answers many checks at once: a JSON list of checks in, a JSON list of answers out. */
porticoCases.runAll = (json) => JSON.stringify((JSON.parse(json) as Check[]).map((check) => answerOf(engineAdapter, check)));
