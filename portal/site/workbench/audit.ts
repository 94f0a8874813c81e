import { auditEntryTable, columnOf } from '../../../contracts/index.ts';
import type { SiteStore } from '../store.ts';

/** One audit entry as the workbench lists it. */
export interface AuditLine {
  readonly reference: string;
  readonly when: string;
  readonly who: string;
  readonly outcome: string;
  readonly code: string;
  readonly what: string;
  readonly why: string;
}

const shown = 50;

/** The latest entries first; null when the audit table is not imported. */
export function latestAudit(store: Pick<SiteStore, 'latest' | 'metadata'>): readonly AuditLine[] | null {
  if (!store.metadata().table(auditEntryTable.name)) return null;
  const at = (schema: string): string => columnOf(auditEntryTable, schema);
  return store.latest(auditEntryTable.name, at('OccurredOn'), shown).map(({ values, labels }) => {
    const text = (schema: string): string => labels[at(schema)] ?? String(values[at(schema)] ?? '');
    return {
      reference: String(values[auditEntryTable.primaryName] ?? ''),
      when: String(values[at('OccurredOn')] ?? ''),
      who: text('ContactName') || text('PrincipalKind'),
      outcome: text('Outcome'),
      code: text('Code'),
      what: [text('Api'), text('Privilege'), text('TableName'), text('RecordId')].filter((each) => each !== '').join(' · '),
      why: text('Rule') || text('Details'),
    };
  });
}
