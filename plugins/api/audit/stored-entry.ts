import type { AuditLine, HostRow } from '../../../contracts/index.ts';
import { and, condition, entity, type FetchFilterItem } from '../../../engine/fetchxml/index.ts';
import type { Host } from '../host.ts';
import { type AuditOutcome, type AuditText, names } from '../names.ts';
import { referenceIn } from '../rows/column-types.ts';

const { audit } = names;
const texts = Object.keys(audit.texts) as AuditText[];

/** Entries newest first, at most `count`; of equal times those with the greater id come first, so the order is total. */
export const entries = (host: Host, filters: readonly FetchFilterItem[], count: number): readonly HostRow[] =>
  host.rows('system', {
    kind: 'fetch',
    count,
    entity: entity(audit.table, {
      attributes: [audit.key, audit.name, audit.occurredOn, audit.outcome, audit.contact, audit.rowCount]
        .concat(texts.map((name) => audit.texts[name].name))
        .map((name) => ({ kind: 'attribute', name })),
      orders: [audit.occurredOn, audit.key].map((attribute) => ({ kind: 'order', attribute, descending: true })),
      filter: filters.length === 0 ? null : and(filters),
    }),
  }).rows;

/** The entry of a reference; null where there is none. */
export const entryOf = (host: Host, reference: string): AuditLine | null => {
  const row = entries(host, [condition(audit.name, 'eq', reference)], 1)[0];
  return row === undefined ? null : lineOf(row);
};

/** An entry as it was written. */
export function lineOf({ values, labels }: HostRow): AuditLine {
  const text = (name: AuditText): string | null => {
    const value = values[audit.texts[name].name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const contact = referenceIn(values[audit.contact]);
  const rows = values[audit.rowCount];
  const outcome = (Object.keys(names.outcomes) as AuditOutcome[]).filter((each) => names.outcomes[each] === values[audit.outcome])[0];
  return {
    reference: String(values[audit.name] ?? ''),
    occurredOn: String(values[audit.occurredOn] ?? ''),
    outcome: outcome ?? labels[audit.outcome] ?? null,
    code: text('code'),
    api: text('api'),
    site: text('siteId'),
    kind: text('principalKind'),
    contact: contact === null ? null : { id: contact.id, name: text('contactName') },
    account: text('accountId'),
    privilege: text('privilege'),
    table: text('tableName'),
    record: text('recordId'),
    rows: typeof rows === 'number' ? rows : null,
    rule: text('rule'),
    policyHash: text('policyHash'),
    correlation: text('correlationId'),
    details: text('details'),
  };
}
