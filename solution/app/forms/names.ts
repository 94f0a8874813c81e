import {
  columnOf,
  formScript,
  permissionRuleTable,
  policyVersionTable,
  protectedTableTable,
  ruleEffects,
  siteTable,
  tableKinds,
  tabTable,
  tileKinds,
} from '../../../contracts/index.ts';

const options = (of: readonly { readonly name: string; readonly value: number }[]): { readonly [name: string]: number } =>
  Object.fromEntries(of.map(({ name, value }) => [name, value]));

/** What the script knows of the contracts; the build puts the value itself into the script, not the code that makes it. */
export const names = {
  global: formScript.global,
  /** Columns that every definition has, by the same name in every table. */
  columns: {
    name: permissionRuleTable.primaryName,
    site: columnOf(permissionRuleTable, 'SiteId'),
    definition: columnOf(permissionRuleTable, 'Definition'),
    effect: columnOf(permissionRuleTable, 'Effect'),
    kind: columnOf(protectedTableTable, 'Kind'),
    table: columnOf(permissionRuleTable, 'TableName'),
    roles: columnOf(permissionRuleTable, 'Roles'),
    privileges: columnOf(permissionRuleTable, 'Privileges'),
    reason: columnOf(permissionRuleTable, 'Reason'),
    personas: columnOf(tabTable, 'Personas'),
    order: columnOf(tabTable, 'DisplayOrder'),
  },
  protectedTable: { table: protectedTableTable.name, id: protectedTableTable.primaryKey },
  site: { table: siteTable.name, version: columnOf(siteTable, 'ActiveVersion') },
  version: { set: policyVersionTable.entitySetName, pack: columnOf(policyVersionTable, 'Pack') },
  effects: options(ruleEffects),
  tableKinds: options(tableKinds),
  tileKinds: options(tileKinds),
} as const;
