import type { ExplainRequest, ExplainResult } from '../../../contracts/index.ts';
import { entryOfReference, questionOf, toldEntry } from '../explain/entry.ts';
import { explainQuestion, principalOf, type Question } from '../explain/question.ts';
import { siteById } from '../identity/registration.ts';
import { names } from '../names.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { ActivePolicy } from '../policy/store.ts';
import { openApi } from '../registered.ts';
import { notUnderstood } from '../request.ts';
import type { Session } from '../session.ts';
import { guidOf } from '../text.ts';

/** For auditors: why a contact may or may not do something on a record. The call leaves an entry itself. */
export const explainAccess = openApi<ExplainRequest, ExplainResult>({
  api: names.apis.ExplainAccess,
  about: ({ site, contact, reference }) => ({ details: reference === undefined ? { site, contact } : { reference } }),
  handle: (session, request) => {
    const { reference } = request;
    return reference === undefined ? aboutPerson(session, request) : aboutEntry(session, request, reference);
  },
});

function aboutPerson(session: Session, { site, contact, table, id, privilege }: ExplainRequest): Outcome<ExplainResult> {
  if (site === undefined || contact === undefined || table === undefined || id === undefined || privilege === undefined)
    return notUnderstood('it needs `reference`, or `site`, `contact`, `table`, `id` and `privilege`');
  return explain(session, { site, contact, table, id, privilege }, () => ({}));
}

/** The decision behind an entry, asked again. What was sent with a write is not kept, so the row as it would have been is not asked. */
function aboutEntry(session: Session, request: ExplainRequest, reference: string): Outcome<ExplainResult> {
  const { site, contact, table, id, privilege } = request;
  if (site !== undefined || contact !== undefined || table !== undefined || id !== undefined || privilege !== undefined)
    return notUnderstood('a reference is asked for alone');
  const line = entryOfReference(session.host, reference);
  if (line === null) return refused('not-available', { details: { why: 'no entry has this reference' } });
  const question = questionOf(line);
  if (question === null)
    return refused('not-available', {
      message: 'This entry is not about a decision on a record.',
      details: { why: 'the entry names no person, table and privilege' },
    });
  return explain(session, question, ({ stamp }) => ({ entry: toldEntry(line, stamp.hash) }));
}

function explain(session: Session, question: Question, more: (active: ActivePolicy) => Partial<ExplainResult>): Outcome<ExplainResult> {
  const { host, policies } = session;
  const siteId = guidOf(question.site);
  const registration = siteId === null ? null : siteById(host, siteId);
  if (registration === null) return refused('not-available', { details: { why: 'the site is not registered' } });
  const active = policies.load(host, registration);
  if (active.kind === 'refused') return active;
  const principal = principalOf(session, active, registration.siteId, question.contact);
  if (principal === null) return refused('not-available', { details: { why: 'contact or account is missing' } });
  return done({ ...explainQuestion(session, active, principal, question), ...more(active) }, { outcome: 'allowed', texts: {} });
}
