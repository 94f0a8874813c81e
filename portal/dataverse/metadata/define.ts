import type { Choice, Column, Ownership, Table } from './model.ts';

type Draft = Partial<Pick<Column, 'schemaName' | 'label' | 'required' | 'canCreate' | 'canUpdate' | 'secured'>>;

const common = (name: string, draft: Draft) => ({
  name,
  schemaName: draft.schemaName ?? name,
  label: draft.label ?? draft.schemaName ?? name,
  required: draft.required ?? false,
  canCreate: draft.canCreate ?? true,
  canUpdate: draft.canUpdate ?? true,
  secured: draft.secured ?? false,
});

const INT_LIMIT = 2147483647;
/** Set by the platform: neither create nor update may name it. */
export const readOnly = { canCreate: false, canUpdate: false } as const;
/** May be given on create and never changed. */
export const createOnly = { canUpdate: false } as const;

export const text = (name: string, maxLength: number, draft: Draft = {}): Column => ({ ...common(name, draft), kind: 'text', maxLength });
export const memo = (name: string, maxLength: number, draft: Draft = {}): Column => ({ ...common(name, draft), kind: 'memo', maxLength });
export const integer = (name: string, range: { min?: number; max?: number } = {}, draft: Draft = {}): Column => ({
  ...common(name, draft),
  kind: 'integer',
  min: range.min ?? -INT_LIMIT - 1,
  max: range.max ?? INT_LIMIT,
});
export const decimal = (name: string, precision = 2, draft: Draft = {}): Column => ({
  ...common(name, draft),
  kind: 'decimal',
  min: '-100000000000',
  max: '100000000000',
  precision,
});
export const money = (name: string, draft: Draft = {}): Column => ({
  ...common(name, draft),
  kind: 'money',
  min: '-922337203685477',
  max: '922337203685477',
  precision: 2,
});
export const boolean = (name: string, byDefault: boolean | null = false, draft: Draft = {}): Column => ({
  ...common(name, draft),
  kind: 'boolean',
  trueLabel: 'Yes',
  falseLabel: 'No',
  byDefault,
});
const choicesOf = (values: Readonly<Record<number, string>>): Choice[] =>
  Object.entries(values).map(([value, label]) => ({ value: Number(value), label }));
export const choice = (
  name: string,
  values: Readonly<Record<number, string>>,
  byDefault: number | null = null,
  draft: Draft = {},
): Column => ({ ...common(name, draft), kind: 'choice', choices: choicesOf(values), byDefault });
export const multiChoice = (name: string, values: Readonly<Record<number, string>>, draft: Draft = {}): Column => ({
  ...common(name, draft),
  kind: 'multi-choice',
  choices: choicesOf(values),
});
export const datetime = (name: string, draft: Draft = {}): Column => ({ ...common(name, draft), kind: 'datetime' });
export const dateonly = (name: string, draft: Draft = {}): Column => ({ ...common(name, draft), kind: 'dateonly' });
export const lookup = (name: string, targets: readonly string[], draft: Draft = {}): Column => ({
  ...common(name, draft),
  kind: 'lookup',
  targets,
});
export const guid = (name: string, draft: Draft = {}): Column => ({ ...common(name, draft), kind: 'guid' });
export const file = (name: string, maxKilobytes: number, draft: Draft = {}): Column => ({
  ...common(name, draft),
  kind: 'file',
  maxKilobytes,
});

/** State and status reason: each state with its label and its reasons; the first reason of a state is its default. */
export type States = readonly { readonly state: number; readonly label: string; readonly reasons: Readonly<Record<number, string>> }[];

export const ACTIVE_INACTIVE: States = [
  { state: 0, label: 'Active', reasons: { 1: 'Active' } },
  { state: 1, label: 'Inactive', reasons: { 2: 'Inactive' } },
];

export function stateColumns(states: States): Column[] {
  const reasons = states.flatMap(({ state, reasons }) => choicesOf(reasons).map((reason) => ({ ...reason, state })));
  const first = states[0]?.state ?? 0;
  const byDefault = reasons.find((reason) => reason.state === first)?.value ?? 1;
  const stateChoices = states.map(({ state, label }) => ({ value: state, label }));
  return [
    { ...common('statecode', { label: 'Status' }), kind: 'state', choices: stateChoices, byDefault: first },
    { ...common('statuscode', { label: 'Status Reason' }), kind: 'status', choices: reasons, byDefault },
  ];
}

/** The columns that the platform keeps on every table that is not an intersect. */
export function systemColumns(primaryKey: string, ownership: Ownership): Column[] {
  const owner =
    ownership === 'user'
      ? [lookup('ownerid', ['systemuser'], { label: 'Owner' }), lookup('owningbusinessunit', ['businessunit'], readOnly)]
      : [];
  return [
    { ...common(primaryKey, createOnly), kind: 'key' },
    { ...common('versionnumber', readOnly), kind: 'bigint' },
    datetime('createdon', { ...readOnly, label: 'Created On' }),
    datetime('modifiedon', { ...readOnly, label: 'Modified On' }),
    datetime('overriddencreatedon', createOnly),
    lookup('createdby', ['systemuser'], { ...readOnly, label: 'Created By' }),
    lookup('modifiedby', ['systemuser'], { ...readOnly, label: 'Modified By' }),
    ...owner,
  ];
}

type TableDraft = {
  readonly schemaName: string;
  readonly setName: string;
  readonly label?: string;
  readonly pluralLabel?: string;
  readonly primaryKey?: string;
  readonly primaryName: string | null;
  readonly ownership?: Ownership;
  /** Left out: Active and Inactive. Null: the table has no state. */
  readonly states?: States | null;
  readonly keys?: Table['keys'];
  readonly columns: readonly Column[];
};

/** A table of the platform with its own columns; the system's columns are added. */
export function table(draft: TableDraft): Table {
  const name = draft.schemaName.toLowerCase();
  const primaryKey = draft.primaryKey ?? `${name}id`;
  const ownership = draft.ownership ?? 'organization';
  const states = draft.states === null ? [] : stateColumns(draft.states ?? ACTIVE_INACTIVE);
  return {
    name,
    schemaName: draft.schemaName,
    setName: draft.setName,
    label: draft.label ?? draft.schemaName,
    pluralLabel: draft.pluralLabel ?? draft.label ?? draft.schemaName,
    primaryKey,
    primaryName: draft.primaryName,
    ownership,
    intersect: false,
    solution: null,
    columns: [...systemColumns(primaryKey, ownership), ...draft.columns, ...states],
    keys: draft.keys ?? [],
  };
}

/** The intersect table of a many-to-many relationship: its key and the two ids. */
export const intersectTable = (name: string, first: string, second: string, extra: readonly Column[] = []): Table => ({
  name,
  schemaName: name,
  setName: `${name}set`,
  label: name,
  pluralLabel: name,
  primaryKey: `${name}id`,
  primaryName: null,
  ownership: 'none',
  intersect: true,
  solution: null,
  columns: [
    { ...common(`${name}id`, createOnly), kind: 'key' },
    { ...common('versionnumber', readOnly), kind: 'bigint' },
    guid(first),
    guid(second),
    ...extra,
  ],
  keys: [{ name: `${name}_pair`, columns: [first, second] }],
});
