import type { ExperienceDefinition, StoreFacts } from '../../../contracts/index.ts';
import { createEngine, type Engine, type Policy, type PrincipalColumns, parsePolicy } from '../../../engine/index.ts';
import type { Host } from '../host.ts';
import type { Registration, VersionStamp } from '../identity/registration.ts';
import { isObject, own, parseJson } from '../json.ts';
import { names } from '../names.ts';
import { type Refused, refused } from '../outcome.ts';
import { withStateQuestions } from './action-states.ts';
import { experienceIn } from './experience.ts';
import { withFilterQuestions } from './filter-questions.ts';
import { columnsOfPerson } from './person-columns.ts';
import { withPersonaQuestions } from './personas.ts';
import { storeIn } from './store-facts.ts';
import { type Variants, variantsOf } from './variants.ts';

/** The policy version in force, ready to decide. */
export interface ActivePolicy {
  readonly kind: 'policy';
  readonly stamp: VersionStamp;
  readonly policy: Policy;
  readonly engine: Engine;
  readonly experience: ExperienceDefinition;
  /** What may be written, as the store's metadata said. */
  readonly store: StoreFacts;
  readonly variants: Variants;
  /** The columns of a person's own contact and account that a principal has to carry. */
  readonly ofPerson: PrincipalColumns;
}

/** Keeps the parsed policy of each site for as long as the script's engine lives. */
export interface PolicyStore {
  /** The kept policy while the stamp has its hash, else the pack is read. Missing or broken ones are refusals: nothing is decided. */
  load(host: Host, registration: Registration): ActivePolicy | Refused;
}

/** One query has given the stamp already; a file is read only when the hash is another one. */
export function createPolicyStore(): PolicyStore {
  const kept: { [site: string]: ActivePolicy } = {};
  return {
    load(host, registration) {
      const { siteId, version } = registration;
      if (version === null) return refused('policy-missing');
      if (version.siteId !== siteId) return invalid('the version belongs to another site');
      const known = own(kept, `site ${siteId}`);
      if (known !== undefined && known.stamp.hash === version.hash && known.stamp.id === version.id) return { ...known, stamp: version };
      const text = host.readFile(names.version.table, version.id, names.version.pack);
      if (text === '') return refused('policy-missing', { details: { version: version.id } });
      const read = host.sha256(text) === version.hash ? readPack(text, version) : invalid('the pack has another hash');
      if (read.kind === 'policy') kept[`site ${siteId}`] = read;
      return read;
    },
  };
}

const invalid = (why: string): Refused => refused('policy-invalid', { details: { why } });

/** `{ format: 1, policy, experience }`: another format, a policy with problems or an odd experience is refused as a whole. */
function readPack(text: string, stamp: VersionStamp): ActivePolicy | Refused {
  const parsed = parseJson(text);
  const pack = parsed.kind === 'json' && isObject(parsed.value) ? parsed.value : null;
  if (pack === null || pack.format !== 1) return invalid('the pack is not of format 1');
  const experience = experienceIn(pack.experience);
  if (experience === null) return invalid('the experience has another shape');
  const store = storeIn(pack.store);
  if (store === null) return invalid('the facts of the store have another shape');
  const personas = experience.personas ?? [];
  const asked = withPersonaQuestions(withStateQuestions(pack.policy, experience.actions ?? []), personas);
  const judged = parsePolicy(withFilterQuestions(asked, experience));
  if (judged.kind === 'problems') {
    const first = judged.problems[0];
    return invalid(`${judged.problems.length} problems, the first at ${first?.path ?? ''}: ${first?.message ?? ''}`);
  }
  // Fewer rules than were judged, each of them one that was.
  const policy = asked as Policy;
  if (policy.site !== stamp.siteId) return invalid('the policy was written for another site');
  const engine = createEngine(policy);
  const variants = variantsOf(policy, personas);
  return {
    kind: 'policy',
    stamp,
    policy,
    engine,
    experience,
    store,
    variants,
    ofPerson: columnsOfPerson(engine, policy, experience, variants),
  };
}
