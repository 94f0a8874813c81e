import {
  actionTable,
  columnOf,
  dashboardTable,
  formTable,
  menuItemTable,
  optionValue,
  permissionRuleTable,
  personaTable,
  protectedTableTable,
  ruleEffects,
  type TableContract,
  tableKinds,
  tabTable,
  tileKinds,
  tileTable,
} from '../../contracts/index.ts';
import type { Cell, SeedRows } from '../../portal/dataverse/index.ts';
import type { PackedPolicy } from './pack.ts';

/** Names as one text for a view; null where there are none. */
const listedNames = (names: readonly string[] | undefined): string | null => names?.join(', ') || null;

/**
 * The rows that people edit in Dataverse, made from a packed policy: one a rule, a table, and each part of the experience. They refer
 * to each other by names. Names are unique for their site; those of actions for their table, those of tabs for their dashboard.
 */
export function policyRows({ pack }: PackedPolicy, site: string, idOf: (table: TableContract, name: string) => string): SeedRows {
  const { policy, experience } = pack;
  const row = (table: TableContract, name: string, columns: { readonly [schema: string]: Cell | null }, within = '') => ({
    [table.primaryKey]: idOf(table, `${within}${name}`),
    [table.primaryName]: name,
    [columnOf(table, 'SiteId')]: site,
    ...Object.fromEntries(Object.entries(columns).map(([schema, value]) => [columnOf(table, schema), value])),
  });
  return {
    [permissionRuleTable.name]: policy.rules.map((rule) =>
      row(permissionRuleTable, rule.id, {
        Effect: optionValue(ruleEffects, rule.effect),
        TableName: rule.table,
        Roles: listedNames(rule.roles),
        Privileges: listedNames([...(rule.privileges ?? []), ...(rule.actions ?? [])]),
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
    [actionTable.name]: (experience.actions ?? []).map((action) =>
      row(
        actionTable,
        action.name,
        { TableName: action.table, DisplayOrder: action.order, Definition: JSON.stringify(action) },
        `${action.table}.`,
      ),
    ),
    [personaTable.name]: (experience.personas ?? []).map((persona) =>
      row(personaTable, persona.name, { Roles: listedNames(persona.roles), Definition: JSON.stringify(persona) }),
    ),
    [dashboardTable.name]: (experience.dashboards ?? []).map(({ tabs: _tabs, ...dashboard }) =>
      row(dashboardTable, dashboard.name, { Definition: JSON.stringify(dashboard) }),
    ),
    [tabTable.name]: (experience.dashboards ?? []).flatMap((dashboard) =>
      dashboard.tabs.map((tab, index) =>
        row(
          tabTable,
          tab.name,
          {
            DashboardName: dashboard.name,
            Personas: listedNames(tab.personas),
            DisplayOrder: (index + 1) * 10,
            Definition: JSON.stringify(tab),
          },
          `${dashboard.name}.`,
        ),
      ),
    ),
    [tileTable.name]: [
      ...experience.grids.map((grid) =>
        row(tileTable, grid.name, { Kind: optionValue(tileKinds, 'grid'), TableName: grid.table, Definition: JSON.stringify(grid) }),
      ),
      ...(experience.tiles ?? []).map((tile) =>
        row(tileTable, tile.name, {
          Kind: optionValue(tileKinds, tile.kind),
          TableName: tile.kind === 'links' ? null : tile.table,
          Definition: JSON.stringify(tile),
        }),
      ),
    ],
    [formTable.name]: (experience.forms ?? []).map((form) =>
      row(formTable, form.name, { TableName: form.table, Definition: JSON.stringify(form) }),
    ),
  };
}
