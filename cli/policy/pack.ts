import { createHash } from 'node:crypto';
import type { ExperienceDefinition, PolicyPack, StoreFacts } from '../../contracts/index.ts';
import { parsePolicy } from '../../engine/index.ts';
import { experienceProblems } from '../../plugins/api/index.ts';

/** A web role of a site as the site's own component says it; flags decide whom it reaches. */
export interface SiteRole {
  readonly id: string;
  readonly name: string;
  readonly flags: readonly ('authenticated' | 'anonymous')[];
}

export interface PolicySource {
  readonly timezone: string;
  readonly masks?: object;
  readonly tables: { readonly [table: string]: object };
  readonly rules: readonly object[];
}

export interface PackedPolicy {
  readonly pack: PolicyPack;
  readonly text: string;
  /** SHA-256 of `text`, lower-case hex: the version that audit entries carry. */
  readonly hash: string;
}

/** What is packed beside the rules. */
export interface PackedBeside {
  readonly experience: ExperienceDefinition;
  /** What may be written; made from the metadata of the environment that the policy is published to. */
  readonly store: StoreFacts;
}

/**
 * Packs a policy for one site: rules, actions and defaults checked, with the site's roles, as one JSON text.
 * Throws with every problem at once; nothing is half-published.
 */
export function packPolicy(
  source: PolicySource,
  { experience, store }: PackedBeside,
  site: string,
  roles: readonly SiteRole[],
): PackedPolicy {
  const parsed = parsePolicy({
    ...source,
    site,
    roles: Object.fromEntries(roles.map(({ name, flags }) => [name, { site, ...(flags.length ? { flags } : {}) }])),
  });
  if (parsed.kind === 'problems') throw unpublished(parsed.problems);
  const problems = experienceProblems(parsed.policy, experience, store);
  if (problems.length > 0) throw unpublished(problems);
  const pack: PolicyPack = { format: 1, policy: parsed.policy, experience, store };
  const text = JSON.stringify(pack);
  return { pack, text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}

const unpublished = (problems: readonly { readonly path: string; readonly message: string }[]): Error =>
  new Error(`the policy cannot be published:\n${problems.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`);
