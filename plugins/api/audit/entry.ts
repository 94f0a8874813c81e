import type { CallContext, TypedValue } from '../../../contracts/index.ts';
import type { Host } from '../host.ts';
import { type AuditText, names } from '../names.ts';
import type { EntryDraft } from '../outcome.ts';
import { clean } from '../text.ts';
import { newReference } from './reference.ts';

/** What the pipeline knows of every entry. `contact` is set only where the row exists: a lookup to a missing row is a fault. */
export interface AuditSubject {
  readonly host: Host;
  readonly context: CallContext;
  readonly now: string;
  readonly siteId: string | null;
  readonly kind: string | null;
  readonly contact: { readonly id: string; readonly name: string; readonly account: string | null } | null;
  readonly policyHash: string | null;
}

/**
 * Writes one entry by SYSTEM and returns its reference. Texts are cut to their columns and freed of control characters,
 * so that no input can keep an entry from being written.
 */
export function writeEntry(subject: AuditSubject, draft: EntryDraft): string {
  const { audit } = names;
  const reference = draft.reference ?? newReference(subject.host);
  const values: { [column: string]: TypedValue } = {
    [audit.name]: ['text', reference],
    [audit.occurredOn]: ['datetime', subject.now],
    [audit.outcome]: ['choice', names.outcomes[draft.outcome]],
  };
  if (subject.contact) values[audit.contact] = ['lookup', 'contact', subject.contact.id];
  if (draft.rowCount !== undefined) values[audit.rowCount] = ['integer', draft.rowCount];
  const texts = { ...textsOf(subject), ...draft.texts };
  (Object.keys(texts) as AuditText[]).forEach((name) => {
    const text = texts[name];
    if (text) values[audit.texts[name].name] = ['text', clean(text, audit.texts[name].max)];
  });
  subject.host.create('system', audit.table, values);
  return reference;
}

const textsOf = ({ context, siteId, kind, contact, policyHash }: AuditSubject): { readonly [Name in AuditText]?: string } => ({
  siteId: siteId ?? '',
  principalKind: kind ?? '',
  contactName: contact?.name ?? '',
  accountId: contact?.account ?? '',
  callerId: context.initiatingUserId,
  policyHash: policyHash ?? '',
  correlationId: context.correlationId,
});
