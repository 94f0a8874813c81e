import type { Compare, CompareOperator, Path, Step } from '../model/expression.ts';
import { targetsOf } from '../model/paths.ts';
import type { Policy } from '../policy.ts';
import type { Cell } from '../types.ts';
import type { Outcome, Plan, PlanCondition, PlanTest } from './condition.ts';
import { ALWAYS, every, NEVER } from './condition.ts';
import { choiceLiteral, lookupLiteral, numberLiteral, textLiteral, timeLiteral } from './literals.ts';
import { primaryKeyOf } from './printer.ts';

/** A plan as the text of a `$filter`. */
export interface ODataPlan {
  /** Selects at least the rows of the plan; null keeps every row. */
  readonly filter: string | null;
  /** No row is selected; the filter says so too. */
  readonly never: boolean;
  /** What could not be said and is to be tested on the rows that come; null where the filter is exact. */
  readonly residue: PlanCondition | null;
  /** Whether the store compares text for us, whose collation may select more than the fold. */
  readonly comparesText: boolean;
}

export interface ODataOptions {
  readonly policy: Policy;
  readonly table: string;
  /** The navigation property of a lookup to one of its tables, e.g. `customerid_account`; null where it is not known: then nothing is said of it. */
  readonly navigation: (table: string, column: string, target: string) => string | null;
  /** Longest filter in characters; what does not fit is left to the residue. */
  readonly most?: number;
}

/** What an address bears with everything else that stands in it. */
const MOST_CHARACTERS = 6000;

interface Said {
  readonly text: string;
  readonly exact: boolean;
}

/**
 * The same plan as an OData `$filter` of the Web API, as far as that can say it.
 * @example planToOData(plan, { policy, table: 'salesorder', navigation }).filter // '_customerid_value eq 1f…'
 */
export function planToOData(plan: Plan, options: ODataOptions): ODataPlan {
  const rows = plan.kind === 'when' ? plan.condition : plan.kind === 'always' ? ALWAYS : NEVER;
  if (rows.kind === 'never')
    return { filter: `${primaryKeyOf(options.policy, options.table)} eq null`, never: true, residue: null, comparesText: false };
  const parts: string[] = [];
  const residue: PlanCondition[] = [];
  let room = options.most ?? MOST_CHARACTERS;
  (rows.kind === 'all' ? rows.items : [rows]).forEach((part) => {
    if (part.kind === 'always') return;
    const said = say(options, part);
    const fits = said !== null && said.text.length + 5 <= room;
    if (fits && said) {
      parts.push(said.text);
      room -= said.text.length + 5;
    }
    if (!fits || said?.exact !== true) residue.push(part);
  });
  return {
    filter: parts.length > 0 ? parts.join(' and ') : null,
    never: false,
    residue: residue.length > 0 ? every(residue) : null,
    comparesText: comparesText(rows),
  };
}

function comparesText(condition: PlanCondition): boolean {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.items.some(comparesText);
  return condition.kind === 'test' && condition.leaf.kind === 'compare' && condition.leaf.type === 'text';
}

function say(options: ODataOptions, condition: PlanCondition): Said | null {
  switch (condition.kind) {
    case 'always':
    case 'never':
      return null;
    case 'test':
      return sayTest(options, condition);
    case 'all': {
      const said = condition.items.map((item) => say(options, item)).filter((each): each is Said => each !== null);
      if (said.length === 0) return null;
      const exact = said.length === condition.items.length && said.every((each) => each.exact);
      return { text: `(${said.map(({ text }) => text).join(' and ')})`, exact };
    }
    case 'any': {
      const said = condition.items.map((item) => say(options, item));
      if (said.some((each) => each === null)) return null;
      const all = said as readonly Said[];
      return { text: `(${all.map(({ text }) => text).join(' or ')})`, exact: all.every((each) => each.exact) };
    }
  }
}

/** The name of the value at the end of a path; a lookup's is its id. Null where a navigation property is not known. */
function nameOf({ policy, navigation }: ODataOptions, { steps }: Path): string | null {
  let name = '';
  for (let index = 0; ; index += 1) {
    const { table, column, target } = steps[index] as Step;
    if (target === null) {
      const isLookup = column !== 'id' && targetsOf(policy.tables, table, column).length > 0;
      return name + (column === 'id' ? primaryKeyOf(policy, table) : isLookup ? `_${column}_value` : column);
    }
    const property = navigation(table, column, target);
    // A row of another site is as good as missing, which a filter on what lies behind a link does not say.
    if (property === null || policy.tables[target]?.site !== undefined) return null;
    name += `${property}/`;
  }
}

