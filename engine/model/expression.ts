import type { Literal } from '../policy.ts';

/** The type by which two values are compared; `none` where the two sides do not fit, which makes the comparison unknown. */
export type ValueType = 'text' | 'number' | 'choice' | 'boolean' | 'datetime' | 'lookup';

/** One step of a path: a column of a table and, where the path goes on, the table that it leads to. */
export interface Step {
  readonly table: string;
  readonly column: string;
  readonly target: string | null;
}

/** A path with at least one step; `text` is as the policy wrote it. */
export interface Path {
  readonly text: string;
  readonly steps: readonly Step[];
}

export type CompiledOperand =
  | { readonly kind: 'column'; readonly path: Path; readonly type: ValueType | null }
  | { readonly kind: 'principal'; readonly whose: 'contact' | 'account'; readonly path: Path; readonly type: ValueType | null }
  | { readonly kind: 'literal'; readonly value: Literal; readonly type: ValueType | null }
  | { readonly kind: 'now'; readonly type: 'datetime' };

export type CompareOperator = '=' | '≠' | '<' | '≤' | '>' | '≥' | 'begins-with' | 'contains' | 'ends-with';

/** `exact` compares the stored values as they are, without the fold: sites and keys. */
export interface Compare {
  readonly kind: 'compare';
  readonly operator: CompareOperator;
  readonly left: CompiledOperand;
  readonly right: CompiledOperand;
  readonly type: ValueType | 'none' | 'exact';
}

export interface NullTest {
  readonly kind: 'null-test';
  readonly operand: CompiledOperand;
  /** True for `is null`, false for `is not null`. */
  readonly wanted: boolean;
}

/** A compiled condition: the one tree that evaluation, explanation and plan all walk. */
export type Expression =
  | { readonly kind: 'constant'; readonly truth: true | false | 'unknown' }
  | { readonly kind: 'all'; readonly items: readonly Expression[] }
  | { readonly kind: 'any'; readonly items: readonly Expression[] }
  | { readonly kind: 'not'; readonly item: Expression }
  | { readonly kind: 'in'; readonly left: CompiledOperand; readonly items: readonly Compare[] }
  | Compare
  | NullTest;

/** The access of a rule: a condition, or through the row that a lookup names and the rule that holds there. */
export type CompiledAccess =
  | { readonly kind: 'condition'; readonly condition: Expression }
  | { readonly kind: 'parent'; readonly lookup: Path; readonly targets: readonly string[]; readonly rule: string };

export const TRUE: Expression = Object.freeze({ kind: 'constant' as const, truth: true as const });
export const FALSE: Expression = Object.freeze({ kind: 'constant' as const, truth: false as const });
