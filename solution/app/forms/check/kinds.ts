import { names } from '../names.ts';
import { actionShape, dashboardShape, formShape, gridShape, menuItemShape, personaShape, tabShape, tileShape } from './definitions.ts';
import { has, isObject, type JsonObject, type PolicyFacts, type Problem } from './facts.ts';
import { columnsOfTable, conditionProblems, parseRule, tableProblems } from './policy.ts';
import { type Shape, shapeProblems } from './shape.ts';

/** What a check found. `notes` are for information: they block nothing. */
export interface Finding {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** A table of definitions: how one is checked, and which columns of the row repeat it. */
export interface DefinitionKind {
  /** `name`: the row's own name, for definitions that do not hold one. */
  readonly check: (value: unknown, facts: PolicyFacts, name: string) => Finding;
  /** Values of columns that follow from a definition without a problem. */
  readonly repeats: (value: JsonObject) => { readonly [column: string]: string | number | null };
}

const { columns } = names;
const joined = (value: unknown): string | null => (Array.isArray(value) && value.length > 0 ? value.join(', ') : null);
const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const optionOf = (options: { readonly [name: string]: number }, name: unknown): number | null =>
  typeof name === 'string' && has(options, name) ? (options[name] ?? null) : null;

/** Sentences about facts that are not there, so that nobody takes silence for a check. */
function unchecked({ roles, masks }: PolicyFacts, uses: { readonly roles: boolean; readonly masks: boolean }): readonly string[] {
  return [
    ...(uses.roles && roles === null ? ['The web roles of the site could not be read: names of roles are not checked here.'] : []),
    ...(uses.masks && masks === null ? ['The policy in force could not be read: names of masks are not checked here.'] : []),
  ];
}

const usesMasks = (rule: unknown): boolean =>
  isObject(rule) && isObject(rule.columns) && Object.values(rule.columns).some((each) => isObject(each) && each.mask !== undefined);

export const ruleKind: DefinitionKind = {
  check: (value, facts) => {
    const { problems, others } = parseRule(facts, value);
    const uses = { roles: isObject(value) && joined(value.roles) !== null, masks: usesMasks(value) };
    return {
      problems,
      notes: [...unchecked(facts, uses), ...others.map(({ path, message }) => `Not this rule, but what it stands on: ${path} ${message}`)],
    };
  },
  repeats: (rule) => ({
    [columns.name]: textOr(rule.id),
    [columns.effect]: optionOf(names.effects, rule.effect),
    [columns.table]: textOr(rule.table),
    [columns.roles]: joined(rule.roles),
    [columns.privileges]: joined([
      ...(Array.isArray(rule.privileges) ? rule.privileges : []),
      ...(Array.isArray(rule.actions) ? rule.actions : []),
    ]),
    [columns.reason]: textOr(rule.reason),
  }),
};

export const protectedTableKind: DefinitionKind = {
  check: (value, facts, name) => ({
    problems: name === '' ? [{ path: 'table', message: 'has no name yet' }] : tableProblems(facts, name, value),
    notes: [],
  }),
  repeats: (table) => ({ [columns.kind]: optionOf(names.tableKinds, table.kind) }),
};

/** A kind whose definitions are checked by a shape; `on` is the table of its conditions where it names none itself. */
const shaped = (shapeOf: (value: unknown) => Shape, repeats: DefinitionKind['repeats'], on: string | null = null): DefinitionKind => ({
  check: (value, facts) => {
    const own = isObject(value) && typeof value.table === 'string' ? value.table : on;
    const problems = shapeProblems(shapeOf(value), value, '', {
      on: own,
      hasTable: (name) => columnsOfTable(facts, name) !== null,
      hasColumn: (table, column) => columnsOfTable(facts, table)?.includes(column) ?? false,
      condition: (table, condition, path) => conditionProblems(facts, table, condition, path),
    });
    const roles = isObject(value) && Array.isArray(value.roles) ? value.roles : [];
    const strange = roles.flatMap((role, index) =>
      facts.roles !== null && typeof role === 'string' && !facts.roles.includes(role)
        ? [{ path: `roles[${index}]`, message: `the site has no role \`${role.slice(0, 50)}\`` }]
        : [],
    );
    return { problems: [...problems, ...strange], notes: unchecked(facts, { roles: roles.length > 0, masks: false }) };
  },
  repeats,
});

const named: DefinitionKind['repeats'] = (value) => ({ [columns.name]: textOr(value.name) });
const ordered = (value: JsonObject) => (typeof value.order === 'number' ? value.order : null);
const always = (shape: Shape) => () => shape;

export const personaKind = shaped(always(personaShape), (value) => ({ ...named(value), [columns.roles]: joined(value.roles) }), 'contact');
export const dashboardKind = shaped(always(dashboardShape), named);
export const tabKind = shaped(always(tabShape), (value) => ({ ...named(value), [columns.personas]: joined(value.personas) }));
export const tileKind = shaped(
  (value) => (isObject(value) && value.kind !== undefined ? tileShape : gridShape),
  (value) => ({
    ...named(value),
    [columns.kind]: optionOf(names.tileKinds, value.kind ?? 'grid'),
    [columns.table]: textOr(value.table),
  }),
);
export const recordFormKind = shaped(always(formShape), (value) => ({ ...named(value), [columns.table]: textOr(value.table) }));
export const menuItemKind = shaped(always(menuItemShape), (value) => ({ ...named(value), [columns.order]: ordered(value) }));
export const actionKind = shaped(always(actionShape), (value) => ({
  ...named(value),
  [columns.table]: textOr(value.table),
  [columns.order]: ordered(value),
}));
