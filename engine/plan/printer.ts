import { splitReference } from '../evaluate/operands.ts';
import type { FetchCondition, FetchFilterItem, FetchLinkEntity, FetchOperator } from '../fetchxml/index.ts';
import { and, columnCondition, condition, link } from '../fetchxml/index.ts';
import type { Path, Step } from '../model/expression.ts';
import { typeOf } from '../model/paths.ts';
import { own } from '../own.ts';
import type { Policy } from '../policy.ts';

/** A column as a condition names it: the alias of its link, or none on the root table. */
export interface ColumnName {
  readonly attribute: string;
  readonly alias: string | undefined;
}

interface Joined {
  readonly key: string;
  readonly alias: string;
  readonly parent: number;
  readonly step: Step;
}

/** Thrown away on overflow: how much was printed before. */
export interface Mark {
  readonly links: number;
  readonly conditions: number;
}

/** Counts conditions and shares links while a plan is printed. */
export interface Printer {
  readonly policy: Policy;
  /** The name of a column; null where the budget has no link left for it. */
  column(path: Path): ColumnName | null;
  /** One condition; null where the budget is used up. */
  condition(name: ColumnName, operator: FetchOperator, operand?: string | readonly string[]): FetchCondition | null;
  /** One comparison of two columns; `other` must be the root's where `name` is, or a link's where `name` is the root's. */
  columns(name: ColumnName, operator: FetchOperator, other: ColumnName): FetchCondition | null;
  mark(): Mark;
  back(to: Mark): void;
  links(): readonly FetchLinkEntity[];
  counts(): Mark;
}

/** The primary key of a table in the store. */
export const primaryKeyOf = ({ tables }: Policy, table: string): string => own(tables, table)?.primaryKey ?? `${table}id`;

/** @param budget how many links and conditions may be printed */
export function createPrinter(policy: Policy, budget: Mark, aliasPrefix: string): Printer {
  let joined: Joined[] = [];
  let conditions = 0;

  const count = <T>(made: T): T | null => {
    if (conditions + joined.length >= budget.conditions) return null;
    conditions += 1;
    return made;
  };

  /** The index of the link that a step needs, made where it does not exist; -1 on overflow. */
  const join = (parent: number, step: Step): number => {
    const key = `${parent}>${step.column}>${step.target}`;
    const known = indexOfKey(joined, key);
    if (known >= 0) return known;
    if (joined.length >= budget.links || conditions + joined.length >= budget.conditions) return -1;
    joined.push({ key, alias: `${aliasPrefix}${joined.length + 1}`, parent, step });
    return joined.length - 1;
  };

  const linksBelow = (parent: number): readonly FetchLinkEntity[] => {
    const links: FetchLinkEntity[] = [];
    joined.forEach(({ alias, parent: above, step }, index) => {
      if (above !== parent) return;
      const name = step.target ?? '';
      const place = { name, from: primaryKeyOf(policy, name), to: attributeOf(policy, step), linkType: 'outer' as const, alias };
      const site = siteCondition(policy, name);
      links.push(link(place, { ...(site && { filter: and([site]) }), links: linksBelow(index) }));
    });
    return links;
  };

  return {
    policy,
    column({ steps }) {
      let parent = -1;
      for (let index = 0; ; index += 1) {
        const step = steps[index] as Step;
        if (step.target === null) return { attribute: attributeOf(policy, step), alias: joined[parent]?.alias };
        parent = join(parent, step);
        if (parent < 0) return null;
      }
    },
    condition: ({ attribute, alias }, operator, operand) => count(condition(attribute, operator, operand, alias)),
    columns: (name, operator, other) =>
      count(
        columnCondition(
          name.attribute,
          operator,
          other.alias === undefined ? other.attribute : `${other.alias}.${other.attribute}`,
          name.alias,
        ),
      ),
    mark: () => ({ links: joined.length, conditions }),
    back(to) {
      joined = joined.slice(0, to.links);
      conditions = to.conditions;
    },
    links: () => linksBelow(-1),
    counts: () => ({ links: joined.length, conditions }),
  };
}

const attributeOf = (policy: Policy, { table, column }: Step): string => (column === 'id' ? primaryKeyOf(policy, table) : column);

function indexOfKey(joined: readonly Joined[], key: string): number {
  for (let index = 0; index < joined.length; index += 1) if (joined[index]?.key === key) return index;
  return -1;
}

/** A link to a table with sites finds rows of this site only. */
function siteCondition(policy: Policy, table: string): FetchFilterItem | null {
  const site = own(policy.tables, table)?.site;
  return site === undefined ? null : condition(site, 'eq', siteLiteral(policy, table, site));
}

/** The site as its column holds it: the id of a lookup, or a text. */
export const siteLiteral = (policy: Policy, table: string, column: string): string =>
  typeOf(policy.tables, table, column) === 'lookup' ? splitReference(policy.site).id : policy.site;
