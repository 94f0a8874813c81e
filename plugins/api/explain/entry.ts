import type { AuditLine, ExplainedEntry } from '../../../contracts/index.ts';
import { entryOf } from '../audit/stored-entry.ts';
import type { Host } from '../host.ts';
import { isObject, parseJson } from '../json.ts';
import type { Question } from './question.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The entry of a reference; null where there is none, and for texts that cannot be a reference. */
export const entryOfReference = (host: Host, reference: string): AuditLine | null =>
  isReference(reference) ? entryOf(host, reference) : null;

/** Whether a text could be a reference. */
export function isReference(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (LETTERS.indexOf(text.charAt(index)) < 0) return false;
  return text.length > 0;
}

/** What an entry asked the rules; null where it asked nothing of them. Of several privileges the first. */
export function questionOf(line: AuditLine): Question | null {
  const privilege = askedIn(line);
  if (line.site === null || line.table === null || privilege === '') return null;
  if (line.kind !== 'contact' && line.kind !== 'anonymous') return null;
  return { site: line.site, contact: line.contact?.id ?? null, table: line.table, id: line.record, privilege };
}

const askedIn = ({ privilege }: AuditLine): string => (privilege ?? '').split(',')[0] ?? '';

/** An entry as it is told to those who may know all of it. */
export const toldEntry = (line: AuditLine, policyHash: string): ExplainedEntry => ({
  reference: line.reference,
  occurredOn: line.occurredOn,
  outcome: line.outcome,
  code: line.code ?? '',
  rule: line.rule,
  contact: line.contact,
  table: line.table ?? '',
  record: line.record,
  privilege: askedIn(line),
  policyChanged: line.policyHash !== policyHash,
  ...stageIn(line),
});

/** What an action noted of the stage, before and after. */
function stageIn({ details }: AuditLine): Pick<ExplainedEntry, 'stage'> {
  const parsed = parseJson(details ?? '');
  const state = parsed.kind === 'json' && isObject(parsed.value) ? parsed.value.state : null;
  if (!isObject(state)) return {};
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return { stage: { before: text(state.before), after: text(state.after) } };
}
