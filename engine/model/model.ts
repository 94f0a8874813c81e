import { has, own } from '../own.ts';
import type { Policy, Rule } from '../policy.ts';
import type { FollowedLookup, PrincipalColumns, UsedColumn } from './columns.ts';
import { columnsOfRule, lookupsOf, namesOf } from './columns.ts';
import type { CompiledRule } from './compile-rule.ts';
import { compileRule } from './compile-rule.ts';

/** A rule as a decision looks at it: a rule of the policy, or a rule of a bundle that a grant gives (`grant/rule`). */
export interface Candidate {
  readonly id: string;
  readonly compiled: CompiledRule;
  readonly grant: HeldGrant | null;
}

/** What a candidate needs of its grant. `row` is the reference of the one row that the grant is bound to. */
export interface HeldGrant {
  readonly id: string;
  readonly bundle: string;
  readonly row: string | null;
  readonly breakGlass: boolean;
}

/** The rules of a policy, compiled when a table is first asked for; nothing in it belongs to one person. */
export interface Model {
  readonly policy: Policy;
  /** The active rules of a table: its native permissions, or Portico's rules. */
  rulesOn(table: string, native: boolean): readonly Candidate[];
  /** The allow rules of a bundle. */
  bundle(name: string): readonly CompiledRule[];
  /** Something that holds for everybody, e.g. the rules for a table, privilege and set of roles; `make` runs when the key is new. */
  shared<Value>(key: string, make: () => Value): Value;
  /** Every column that any rule looks at, also in bundles and inactive ones, by `table.column`. */
  columnsUsed(): { readonly [key: string]: UsedColumn };
  /** The columns of a table that any rule looks at, directly or through lookups of other tables; and those that place its rows. */
  columnsNeeded(table: string): readonly string[];
  /** The lookups of a table that any rule follows. */
  lookupsNeeded(table: string): readonly FollowedLookup[];
  columnsOfPrincipal(): PrincipalColumns;
}

const MOST_KEPT = 500;

/** Builds the index; rules with the same id are one rule, the first one. */
export function createModel(policy: Policy): Model {
  const byTable: { [key: string]: readonly Candidate[] } = {};
  const bundles: { [name: string]: readonly CompiledRule[] } = {};
  let kept: { [key: string]: unknown } = {};
  let keptCount = 0;
  let used: { readonly [key: string]: UsedColumn } | null = null;
  let list: readonly UsedColumn[] | null = null;
  let principal: PrincipalColumns | null = null;
  const needed: { [table: string]: readonly string[] } = {};
  const followed: { [table: string]: readonly FollowedLookup[] } = {};
  const unique = uniqueRules(policy.rules);
  const listed = (): readonly UsedColumn[] => {
    if (list === null) list = allColumns(policy);
    return list;
  };
  return {
    policy,
    rulesOn(table, native) {
      const key = `${native ? 'native' : 'portico'}:${table}`;
      const known = own(byTable, key);
      if (known) return known;
      const rules = unique.filter((rule) => rule.table === table && (rule.native === true) === native && rule.inactive !== true);
      const compiled = rules.map((rule) => Object.freeze({ id: rule.id, compiled: compileRule(policy, rule), grant: null }));
      byTable[key] = compiled;
      return compiled;
    },
    bundle(name) {
      const key = `bundle:${name}`;
      const known = own(bundles, key);
      if (known) return known;
      const rules = uniqueRules(own(policy.bundles, name) ?? []).filter((rule) => rule.effect === 'allow');
      const compiled = rules.map((rule) => compileRule(policy, rule));
      bundles[key] = compiled;
      return compiled;
    },
    shared<Value>(key: string, make: () => Value): Value {
      // A key names what kind of thing it stands for, so that its type is known.
      if (has(kept, key)) return kept[key] as Value;
      if (keptCount >= MOST_KEPT) {
        kept = {};
        keptCount = 0;
      }
      const made = make();
      kept[key] = made;
      keptCount += 1;
      return made;
    },
    columnsUsed() {
      if (used === null) used = columnsOfPolicy(listed());
      return used;
    },
    columnsNeeded(table) {
      const known = own(needed, table);
      if (known) return known;
      const site = own(policy.tables, table)?.site;
      const placing = site === undefined ? [] : [{ table, column: site, principal: false, targets: [] }];
      const names = namesOf(listed().concat(placing), table, false).filter((each) => each !== 'id');
      needed[table] = names;
      return names;
    },
    lookupsNeeded(table) {
      const known = own(followed, table);
      if (known) return known;
      const lookups = lookupsOf(listed(), table);
      followed[table] = lookups;
      return lookups;
    },
    columnsOfPrincipal() {
      if (principal === null) principal = { contact: namesOf(listed(), 'contact', true), account: namesOf(listed(), 'account', true) };
      return principal;
    },
  };
}

function uniqueRules(rules: readonly Rule[]): readonly Rule[] {
  const seen: { [id: string]: true } = {};
  return rules.filter((rule) => {
    const key = `rule:${rule.id}`;
    if (own(seen, key)) return false;
    seen[key] = true;
    return true;
  });
}

function columnsOfPolicy(list: readonly UsedColumn[]): { readonly [key: string]: UsedColumn } {
  const used: { [key: string]: UsedColumn } = {};
  list.forEach((each) => {
    used[`${each.table}.${each.column}`] = each;
  });
  return used;
}

/** What every rule looks at, in bundles and inactive ones too. */
function allColumns(policy: Policy): readonly UsedColumn[] {
  const bundles = policy.bundles ?? {};
  const rules = Object.keys(bundles).reduce((list, name) => list.concat(own(bundles, name) ?? []), policy.rules);
  return rules.reduce<readonly UsedColumn[]>((list, rule) => list.concat(columnsOfRule(compileRule(policy, rule))), []);
}