function sayTest(options: ODataOptions, { leaf, is }: PlanTest): Said | null {
  if (leaf.kind === 'null-test') {
    const name = leaf.operand.kind === 'column' ? nameOf(options, leaf.operand.path) : null;
    return name === null ? null : { text: `${name} ${leaf.wanted ? 'eq' : 'ne'} null`, exact: true };
  }
  if (leaf.left.kind !== 'column' || leaf.right.kind !== 'literal') return null;
  const name = nameOf(options, leaf.left.path);
  if (name === null) return null;
  if (leaf.type === 'text') return sayText(name, leaf.operator, leaf.right.value, is);
  const last = leaf.left.path.steps[leaf.left.path.steps.length - 1] as Step;
  const literal = literalOf(options, last, leaf, leaf.right.value);
  return literal === null ? null : compared(name, leaf.operator, literal, is);
}

function literalOf({ policy }: ODataOptions, { table, column }: Step, { type }: Compare, value: Cell): string | null {
  switch (type) {
    case 'number':
      return numberLiteral(value);
    case 'datetime':
      return timeLiteral(value);
    case 'choice':
      return choiceLiteral(value);
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : null;
    case 'lookup': {
      const reference = lookupLiteral(value);
      const targets = column === 'id' ? [table] : targetsOf(policy.tables, table, column);
      // Ids are compared without their table, so a reference to a table that the column never names is not left to the store.
      return reference !== null && targets.indexOf(reference.table) >= 0 ? reference.id : null;
    }
    default:
      return null;
  }
}

const POSITIVE: { readonly [operator: string]: string } = { '=': 'eq', '<': 'lt', '≤': 'le', '>': 'gt', '≥': 'ge' };
const NEGATIVE: { readonly [operator: string]: string } = { '=': 'ne', '<': 'ge', '≤': 'gt', '>': 'le', '≥': 'lt' };

/** Null is said in so many words, whatever the store makes of `ne`. */
function compared(name: string, operator: CompareOperator, literal: string, is: Outcome): Said | null {
  const positive = POSITIVE[operator];
  const negative = NEGATIVE[operator];
  if (positive === undefined || negative === undefined) return null;
  switch (is) {
    case 'true':
      return { text: `${name} ${positive} ${literal}`, exact: true };
    case 'false':
      return { text: `(${name} ne null and ${name} ${negative} ${literal})`, exact: true };
    case 'not-true':
      return { text: `(${name} eq null or ${name} ${negative} ${literal})`, exact: true };
    case 'not-false':
      return { text: `(${name} eq null or ${name} ${positive} ${literal})`, exact: true };
  }
}

/** The store finds more equal than the fold does: a positive comparison may select more, and of a negative one only what is known is said. */
function sayText(name: string, operator: CompareOperator, value: Cell, is: Outcome): Said | null {
  if (is === 'false') return { text: `${name} ne null`, exact: false };
  if (is !== 'true') return null;
  const literal = textLiteral(value);
  if (literal === null || literal.kind !== 'text') return { text: `${name} ne null`, exact: false };
  // The functions stand for LIKE, whose wildcards have no escape here: such a text is looked for on the rows.
  const isPlain = ['%', '_', '['].every((each) => literal.text.indexOf(each) < 0);
  if (operator !== '=' && !isPlain) return { text: `${name} ne null`, exact: false };
  const quoted = `'${literal.text.split("'").join("''")}'`;
  switch (operator) {
    case '=':
      return { text: `${name} eq ${quoted}`, exact: true };
    case 'begins-with':
      return { text: `startswith(${name},${quoted})`, exact: true };
    case 'contains':
      return { text: `contains(${name},${quoted})`, exact: true };
    case 'ends-with':
      // Trailing blanks count for the store and not for the fold, so an end is looked for anywhere.
      return { text: `contains(${name},${quoted})`, exact: false };
    default:
      return null;
  }
}
