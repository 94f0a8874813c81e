import {
  apis,
  auditEntryTable,
  auditOutcomes,
  automationOutboxTable,
  bundleGlobal,
  columnOf,
  commentTable,
  explainAction,
  idempotencyKeyTable,
  identityModes,
  notificationTable,
  optionValue,
  outboxStates,
  policyVersionTable,
  refusals,
  type Shape,
  siteTable,
  type TableContract,
} from '../../contracts/index.ts';

const named = (table: TableContract) => ({ table: table.name, key: table.primaryKey, name: table.primaryName });
const aboutRecord = (table: TableContract) => ({
  siteId: columnOf(table, 'SiteId'),
  tableName: columnOf(table, 'TableName'),
  recordId: columnOf(table, 'RecordId'),
  occurredOn: columnOf(table, 'OccurredOn'),
});
const textColumn = (schema: string) => {
  const name = columnOf(auditEntryTable, schema);
  const type = auditEntryTable.columns.filter((each) => each.name === name)[0]?.type;
  if (!type || !('max' in type)) throw new Error(`\`${schema}\` of the audit entry holds no text`);
  return { name, max: type.max };
};

const claimsShape = (request: Shape): Shape => {
  const claims = request.kind === 'object' ? request.fields.claims : undefined;
  if (claims?.kind !== 'optional') throw new Error('the request of `WhoAmI` takes no claims');
  return claims.shape;
};

/**
 * What the bundle takes from the contracts, as plain data: the build evaluates this file and bundles its value,
 * because the contracts are not written for the plug-in's JavaScript engine.
 */
export const names = {
  bundleGlobal,
  apis,
  claims: claimsShape(apis.WhoAmI.request),
  refusals,
  explainAction,
  site: {
    ...named(siteTable),
    siteId: columnOf(siteTable, 'SiteId'),
    portalUser: columnOf(siteTable, 'PortalUser'),
    identityMode: columnOf(siteTable, 'IdentityMode'),
    activeVersion: columnOf(siteTable, 'ActiveVersion'),
  },
  trustedMode: optionValue(identityModes, 'trusted-server-logic'),
  version: {
    ...named(policyVersionTable),
    number: columnOf(policyVersionTable, 'Number'),
    siteId: columnOf(policyVersionTable, 'SiteId'),
    hash: columnOf(policyVersionTable, 'Hash'),
    continuationKey: columnOf(policyVersionTable, 'ContinuationKey'),
    pack: columnOf(policyVersionTable, 'Pack'),
  },
  audit: {
    ...named(auditEntryTable),
    occurredOn: columnOf(auditEntryTable, 'OccurredOn'),
    outcome: columnOf(auditEntryTable, 'Outcome'),
    contact: columnOf(auditEntryTable, 'Contact'),
    rowCount: columnOf(auditEntryTable, 'RowCount'),
    texts: {
      code: textColumn('Code'),
      api: textColumn('Api'),
      siteId: textColumn('SiteId'),
      principalKind: textColumn('PrincipalKind'),
      contactName: textColumn('ContactName'),
      accountId: textColumn('AccountId'),
      callerId: textColumn('CallerId'),
      privilege: textColumn('Privilege'),
      tableName: textColumn('TableName'),
      recordId: textColumn('RecordId'),
      rule: textColumn('Rule'),
      policyHash: textColumn('PolicyHash'),
      correlationId: textColumn('CorrelationId'),
      details: textColumn('Details'),
    },
  },
  comment: {
    ...named(commentTable),
    ...aboutRecord(commentTable),
    contact: columnOf(commentTable, 'Contact'),
    body: columnOf(commentTable, 'Body'),
  },
  notification: { ...named(notificationTable), ...aboutRecord(notificationTable), contact: columnOf(notificationTable, 'Contact') },
  outbox: {
    ...named(automationOutboxTable),
    ...aboutRecord(automationOutboxTable),
    eventKey: columnOf(automationOutboxTable, 'EventKey'),
    payload: columnOf(automationOutboxTable, 'Payload'),
    state: columnOf(automationOutboxTable, 'State'),
    attempts: columnOf(automationOutboxTable, 'Attempts'),
    waiting: optionValue(outboxStates, 'waiting'),
  },
  click: {
    ...named(idempotencyKeyTable),
    siteId: columnOf(idempotencyKeyTable, 'SiteId'),
    requestHash: columnOf(idempotencyKeyTable, 'RequestHash'),
    answer: columnOf(idempotencyKeyTable, 'Answer'),
    expiresOn: columnOf(idempotencyKeyTable, 'ExpiresOn'),
  },
  outcomes: {
    allowed: optionValue(auditOutcomes, 'allowed'),
    refused: optionValue(auditOutcomes, 'refused'),
    'security-event': optionValue(auditOutcomes, 'security-event'),
    reported: optionValue(auditOutcomes, 'reported'),
  },
};

export type AuditText = keyof typeof names.audit.texts;
export type AuditOutcome = keyof typeof names.outcomes;
