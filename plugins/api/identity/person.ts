import type { HostRow } from '../../../contracts/index.ts';
import { and, condition, entity, link } from '../../../engine/fetchxml/index.ts';
import type { Cell, Row } from '../../../engine/index.ts';
import type { Host } from '../host.ts';

/** The contact behind a call, with the account; `status` as the model says. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'inactive' | 'merged' | 'logon-disabled';
  readonly contact: Row;
  readonly account: Row | null;
}

/** The columns of contact and account that rules, personas and filters use (`ActivePolicy.ofPerson`). */
export interface UsedColumns {
  readonly contact: readonly string[];
  readonly account: readonly string[];
}

const ALIAS = 'account';
const STATE = 'statecode';
const MERGED = 'merged';
const LOGON = 'adx_identity_logonenabled';
const PARENT = 'parentcustomerid';
const NAME = 'fullname';

const distinct = (columns: readonly string[]): readonly string[] =>
  columns.filter((column, index) => column !== 'id' && columns.indexOf(column) === index);
const attributes = (columns: readonly string[]) => distinct(columns).map((name) => ({ kind: 'attribute' as const, name }));

/**
 * Loads the person in one query; null where the contact does not exist, or where it names an account that does not.
 * Log-on is enabled by a column that Power Pages sets when somebody registers; only an explicit no disables.
 */
export function loadPerson(host: Host, contact: string, used: UsedColumns): Person | null {
  const row = host.rows('system', {
    kind: 'fetch',
    count: 1,
    entity: entity('contact', {
      attributes: attributes(['contactid', STATE, MERGED, LOGON, PARENT, NAME].concat(used.contact)),
      filter: and([condition('contactid', 'eq', contact)]),
      links: [
        link(
          { name: 'account', from: 'accountid', to: PARENT, linkType: 'outer', alias: ALIAS },
          { attributes: attributes(['accountid'].concat(used.account)) },
        ),
      ],
    }),
  }).rows[0];
  if (!row) return null;
  const parent = row.values[PARENT];
  const hasAccount = typeof parent === 'string' && parent.indexOf('account:') === 0;
  const account = hasAccount ? accountIn(row, used) : null;
  if (hasAccount && account === null) return null;
  return { id: contact, name: String(row.values[NAME] ?? ''), status: statusOf(row), contact: contactIn(row, contact, used), account };
}

function statusOf({ values }: HostRow): Person['status'] {
  if (values[MERGED] === true) return 'merged';
  if (values[STATE] !== 0) return 'inactive';
  return values[LOGON] === false ? 'logon-disabled' : 'active';
}

function contactIn(row: HostRow, id: string, used: UsedColumns): Row {
  const contact: { id: string; [column: string]: Cell } = { id };
  distinct([PARENT].concat(used.contact)).forEach((column) => {
    contact[column] = row.values[column] ?? null;
  });
  return contact;
}

function accountIn(row: HostRow, used: UsedColumns): Row | null {
  const id = row.values[`${ALIAS}.accountid`];
  if (typeof id !== 'string') return null;
  const account: { id: string; [column: string]: Cell } = { id };
  distinct(used.account).forEach((column) => {
    account[column] = row.values[`${ALIAS}.${column}`] ?? null;
  });
  return account;
}
