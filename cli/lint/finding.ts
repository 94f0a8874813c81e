import type { ExperienceDefinition } from '../../contracts/index.ts';
import type { Engine, Policy, Rule } from '../../engine/index.ts';

export type Severity = 'error' | 'warning' | 'note';

/** A kind of weakness that a policy may have. */
export interface Kind {
  /** Never used again for another kind, e.g. `PL007`. */
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: why it is a weakness. */
  readonly why: string;
  readonly find: (linted: Linted) => readonly Found[];
}

/** What is looked at: a policy, and what stands beside it where that is known. */
export interface Linted {
  readonly policy: Policy;
  readonly engine: Engine;
  /** UTC, whole seconds: for windows. */
  readonly now: string;
  readonly experience: ExperienceDefinition | null;
  readonly site: LintedSite | null;
}

/** The parts of a site description that a policy meets. */
export interface LintedSite {
  readonly tablePermissions: readonly {
    readonly name: string;
    readonly table: string;
    readonly scope: string;
    readonly privileges: readonly string[];
  }[];
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** One place where a kind is met. */
export interface Found {
  /** As problems of a policy write it, e.g. `rules[3].when`. */
  readonly path: string;
  readonly message: string;
  readonly counterexample?: Counterexample;
}

/** A person and a record on which the weakness shows, decided by the engine. */
export interface Counterexample {
  readonly person: string;
  readonly record: string;
  readonly shows: string;
}

export interface Finding extends Found {
  readonly kind: Kind;
}

/** The rules with their paths. */
export const rulesOf = ({ policy }: Linted): readonly { readonly rule: Rule; readonly path: string }[] =>
  policy.rules
    .map((rule, index) => ({ rule, path: `rules[${index}]` }))
    .filter(({ rule }) => rule.inactive !== true && rule.native !== true);

/** The privileges and actions of a rule. */
export const askedOf = (rule: Rule): readonly string[] => [...(rule.privileges ?? []), ...(rule.actions ?? [])];

/** Whether everybody whom the roles `some` reach is reached by `all` too; `*` reaches everybody. */
export const covers = (all: readonly string[] | undefined, some: readonly string[] | undefined): boolean =>
  (all ?? []).includes('*') || ((some ?? []).length > 0 && (some ?? []).every((role) => (all ?? []).includes(role)));
