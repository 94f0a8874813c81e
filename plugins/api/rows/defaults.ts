import type { CreationDefault } from '../../../contracts/index.ts';
import type { TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import type { VisitorSession } from '../session.ts';
import { type StoreValue, storeValue } from './store-value.ts';

/** The server's own values of a new row for columns that the person left out; where a person is wanted and nobody signed in, none. */
export function defaultsOf(
  session: VisitorSession,
  table: string,
  facts: TableFacts,
  given: readonly string[],
): { readonly [column: string]: StoreValue } {
  const store = own(session.active.store, table) ?? {};
  const filled: { [column: string]: StoreValue } = {};
  (session.active.experience.defaults ?? []).forEach((each) => {
    const kind = own(store, each.column);
    if (each.table !== table || given.indexOf(each.column) >= 0 || kind === undefined) return;
    const value = storeValue(kind, facts, each.column, literalOf(session, each.value));
    if (value === null) throw new Error(`the default of \`${table}.${each.column}\` does not fit its column`);
    if (value.cell !== null) filled[each.column] = value;
  });
  return filled;
}

function literalOf({ person, now }: VisitorSession, value: CreationDefault['value']): unknown {
  if ('literal' in value) return value.literal;
  if ('now' in value) return now;
  if ('person' in value) return person === null ? null : `contact:${person.id}`;
  return person?.account ? `account:${person.account.id}` : null;
}
