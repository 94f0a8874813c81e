import type { CallContext, Claims } from '../../../contracts/index.ts';
import type { Host } from '../host.ts';
import { type Refused, refused } from '../outcome.ts';
import type { ActivePolicy, PolicyStore } from '../policy/store.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { loadPerson, type Person } from './person.ts';
import { type Registration, sitesOfUser } from './registration.ts';

/** What is known of the caller, also where the call is refused: the audit names the person as far as the platform does. */
export interface Identity {
  readonly evidence: Evidence;
  readonly registration: Registration | null;
  readonly person: Person | null;
  readonly policy: ActivePolicy | null;
  /** Why the caller is refused by every API; null for somebody. */
  readonly refusal: Refused | null;
  /** Why APIs that need the policy are refused. */
  readonly policyRefusal: Refused | null;
}

/** Finds who calls, the policy of the site, and the person with the columns that its rules use: three queries at most, and the pack when it is new. */
export function identify(host: Host, policies: PolicyStore, context: CallContext, claims: Claims | null): Identity {
  const evidence = evidenceOf(context, sitesOfUser(host, context.initiatingUserId), claims);
  const nothing = { evidence, registration: null, person: null, policy: null, refusal: null, policyRefusal: null };
  if (evidence.kind === 'unproven') {
    const { registration, named, refusal } = evidence;
    return { ...nothing, registration, refusal, person: named === null ? null : loadPerson(host, named, { contact: [], account: [] }) };
  }
  if (evidence.kind === 'staff') return nothing;
  if (evidence.kind === 'service') return { ...nothing, refusal: refused('nobody', { details: { why: 'unknown application user' } }) };

  const { registration } = evidence;
  const loaded = policies.load(host, registration);
  const policy = loaded.kind === 'policy' ? loaded : null;
  const known = { ...nothing, registration, policy, policyRefusal: loaded.kind === 'policy' ? null : loaded };
  if (evidence.kind === 'anonymous') return known;
  const person = loadPerson(host, evidence.contact, policy ? policy.ofPerson : { contact: [], account: [] });
  return { ...known, person, refusal: person === null || person.status !== 'active' ? nobody(evidence.contact, person) : null };
}

const nobody = (contact: string, person: Person | null): Refused =>
  refused('nobody', { details: { contact, why: person?.status ?? 'contact or account is missing' } });
