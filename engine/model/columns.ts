import type { CompiledRule } from './compile-rule.ts';
import type { CompiledOperand, Expression, Step } from './expression.ts';

/** One column that a condition looks at; `principal` where it is read from the person's own contact or account. */
export interface UsedColumn {
  readonly table: string;
  readonly column: string;
  readonly principal: boolean;
  /** The tables that are gone on to from here; none where the column is looked at itself. */
  readonly targets: readonly string[];
}

/** Every column that a condition looks at, along its paths, `id` included. */
export function columnsIn(expression: Expression): readonly UsedColumn[] {
  switch (expression.kind) {
    case 'constant':
      return [];
    case 'all':
    case 'any':
    case 'in': {
      const items: readonly Expression[] = expression.items;
      return items.reduce<readonly UsedColumn[]>(
        (used, item) => used.concat(columnsIn(item)),
        expression.kind === 'in' ? columnsOf(expression.left) : [],
      );
    }
    case 'not':
      return columnsIn(expression.item);
    case 'null-test':
      return columnsOf(expression.operand);
    case 'compare':
      return columnsOf(expression.left).concat(columnsOf(expression.right));
  }
}

const used = ({ table, column, target }: Step, principal: boolean, targets: readonly string[] = []): UsedColumn => ({
  table,
  column,
  principal,
  targets: target === null ? targets : [target],
});

function columnsOf(operand: CompiledOperand): readonly UsedColumn[] {
  if (operand.kind !== 'column' && operand.kind !== 'principal') return [];
  return operand.path.steps.map((step, index) => used(step, operand.kind === 'principal' && index === 0));
}

/** Every column that a rule looks at. */
export function columnsOfRule({ access, when, endsWhen }: CompiledRule): readonly UsedColumn[] {
  const reached =
    access.kind === 'condition' ? columnsIn(access.condition) : access.lookup.steps.map((step) => used(step, false, access.targets));
  return reached.concat(columnsIn(when), columnsIn(endsWhen));
}

/** The columns of the person's own contact and account that rules look at, with `id`, sorted. */
export interface PrincipalColumns {
  readonly contact: readonly string[];
  readonly account: readonly string[];
}

/** The columns of a table among the used ones; of the person only those read from the person's own contact or account. */
export function namesOf(all: readonly UsedColumn[], table: string, principalOnly: boolean): readonly string[] {
  const names = all.filter((each) => each.table === table && (each.principal || !principalOnly)).map((each) => each.column);
  return names.filter((name, index) => names.indexOf(name) === index).sort();
}

/** A lookup that rules follow from the rows of a table, and the tables of the rows that they look at there. */
export interface FollowedLookup {
  readonly column: string;
  readonly targets: readonly string[];
}

/** The lookups of a table among the used columns; those of the person's own rows are followed before any row is asked for. */
export function lookupsOf(all: readonly UsedColumn[], table: string): readonly FollowedLookup[] {
  const followed = all.filter((each) => each.table === table && !each.principal && each.targets.length > 0);
  const columns = followed.map(({ column }) => column);
  return columns
    .filter((column, index) => columns.indexOf(column) === index)
    .map((column) => ({
      column,
      targets: followed.reduce<readonly string[]>(
        (list, each) => (each.column === column ? list.concat(each.targets.filter((target) => list.indexOf(target) < 0)) : list),
        [],
      ),
    }));
}
