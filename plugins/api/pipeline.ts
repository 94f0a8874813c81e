import type { Answer, ApiContract, HostCall, PrincipalKind } from '../../contracts/index.ts';
import type { Principal } from '../../engine/index.ts';
import { type AuditSubject, writeEntry } from './audit/entry.ts';
import { knownAbout } from './audit/known-names.ts';
import type { Host } from './host.ts';
import type { Evidence } from './identity/evidence.ts';
import { type Identity, identify } from './identity/identify.ts';
import { activeRoles } from './identity/roles.ts';
import { names } from './names.ts';
import { type About, type Outcome, type Refused, refused } from './outcome.ts';
import type { ActivePolicy, PolicyStore } from './policy/store.ts';
import type { RegisteredApi } from './registered.ts';
import { apiOf } from './registry.ts';
import { readRequest } from './request.ts';
import { createRowStore } from './rows/row-store.ts';
import type { Session, VisitorSession } from './session.ts';

/**
 * One call from text to text: request → identity → policy → handler → audit → answer.
 * A refusal is a value and commits its entry; whatever is thrown is a fault and rolls back.
 */
export function runCall(host: Host, policies: PolicyStore, call: HostCall): string {
  const registered = apiOf(call.message);
  const { api } = registered;
  const read = readRequest(api, call.request);
  const identity = identify(host, policies, call.context, read.claims);
  const subject = subjectOf(host, call, identity);
  const about = read.refusal === null ? { ...read.about, ...registered.about(read.request) } : read.about;
  const refusal = refusalOf(registered, identity, read.refusal);
  const outcome = refusal ?? handle(registered, sessionOf(identity, policies, call, subject), identity, read.request);
  return JSON.stringify(settle(subject, api, about, outcome));
}

/** A contradiction comes first, so that no malformed request hides it; then the request itself; then who asks. */
function refusalOf(registered: RegisteredApi, identity: Identity, unfit: Refused | null): Refused | null {
  const { evidence, refusal, policyRefusal } = identity;
  if (refusal?.securityEvent === true) return refusal;
  if (unfit !== null) return unfit;
  if (refusal !== null) return refusal;
  const kind = kindOf(evidence);
  if (kind === null || registered.api.serves.indexOf(kind) < 0) return refused('kind-not-served');
  return registered.kind === 'visitor' ? policyRefusal : null;
}

const kindOf = (evidence: Evidence): PrincipalKind | null => (evidence.kind === 'unproven' ? null : evidence.kind);

function handle(registered: RegisteredApi, session: Session, { policy }: Identity, request: unknown): Outcome<unknown> {
  if (registered.kind === 'open') return registered.handle(session, request);
  if (policy === null) throw new Error('a call for visitors has no policy');
  return registered.handle(visitorSession(session, policy), request);
}

function sessionOf({ evidence, registration, person }: Identity, policies: PolicyStore, call: HostCall, subject: Asker): Session {
  if (evidence.kind === 'unproven') throw new Error('an unproven identity has no session');
  return {
    host: subject.host,
    context: call.context,
    now: subject.now,
    evidence,
    siteId: registration?.siteId ?? null,
    person,
    policies,
    settle: (api, about, outcome) => settle(subject, api, about, outcome),
  };
}

function visitorSession(session: Session, active: ActivePolicy): VisitorSession {
  const { evidence, person, siteId, host } = session;
  if ((evidence.kind !== 'contact' && evidence.kind !== 'anonymous') || siteId === null) throw new Error('the caller is no visitor');
  // The version belongs to the registered site (the policy store has checked it), so the policy's own name for the site is the person's.
  const principal: Principal = {
    kind: evidence.kind,
    site: active.policy.site,
    contact: person?.contact ?? null,
    account: person?.account ?? null,
    roles: [],
    activeRoles: activeRoles(host, siteId, evidence.kind, person?.id ?? null),
  };
  const { policy, engine } = active;
  const rows = createRowStore(host, active);
  return { ...session, active, policy, engine, asked: engine.forCall(principal, rows, session.now), principal, rows };
}

/** Whom entries are about, and by which names they may call what was asked for. */
interface Asker extends AuditSubject {
  readonly told: (about: About) => About;
}

/** What people of the organisation ask for is kept as they wrote it. */
const toldBy = ({ evidence, policy }: Identity): Asker['told'] =>
  evidence.kind === 'staff' ? (about) => about : (about) => knownAbout(about, policy);

function subjectOf(host: Host, call: HostCall, identity: Identity): Asker {
  const { evidence, registration, person, policy } = identity;
  return {
    host,
    context: call.context,
    now: host.now(),
    siteId: registration?.siteId ?? null,
    kind: kindOf(evidence),
    contact: person === null ? null : { id: person.id, name: person.name, account: person.account?.id ?? null },
    policyHash: policy?.stamp.hash ?? null,
    told: toldBy(identity),
  };
}

/** Writes what the audit must hold, and makes the answer. The only place that does either. */
function settle<Result>(subject: Asker, api: ApiContract, asked: About, outcome: Outcome<Result>): Answer<Result> {
  const about = outcome.kind === 'done' && outcome.entry === undefined ? asked : subject.told(asked);
  const texts = { api: api.name, privilege: about.privilege ?? '', tableName: about.table ?? '', recordId: about.record ?? '' };
  if (outcome.kind === 'done') {
    const { entry, result } = outcome;
    if (entry) writeEntry(subject, { ...entry, texts: { code: 'allowed', details: detailsOf(about), ...texts, ...entry.texts } });
    return { ok: true, result };
  }
  const { code, reason, requires, missing, columns, message, inputs, current, stage } = outcome;
  const details = detailsOf({ details: { ...about.details, ...outcome.details } });
  const reference = writeEntry(subject, {
    outcome: outcome.securityEvent === true ? 'security-event' : 'refused',
    texts: { ...texts, code, details },
  });
  return {
    ok: false,
    refusal: {
      code,
      status: names.refusals[code].status,
      reference,
      message: message ?? names.refusals[code].message,
      ...(reason === undefined ? {} : { reason }),
      ...(requires === undefined ? {} : { requires }),
      ...(missing === undefined ? {} : { missing }),
      ...(columns === undefined ? {} : { columns }),
      ...(inputs === undefined ? {} : { inputs }),
      ...(current === undefined ? {} : { current }),
      ...(stage === undefined ? {} : { stage }),
    },
  };
}

const detailsOf = ({ details }: About): string =>
  details === undefined || Object.keys(details).length === 0 ? '' : JSON.stringify(details);
