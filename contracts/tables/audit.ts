import { column, table } from '../table.ts';
import { auditOutcomes } from './choices.ts';

/** One decision that matters. Written by the pipeline only; nobody has a privilege to change or delete one. */
export const auditEntryTable = table(
  'AuditEntry',
  { schema: 'AuditEntries', label: 'Audit entries' },
  {
    label: 'Audit entry',
    description: 'One decision: who, what, when, the outcome and the rule behind it.',
    primaryName: 'Reference',
    keys: [['Name']],
  },
  [
    column('OccurredOn', 'Occurred on', 'When it was decided (UTC).', { kind: 'datetime' }, true),
    column(
      'Outcome',
      'Outcome',
      'Allowed, refused, a security event, or reported by the site.',
      { kind: 'choice', options: auditOutcomes },
      true,
    ),
    column('Code', 'Code', 'Code of the refusal; `allowed` otherwise.', { kind: 'text', max: 60 }, true),
    column('Api', 'Operation', 'The custom API.', { kind: 'text', max: 100 }, true),
    column('SiteId', 'Power Pages site id', 'The site.', { kind: 'text', max: 36 }),
    column('PrincipalKind', 'Kind of principal', 'contact, anonymous, staff or service.', { kind: 'text', max: 20 }),
    column('Contact', 'Contact', 'The person.', { kind: 'lookup', target: 'contact' }),
    column('ContactName', 'Contact name', 'The name at the time.', { kind: 'text', max: 200 }),
    column('AccountId', 'Account id', 'The person’s account at the time.', { kind: 'text', max: 36 }),
    column('CallerId', 'Calling user', 'The system user that called.', { kind: 'text', max: 36 }),
    column('Privilege', 'Privilege', 'What was asked.', { kind: 'text', max: 60 }),
    column('TableName', 'Table', 'The table asked for.', { kind: 'text', max: 128 }),
    column('RecordId', 'Record id', 'The record asked for.', { kind: 'text', max: 100 }),
    column('RowCount', 'Rows', 'How many rows a read gave.', { kind: 'integer', min: 0, max: 2147483647 }),
    column('Rule', 'Deciding rule', 'Id of the rule that decided.', { kind: 'text', max: 200 }),
    column('PolicyHash', 'Policy hash', 'Hash of the policy version in force.', { kind: 'text', max: 64 }),
    column('CorrelationId', 'Correlation id', 'Of the platform’s request.', { kind: 'text', max: 36 }),
    column('Details', 'Details', 'The request in short, as JSON; never values of columns.', { kind: 'memo', max: 4000 }),
  ],
);
