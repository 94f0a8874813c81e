export type {
  ActionDefinition,
  ActionEffect,
  ActionInput,
  ActionValue,
} from './actions.ts';
export type {
  ActionOffer,
  ActionRun,
  ActionsResult,
  AuditLine,
  AuditRequest,
  AuditResult,
  ListActionsRequest,
  RunActionRequest,
  RunActionResult,
  SaveRequest,
  SaveResult,
} from './apis/actions.ts';
export type {
  ChartContent,
  ChartGroup,
  CounterContent,
  DashboardExperience,
  LinksContent,
  ListContent,
  SlaContent,
  TileContent,
  TileExperience,
} from './apis/dashboard.ts';
export type { ExperienceRequest, ExperienceResult, GridExperience, NavigationItem } from './apis/experience.ts';
export { type ApiContract, type ApiName, apis, type PrincipalKind, requestParameter, responseProperty } from './apis/index.ts';
export {
  type ExplainedEntry,
  type ExplainedLeaf,
  type ExplainedRule,
  type ExplainReferenceRequest,
  type ExplainReferenceResult,
  type ExplainRequest,
  type ExplainResult,
  explainAction,
  type FailureRequest,
  type FailureResult,
  type WhoResult,
} from './apis/insight.ts';
export type { CommentLine, FieldCheck, FieldExperience, RecordExperience } from './apis/record-page.ts';
export type {
  CheckRequest,
  CheckResult,
  Claims,
  ColumnType,
  QueryRequest,
  QueryResult,
  RecordRequest,
  RecordResult,
  RecordRow,
  Within,
} from './apis/records.ts';
export { administrationApp, administrationRoles, formScript } from './app.ts';
export { bundleGlobal, type CallContext, type HostCall, type HostRow, type HostRows, hostFunction, type TypedValue } from './border.ts';
export { type ControlContract, type ControlName, controls } from './controls.ts';
export type { DashboardDefinition, PersonaDefinition, TabDefinition, TileDefinition, TileMeasure } from './dashboards.ts';
export type { CreationDefault, ExperienceDefinition, GridDefinition, MenuItemDefinition, Texts } from './experience.ts';
export { refusedTextsIn } from './forbidden-texts.ts';
export type { FieldDefinition, FormDefinition } from './forms.ts';
export { mostActionRows } from './limits.ts';
export type { Need } from './needs.ts';
export type { PolicyPack, StoreColumn, StoreFacts } from './pack.ts';
export { choiceValue, publisher } from './publisher.ts';
export { type Answer, type Refusal, type RefusalCode, refusals } from './refusals.ts';
export type { Shape, ValueOf } from './shape.ts';
export {
  actedEvent,
  baseWebRoles,
  controlHosts,
  mountScript,
  type RecordOperation,
  type RecordsCall,
  recordOperations,
  serverLogics,
  serverLogicUrl,
  siteSettings,
  siteSnippets,
  tokenHeader,
  tokenUrl,
  webTemplates,
} from './site.ts';
export {
  environmentVariables,
  executePrivileges,
  type PrivilegeContract,
  pluginPackage,
  release,
  type SecurityRoleContract,
  securityRoles,
  solutions,
} from './solutions.ts';
export { type ChoiceOption, type ColumnContract, type ColumnKind, columnOf, type TableContract } from './table.ts';
export { actionTable, automationOutboxTable, commentTable, idempotencyKeyTable, notificationTable } from './tables/actions.ts';
export { auditEntryTable } from './tables/audit.ts';
export {
  auditOutcomes,
  identityModes,
  optionName,
  optionValue,
  outboxStates,
  ruleEffects,
  tableKinds,
  tileKinds,
} from './tables/choices.ts';
export { dashboardTable, formTable, menuItemTable, personaTable, tabTable, tileTable } from './tables/experience.ts';
export { tables } from './tables/index.ts';
export { administratorMarkerTable, auditorMarkerTable, portalMarkerTable } from './tables/markers.ts';
export { permissionRuleTable, policyVersionTable, protectedTableTable } from './tables/policy.ts';
export { siteTable } from './tables/site.ts';
