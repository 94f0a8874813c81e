import type {
  AuditLine,
  ExplainedEntry,
  ExplainReferenceRequest,
  ExplainReferenceResult,
  ExplainResult,
} from '../../../contracts/index.ts';
import type { MayShow } from '../../../engine/index.ts';
import { unknownName } from '../audit/known-names.ts';
import { entryOfReference, isReference, questionOf, toldEntry } from '../explain/entry.ts';
import { explainQuestion, principalOf, requestOf } from '../explain/question.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { done, type EntryDraft, type Outcome, refused } from '../outcome.ts';
import { visitorApi } from '../registered.ts';
import { labelGuard } from '../rows/labels.ts';
import type { VisitorSession } from '../session.ts';
import { guidOf } from '../text.ts';

/**
 * What a reference stands for, to people of the portal: those who have the action `explain` on what the entry is about get the rules,
 * as far as they may read what is compared; the person it was answered to gets what they were told; everybody else is answered as
 * if there were no such reference.
 */
export const explainReference = visitorApi<ExplainReferenceRequest, ExplainReferenceResult>({
  api: names.apis.ExplainReference,
  about: ({ reference }) => ({ details: { reference: isReference(reference) ? reference : unknownName } }),
  handle: explain,
});

function explain(session: VisitorSession, { reference }: ExplainReferenceRequest): Outcome<ExplainReferenceResult> {
  const found = entryOfReference(session.host, reference);
  const line = found !== null && found.site === session.siteId ? found : null;
  if (line === null) return refused('not-available');
  const about = subjectOf(session, line);
  const rule = explainingRule(session, about);
  if (rule !== null) return done(explained(session, line), entryAbout(about, rule));
  const isSubject = line.contact !== null && line.contact.id === session.person?.id;
  return isSubject ? done(told(session, line), entryAbout(about, '')) : refused('not-available');
}

/** What an entry is about: its record, or its table where that is all it names. One without a table is about its person. */
interface Subject {
  readonly table: string;
  readonly id: string | null;
}

const subjectOf = ({ policy }: VisitorSession, { table, record, contact }: AuditLine): Subject =>
  table !== null && own(policy.tables, table) !== undefined
    ? { table, id: guidOf(record ?? '') }
    : { table: 'contact', id: contact?.id ?? null };

const entryAbout = ({ table, id }: Subject, rule: string): EntryDraft => ({
  outcome: 'allowed',
  texts: { privilege: names.explainAction, tableName: table, recordId: id ?? '', rule },
});

/**
 * The rule by which the reader may explain; null where none allows it. On the record; where there is none, or it is gone, on some
 * record of its table: then no single rule has decided, and the text is empty.
 */
function explainingRule({ asked, engine, principal, policy, rows, now }: VisitorSession, { table, id }: Subject): string | null {
  if (own(policy.tables, table) === undefined) return null;
  if (id !== null && rows.load(table, id) !== null) {
    const { allowed, deciding } = asked.decide({ action: names.explainAction, table, id });
    return allowed ? (deciding ?? '') : null;
  }
  return engine.plan(principal, names.explainAction, table, now, { source: rows }).kind === 'never' ? null : '';
}

/** The rules as they answer today. An entry that asked nothing of them, or whose person is gone, is told as it was written. */
function explained(session: VisitorSession, line: AuditLine): ExplainReferenceResult {
  const { active, siteId } = session;
  const entry = toldEntry(line, active.stamp.hash);
  const { contact } = entry;
  const isNamed = contact !== null && labelGuard(session)(`contact:${contact.id}`);
  const shown: ExplainedEntry = {
    ...withReadableStage(session, entry),
    contact: contact === null || isNamed ? contact : { id: contact.id, name: null },
  };
  const question = questionOf(line);
  const principal = question === null ? null : principalOf(session, active, siteId ?? '', question.contact);
  if (question === null || principal === null) return { ...nothingAsked(line, active.stamp.hash), entry: shown };
  return { ...explainQuestion(session, active, principal, question, mayShowTo(session)), entry: shown };
}

/** Of a row that is gone nobody can tell any more who may read its stage. */
function withReadableStage(session: VisitorSession, { stage, ...entry }: ExplainedEntry): ExplainedEntry {
  const column = own(session.policy.tables, entry.table)?.stage;
  const id = guidOf(entry.record ?? '');
  if (stage === undefined || column === undefined || id === null) return entry;
  return own(session.asked.columns(entry.table, id), column)?.level === 'read' ? { ...entry, stage } : entry;
}

/** A value is shown to a reader who may read it in clear on the very row; of a row that is not there, on every row of its table. */
function mayShowTo({ asked, engine, principal, rows, now, policy }: VisitorSession): MayShow {
  return (table, id, column) => {
    if (own(policy.tables, table) === undefined) return false;
    if (id !== null) return own(asked.columns(table, id), column)?.level === 'read';
    return own(engine.clearColumns(principal, table, now, { source: rows }), column)?.kind === 'always';
  };
}

/** To the person themselves: what they were told then, with the reason where the same rules still answer the same. */
function told(session: VisitorSession, line: AuditLine): ExplainReferenceResult {
  const { active, asked } = session;
  const { reference, occurredOn, code } = toldEntry(line, active.stamp.hash);
  const question = line.policyHash === active.stamp.hash ? questionOf(line) : null;
  const now = question === null || question.id === null ? null : asked.refusal(requestOf(question.table, question.id, question.privilege));
  const reason = now !== null && now.code === code ? (now.reason ?? null) : null;
  const entry: ExplainedEntry = {
    reference,
    occurredOn,
    outcome: null,
    code,
    rule: null,
    contact: null,
    table: '',
    record: null,
    privilege: '',
    policyChanged: false,
  };
  return { ...nothingAsked(line, ''), reason, entry };
}

const nothingAsked = ({ code, outcome }: AuditLine, policyHash: string): ExplainResult => ({
  allowed: outcome === 'allowed',
  code: code ?? '',
  deciding: null,
  reason: null,
  policyHash,
  rules: [],
});
