import type { TableContract } from '../table.ts';
import { actionTable, automationOutboxTable, commentTable, idempotencyKeyTable, notificationTable } from './actions.ts';
import { auditEntryTable } from './audit.ts';
import { dashboardTable, formTable, menuItemTable, personaTable, tabTable, tileTable } from './experience.ts';
import { administratorMarkerTable, auditorMarkerTable, portalMarkerTable } from './markers.ts';
import { permissionRuleTable, policyVersionTable, protectedTableTable } from './policy.ts';
import { siteTable } from './site.ts';

/** Every table that the solution brings, in the order in which files list them. */
export const tables: readonly TableContract[] = [
  siteTable,
  policyVersionTable,
  permissionRuleTable,
  protectedTableTable,
  personaTable,
  menuItemTable,
  dashboardTable,
  tabTable,
  tileTable,
  formTable,
  actionTable,
  commentTable,
  notificationTable,
  automationOutboxTable,
  idempotencyKeyTable,
  auditEntryTable,
  portalMarkerTable,
  auditorMarkerTable,
  administratorMarkerTable,
];
