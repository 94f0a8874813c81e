import { callAsStaff } from '../../cli/environment/call.ts';
import { localUsers } from '../../cli/environment/prepare.ts';
import type { ServedSample } from '../../cli/environment/serve.ts';
import type { AuditLine, AuditRequest, AuditResult } from '../../contracts/index.ts';

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
