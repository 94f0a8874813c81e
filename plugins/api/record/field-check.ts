import type { FieldCheck, FieldDefinition, StoreColumn } from '../../../contracts/index.ts';
import type { TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { textIn } from '../policy/experience.ts';
import { targetsOf } from '../rows/column-types.ts';
import type { VisitorSession } from '../session.ts';

/** What the store takes for a field, in the words of the form. The server checks again; a control checks so that nobody waits for it. */
export function fieldCheck(
  session: VisitorSession,
  facts: TableFacts,
  store: StoreColumn | undefined,
  field: FieldDefinition,
  language: string,
): FieldCheck {
  if (store === undefined || store.kind === 'fixed') return { kind: 'unknown' };
  switch (store.kind) {
    case 'text':
      return { kind: 'text', max: store.max, lines: field.lines ?? 1 };
    case 'integer':
      return { kind: 'integer', min: store.min, max: store.max };
    case 'decimal':
    case 'money':
      return { kind: store.kind, min: store.min, max: store.max, digits: store.digits };
    case 'choice':
      return { kind: 'choice', options: optionsOf(session, store, field, language) };
    case 'lookup':
      return { kind: 'lookup', targets: lookupTargets(session, facts, field.column) };
    default:
      return { kind: store.kind };
  }
}

type Choice = Extract<StoreColumn, { readonly kind: 'choice' }>;

/** The form’s options where it has some, else those of the store; never one that the store does not know. */
function optionsOf(session: VisitorSession, store: Choice, field: FieldDefinition, language: string) {
  const values = field.options === undefined ? store.options : field.options.map(({ value }) => Number(value));
  return values
    .filter((value) => store.options.indexOf(value) >= 0)
    .map((value) => ({ value, title: optionTitle(session, store, field, value, language) ?? String(value) }));
}

/** The title of an option: the form’s in the language, else the store’s own; null where nobody has one. */
export function optionTitle(
  { active }: VisitorSession,
  store: StoreColumn | undefined,
  { options }: FieldDefinition,
  value: unknown,
  language: string,
): string | null {
  const told = (options ?? []).filter((option) => String(option.value) === String(value))[0];
  if (told !== undefined) return textIn(told.titles, language, active.experience.languages);
  return store?.kind === 'choice' ? (own(store.labels ?? {}, String(value)) ?? null) : null;
}

/** Tables of whose rows the policy leaves some that the person may read and link to. */
function lookupTargets({ engine, principal, policy, rows, now }: VisitorSession, facts: TableFacts, column: string) {
  const isPossible = (table: string, privilege: string): boolean =>
    engine.plan(principal, privilege, table, now, { source: rows }).kind !== 'never';
  return targetsOf(facts, column).reduce<readonly { readonly table: string; readonly search: string }[]>((all, table) => {
    const search = own(policy.tables, table)?.primaryName;
    return search !== undefined && isPossible(table, 'read') && isPossible(table, 'appendto') ? all.concat([{ table, search }]) : all;
  }, []);
}
