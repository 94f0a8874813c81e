/** The tree of a template: closed unions of plain nodes. Meaning lives in the renderer. */

/** A value as it is written: constant, range, or a path of names and bracketed expressions from a root name. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly kind: 'path'; readonly root: PathPart; readonly parts: readonly PathPart[]; readonly text: string };

/** One step of a path: `.name` or `[expression]`. */
export type PathPart = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'index'; readonly expression: Expression };

/** A filter as it is written behind a bar. */
export interface FilterCall {
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** A value and the filters it runs through, left to right. */
export interface Pipeline {
  readonly value: Expression;
  readonly filters: readonly FilterCall[];
}

/** A condition; `and` and `or` nest to the right, as the engine reads them. */
export type Condition =
  | { readonly kind: 'truth'; readonly value: Expression }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'or'; readonly left: Condition; readonly right: Condition };

export type Body = readonly Node[];

/** One arm of `if` or `unless`; without condition it is the `else`. */
export interface Branch {
  readonly condition: Condition | null;
  readonly negated: boolean;
  readonly body: Body;
}

/** One arm of `case`; `values` is `null` for `else`. */
export interface When {
  readonly values: readonly Expression[] | null;
  readonly body: Body;
}

/** What `for` and `tablerow` share. */
export interface LoopHead {
  readonly variable: string;
  readonly collection: Expression;
  /** Written form, `item-collection`: the engine's name for the loop, and its memory for `offset: continue`. */
  readonly name: string;
  readonly limit: Expression | null;
  readonly offset: Expression | 'continue' | null;
  readonly body: Body;
}

export interface IncludeNode {
  readonly kind: 'include';
  readonly template: Expression;
  readonly binding: Expression | null;
  readonly parameters: readonly (readonly [string, Expression])[];
}

export interface ServerLogicNode {
  readonly kind: 'serverlogic';
  readonly name: Expression;
  readonly operation: Expression;
  readonly input: Expression | null;
  readonly output: string | null;
}

/** A property of a code component. Bare text that names no variable stands for itself, as studio writes it. */
export interface ComponentProperty {
  readonly name: string;
  readonly value: Expression;
}

export interface CodeComponentNode {
  readonly kind: 'codecomponent';
  readonly name: Expression;
  readonly properties: readonly ComponentProperty[];
}

export interface EditableNode {
  readonly kind: 'editable';
  readonly target: Expression;
  readonly key: Expression | null;
  readonly options: ReadonlyMap<string, Expression>;
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly pipeline: Pipeline }
  | { readonly kind: 'if'; readonly branches: readonly Branch[] }
  | { readonly kind: 'case'; readonly subject: Expression; readonly whens: readonly When[] }
  | ({ readonly kind: 'for'; readonly reversed: boolean } & LoopHead)
  | ({ readonly kind: 'tablerow'; readonly columns: Expression | null } & LoopHead)
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'cycle'; readonly group: Expression | null; readonly key: string; readonly values: readonly Expression[] }
  | { readonly kind: 'ifchanged'; readonly body: Body }
  | { readonly kind: 'capture'; readonly variable: string; readonly body: Body }
  | { readonly kind: 'assign'; readonly variable: string; readonly pipeline: Pipeline }
  | { readonly kind: 'comment' }
  | IncludeNode
  | { readonly kind: 'block'; readonly name: string; readonly body: Body }
  | { readonly kind: 'fetchxml'; readonly variable: string; readonly body: Body }
  | { readonly kind: 'substitution'; readonly source: string }
  | CodeComponentNode
  | ServerLogicNode
  | EditableNode
  | { readonly kind: 'log'; readonly message: Expression; readonly level: Expression | null }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'unavailable'; readonly tag: string };

/** A parsed template; with `extends` only its blocks count. */
export interface Template {
  readonly extends: Expression | null;
  readonly body: Body;
}
