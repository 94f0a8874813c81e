import {
  actionTable,
  columnOf,
  menuItemTable,
  optionValue,
  permissionRuleTable,
  protectedTableTable,
  ruleEffects,
  type TableContract,
  tableKinds,
  tileKinds,
  tileTable,
} from '../../contracts/index.ts';
import type { Cell, SeedRows } from '../../portal/dataverse/index.ts';
import type { PackedPolicy } from './pack.ts';

/** The rows that people edit in Dataverse, made from a packed policy: one a rule, a table, a menu item, an action and a grid. */
export function policyRows({ pack }: PackedPolicy, site: string, idOf: (table: TableContract, name: string) => string): SeedRows {
  const { policy, experience } = pack;
  const row = (table: TableContract, name: string, columns: { readonly [schema: string]: Cell | null }) => ({
    [table.primaryKey]: idOf(table, name),
    [table.primaryName]: name,
    [columnOf(table, 'SiteId')]: site,
    ...Object.fromEntries(Object.entries(columns).map(([schema, value]) => [columnOf(table, schema), value])),
  });
  return {
    [permissionRuleTable.name]: policy.rules.map((rule) =>
      row(permissionRuleTable, rule.id, {
        Effect: optionValue(ruleEffects, rule.effect),
        TableName: rule.table,
        Roles: (rule.roles ?? []).join(', ') || null,
        Privileges: [...(rule.privileges ?? []), ...(rule.actions ?? [])].join(', ') || null,
        Reason: rule.reason ?? null,
        Definition: JSON.stringify(rule),
      }),
    ),
    [protectedTableTable.name]: Object.entries(policy.tables).map(([name, table]) =>
      row(protectedTableTable, name, { Kind: optionValue(tableKinds, table.kind), Definition: JSON.stringify(table) }),
    ),
    [menuItemTable.name]: experience.menu.map((item) =>
      row(menuItemTable, item.name, { DisplayOrder: item.order, Definition: JSON.stringify(item) }),
    ),
    [actionTable.name]: (experience.actions ?? []).map((action) => ({
      ...row(actionTable, action.name, { TableName: action.table, DisplayOrder: action.order, Definition: JSON.stringify(action) }),
      [actionTable.primaryKey]: idOf(actionTable, `${action.table}.${action.name}`),
    })),
    [tileTable.name]: experience.grids.map((grid) =>
      row(tileTable, grid.name, { Kind: optionValue(tileKinds, 'grid'), TableName: grid.table, Definition: JSON.stringify(grid) }),
    ),
  };
}
