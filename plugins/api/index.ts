import type { HostCall } from '../../contracts/index.ts';
import { type HostFunction, hostOf } from './host.ts';
import { runCall } from './pipeline.ts';
import { createPolicyStore } from './policy/store.ts';

export type { HostFunction } from './host.ts';
export { experienceIn } from './policy/experience.ts';
export { type ExperienceProblem, experienceProblems } from './policy/experience-check.ts';
export { served } from './registry.ts';

/** Runs calls one after the other; keeps parsed policies between them. */
export interface Runner {
  /** @returns the text of the `Response` parameter. Throws on a fault: the caller rolls back. */
  run(callJson: string): string;
}

/**
 * The custom APIs over a host's one function, without the bundle.
 * @example createRunner(porticoHost).run(JSON.stringify({ message, request, context }))
 */
export function createRunner(call: HostFunction): Runner {
  const host = hostOf(call);
  const policies = createPolicyStore();
  return { run: (callJson) => runCall(host, policies, JSON.parse(callJson) as HostCall) };
}
