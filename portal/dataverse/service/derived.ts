import type { Table } from '../metadata/model.ts';
import type { TypedValue, Values } from '../types.ts';

/** The columns of a table that the platform fills by itself from others. */
type Derivation =
  | { readonly kind: 'full-name'; readonly column: string }
  | { readonly kind: 'mirror'; readonly of: string; readonly target: string; readonly column: string }
  | { readonly kind: 'number'; readonly column: string; readonly prefix: string }
  /** The time at which a boolean became true; emptied when it becomes false. */
  | { readonly kind: 'since'; readonly of: string; readonly column: string };

const customerMirrors: readonly Derivation[] = [
  { kind: 'mirror', of: 'customerid', target: 'account', column: 'accountid' },
  { kind: 'mirror', of: 'customerid', target: 'contact', column: 'contactid' },
];

const DERIVATIONS: Readonly<Record<string, readonly Derivation[]>> = {
  contact: [
    { kind: 'full-name', column: 'fullname' },
    { kind: 'mirror', of: 'parentcustomerid', target: 'account', column: 'accountid' },
    { kind: 'mirror', of: 'parentcustomerid', target: 'contact', column: 'parentcontactid' },
  ],
  systemuser: [{ kind: 'full-name', column: 'fullname' }],
  salesorder: [...customerMirrors, { kind: 'number', column: 'ordernumber', prefix: 'ORD' }],
  invoice: [...customerMirrors, { kind: 'number', column: 'invoicenumber', prefix: 'INV' }],
  incident: [
    ...customerMirrors,
    { kind: 'number', column: 'ticketnumber', prefix: 'CAS' },
    { kind: 'since', of: 'isescalated', column: 'escalatedon' },
  ],
};

const textOf = (given: Values, current: Readonly<Record<string, unknown>> | null, column: string): string => {
  const value = given[column];
  if (value !== undefined) return value?.[0] === 'text' ? value[1] : '';
  return typeof current?.[column] === 'string' ? current[column] : '';
};

export interface Writing {
  readonly given: Values;
  /** The stored row of an update, null on create. */
  readonly current: Readonly<Record<string, unknown>> | null;
  /** Counts up. */
  readonly number: number;
  readonly now: string;
}

/** The values that follow from what is written. */
export function derivedValues(table: Table, { given, current, number, now }: Writing): Values {
  const derived: Record<string, TypedValue> = {};
  for (const rule of DERIVATIONS[table.name] ?? []) {
    switch (rule.kind) {
      case 'full-name':
        if (given.firstname !== undefined || given.lastname !== undefined) {
          const name = `${textOf(given, current, 'firstname')} ${textOf(given, current, 'lastname')}`.trim();
          derived[rule.column] = ['text', name];
        }
        break;
      case 'mirror': {
        const source = given[rule.of];
        if (source !== undefined) derived[rule.column] = source?.[0] === 'lookup' && source[1] === rule.target ? source : null;
        break;
      }
      case 'number':
        if (current === null && given[rule.column] === undefined)
          derived[rule.column] = ['text', `${rule.prefix}-${String(number).padStart(6, '0')}`];
        break;
      case 'since': {
        const value = given[rule.of];
        if (value === undefined) break;
        if (value?.[0] !== 'boolean' || !value[1]) derived[rule.column] = null;
        else if (Number(current?.[rule.of] ?? 0) === 0) derived[rule.column] = ['datetime', now];
        break;
      }
    }
  }
  return derived;
}
