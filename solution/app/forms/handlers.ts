import {
  actionKind,
  type DefinitionKind,
  dashboardKind,
  menuItemKind,
  personaKind,
  protectedTableKind,
  recordFormKind,
  ruleKind,
  tabKind,
  tileKind,
} from './check/kinds.ts';
import { type DefinitionForm, definitionForm } from './form/definition-form.ts';
import type { FactsStore } from './form/facts-store.ts';

/** The forms with a script, by the name that the form's events call. */
const kinds: { readonly [name: string]: DefinitionKind } = {
  PermissionRule: ruleKind,
  ProtectedTable: protectedTableKind,
  Persona: personaKind,
  Dashboard: dashboardKind,
  Tab: tabKind,
  Tile: tileKind,
  RecordForm: recordFormKind,
  MenuItem: menuItemKind,
  Action: actionKind,
};

/** The handlers of every form with a script. */
export const formHandlers = (store: FactsStore): { readonly [name: string]: DefinitionForm } =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, definitionForm(kind, store)]));
