import type { Policy } from '../engine/index.ts';
import type { ExperienceDefinition } from './experience.ts';

/** What a policy version holds in its file column: everything that a decision and a page need, in one read. */
export interface PolicyPack {
  readonly format: 1;
  readonly policy: Policy;
  readonly experience: ExperienceDefinition;
}
