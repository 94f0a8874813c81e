/** What a render is given: objects, templates, the doors to the outside, limits. The interpreter reaches nothing else. */

/** One `fetchxml` block after its body was rendered. The answer is bound to the block's name (shape: portal `fetchxml` result). */
export interface FetchXmlCall {
  readonly name: string;
  readonly xml: string;
}

/** One `codecomponent` tag: the control's full name and its properties, studio's own extras (`…_ofType`, `customControlId`) left out. */
export interface CodeComponentCall {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One `serverlogic` tag. `input` is text as the script's `Context.Input` sees it, `null` without one. */
export interface ServerLogicCall {
  readonly name: string;
  readonly operation: string;
  readonly input: string | null;
}

/** The answer of a server logic: `text` becomes `raw_result`, and `data` when it is JSON. */
export interface ServerLogicAnswer {
  readonly success: boolean;
  readonly status: number;
  readonly text: string;
}

/** A remark for the maker; never part of the page. */
export interface Diagnostic {
  readonly kind: 'unknown-filter' | 'parse-error' | 'run-error' | 'missing-template' | 'contested' | 'log' | 'not-available' | 'limit';
  readonly message: string;
  /** Name of the template it happened in; `null` for the outermost source. */
  readonly template: string | null;
}

/** All limits are explicit; `workbenchLimits` is what the local portal uses. Crossing one ends the whole render (see `LiquidLimitError`). */
export interface Limits {
  /** Nested includes, inherited templates and rendered texts (the platform: 80). */
  readonly nesting: number;
  /** Nested block tags in one template. */
  readonly blocks: number;
  /** Turns of all loops of one render together. */
  readonly iterations: number;
  /** Characters of output of one render, captures included. */
  readonly output: number;
  /** Characters of one template source. */
  readonly source: number;
  /** Milliseconds of one render, waiting included. */
  readonly milliseconds: number;
}

/** The doors. Each may throw `LiquidError` for an inline error; any other exception is a fault and leaves the render. */
export interface LiquidDoors {
  readonly fetchXml: (call: FetchXmlCall) => Promise<unknown>;
  readonly codeComponent: (call: CodeComponentCall) => Promise<string>;
  readonly serverLogic: (call: ServerLogicCall) => Promise<ServerLogicAnswer>;
  /** Source of a web template by name (case-insensitive is the finder's duty), `null` when there is none. */
  readonly template: (name: string) => string | null | Promise<string | null>;
}

/** Everything that one render may use. */
export interface LiquidEnvironment {
  /** The global objects: `page`, `user`, `request`, `settings`, … by name in any case; plain values, Maps or drops. */
  readonly objects: Readonly<Record<string, unknown>>;
  readonly doors: LiquidDoors;
  readonly limits: Limits;
  /** The instant that `'now' | date` shows. */
  readonly now: Date;
  /** Setting `Site/EnableDefaultHtmlEncoding`: HTML-encode output that starts at `user` or `request`. */
  readonly encodeUserAndRequest: boolean;
  readonly diagnostics?: (diagnostic: Diagnostic) => void;
}

/** A render that may be shared between visitors: the bodies of `substitution` are still source. Plain data, safe to keep. */
export interface CachedFragment {
  readonly html: string;
  /** Random per render and part of every placeholder, so that data cannot forge one. */
  readonly nonce: string;
  readonly bodies: readonly string[];
}

/** Limits of the local portal. */
export const workbenchLimits: Limits = {
  nesting: 80,
  blocks: 100,
  iterations: 100_000,
  output: 5_000_000,
  source: 1_000_000,
  milliseconds: 30_000,
};
