import { callAsStaff } from '../../cli/environment/call.ts';
import { localUsers } from '../../cli/environment/prepare.ts';
import type { ServedSample } from '../../cli/environment/serve.ts';
import {
  type AuditLine,
  type AuditRequest,
  type AuditResult,
  automationOutboxTable,
  columnOf,
  commentTable,
  type TableContract,
} from '../../contracts/index.ts';

/** Entries of the audit trail as an auditor finds them, oldest first; of one second in no order. */
export async function auditEntries({ dataverse }: ServedSample, asked: AuditRequest): Promise<readonly AuditLine[]> {
  const answer = await callAsStaff<AuditResult>(dataverse, 'QueryAudit', { pageSize: 250, ...asked }, localUsers.auditor);
  if (!answer.ok) throw new Error(`QueryAudit was refused: ${answer.refusal.code}`);
  return [...answer.result.entries].reverse();
}

/** An entry in one line: who, what, outcome or code, rule, and for an action the stage before and after. */
export function toldEntry({ contact, privilege, outcome, code, rule, details }: AuditLine): string {
  const { state } = (details ? JSON.parse(details) : {}) as { readonly state?: { readonly before: string; readonly after: string } };
  const stage = state ? ` ${state.before}→${state.after}` : '';
  return `${contact?.name ?? 'nobody'} ${privilege}: ${outcome === 'allowed' ? outcome : code} by ${rule ?? 'no rule'}${stage}`;
}

/** How often an action ran on a record: its allowed entries, its events in the outbox, and its comments. */
export async function traces(portal: ServedSample, action: string, record: string): Promise<Traces> {
  const entries = (await auditEntries(portal, { table: 'salesorder' })).filter(
    (each) => each.privilege === action && each.record === record && each.outcome === 'allowed',
  );
  const about = (table: TableContract): number =>
    portal.dataverse
      .read({ kind: 'system' })
      .retrieveMultiple(
        `<fetch><entity name="${table.name}"><attribute name="${table.primaryKey}"/><filter><condition attribute="${columnOf(table, 'RecordId')}" operator="eq" value="${record}"/></filter></entity></fetch>`,
      ).rows.length;
  return { entries: entries.length, events: about(automationOutboxTable), comments: about(commentTable) };
}

export interface Traces {
  readonly entries: number;
  /** Of all actions on the record. */
  readonly events: number;
  /** Of all actions on the record. */
  readonly comments: number;
}
