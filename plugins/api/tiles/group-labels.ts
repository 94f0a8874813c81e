import type { HostRow } from '../../../contracts/index.ts';
import type { Page } from '../experience/page.ts';
import { own } from '../json.ts';
import { typeOf } from '../rows/column-types.ts';
import { expectTargets, labelGuard } from '../rows/labels.ts';

/** A key of a group with the store's text for it. */
export interface Keyed {
  readonly key: string | null;
  readonly label: string | null;
}

/**
 * What groups are called: an option by the title that a form of the site gives it, else by the store's text; the row of a lookup only
 * where its name may be read. Null: the key alone is told.
 */
export function groupLabels(page: Page, table: string, column: string, groups: readonly Keyed[]): readonly (string | null)[] {
  const { session } = page;
  const facts = own(session.policy.tables, table);
  const type = facts === undefined ? null : typeOf(facts, column);
  if (facts === undefined || type === null) return groups.map(() => null);
  if (type !== 'lookup') return groups.map(({ key, label }) => (key === null ? null : (optionTitle(page, table, column, key) ?? label)));
  const found = groups.map(({ key }): HostRow => ({ id: '', table, values: key === null ? {} : { [column]: key }, labels: {} }));
  expectTargets(session, facts, [column], found);
  const mayName = labelGuard(session);
  return groups.map(({ key, label }) => (key !== null && mayName(key) ? label : null));
}

/** The title of an option in the language of the page, where a form of the table has one; else the store's own, where it is known. */
export function optionTitle({ session, say }: Page, table: string, column: string, key: string): string | null {
  const forms = (session.active.experience.forms ?? []).filter((form) => form.table === table);
  for (let index = 0; index < forms.length; index++) {
    const sections = forms[index]?.sections ?? [];
    for (let at = 0; at < sections.length; at++) {
      const field = sections[at]?.fields.filter((each) => each.column === column)[0];
      const option = (field?.options ?? []).filter(({ value }) => String(value) === key)[0];
      if (option !== undefined) return say(option.titles);
    }
  }
  const store = own(own(session.active.store, table) ?? {}, column);
  return store?.kind === 'choice' ? (own(store.labels ?? {}, key) ?? null) : null;
}
