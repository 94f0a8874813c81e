import { column, table } from '../table.ts';
import { ruleEffects, tableKinds } from './choices.ts';

/** One published policy: immutable once written; the pack is what the engine reads. */
export const policyVersionTable = table(
  'PolicyVersion',
  { schema: 'PolicyVersions', label: 'Policy versions' },
  { label: 'Policy version', description: 'One published policy with everything that a decision needs.', primaryName: 'Version' },
  [
    column('Number', 'Number', 'Counts up per site.', { kind: 'integer', min: 1, max: 2147483647 }, true),
    column('SiteId', 'Power Pages site id', 'The site that the policy is for.', { kind: 'text', max: 36 }, true),
    column('Hash', 'Hash', 'SHA-256 of the pack, lower-case hex.', { kind: 'text', max: 64 }, true),
    column(
      'ContinuationKey',
      'Continuation key',
      'Secret that authenticates continuations; random per version.',
      { kind: 'text', max: 64 },
      true,
    ),
    column('Pack', 'Pack', 'Policy and experience as one JSON file.', { kind: 'file', maxKilobytes: 32768 }),
  ],
);

/** One extended permission as a row; `definition` is the rule in the policy language, the other columns repeat it for views. */
export const permissionRuleTable = table(
  'PermissionRule',
  { schema: 'PermissionRules', label: 'Permission rules' },
  { label: 'Permission rule', description: 'An extended permission rule.', primaryName: 'Rule', keys: [['SiteId', 'Name']] },
  [
    column('SiteId', 'Power Pages site id', 'The site that the rule belongs to.', { kind: 'text', max: 36 }, true),
    column('Effect', 'Effect', 'Allow or deny; a deny wins.', { kind: 'choice', options: ruleEffects }, true),
    column('TableName', 'Table', 'Logical name of the table.', { kind: 'text', max: 128 }, true),
    column('Roles', 'Web roles', 'Names, separated by a comma and a blank.', { kind: 'text', max: 2000 }),
    column('Privileges', 'Privileges', 'Privileges and actions, separated by a comma and a blank.', { kind: 'text', max: 400 }),
    column('Reason', 'Reason', 'What a refused person is told.', { kind: 'text', max: 400 }),
    column('Definition', 'Definition', 'The whole rule as JSON.', { kind: 'memo', max: 100000 }, true),
  ],
);

/** Which tables are protected, per site: declared, never derived from the rules. */
export const protectedTableTable = table(
  'ProtectedTable',
  { schema: 'ProtectedTables', label: 'Protected tables' },
  {
    label: 'Protected table',
    description: 'A table as the policy sees it: its kind, columns and doors.',
    primaryName: 'Table',
    keys: [['SiteId', 'Name']],
  },
  [
    column('SiteId', 'Power Pages site id', 'The site that the declaration belongs to.', { kind: 'text', max: 36 }, true),
    column('Kind', 'Kind', 'Protected or native.', { kind: 'choice', options: tableKinds }, true),
    column('Definition', 'Definition', 'Columns, stage and doors as JSON.', { kind: 'memo', max: 100000 }, true),
  ],
);
