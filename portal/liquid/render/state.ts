import type { Diagnostic, LiquidEnvironment } from '../environment.ts';
import { LiquidError, LiquidLimitError } from '../errors.ts';
import type { Body, Template } from '../syntax.ts';

/** What one render has used up, shared by all its includes, captures and substitutions. */
export interface Budget {
  turns: number;
  characters: number;
  readonly deadline: number;
  /** Rejects when the time is up; a door that never answers is raced against it. */
  readonly expired: Promise<never>;
}

/** Where substitutions of a cacheable render are kept. */
export interface Donuts {
  readonly nonce: string;
  readonly bodies: string[];
}

/** Everything a walk over a template reads and writes. `scopes[0]` is the outermost scope, the last one the innermost. */
export interface RenderState {
  readonly environment: LiquidEnvironment;
  readonly budget: Budget;
  /** Names of the global objects as the environment spells them, by lower-case name. */
  readonly globals: ReadonlyMap<string, string>;
  readonly scopes: Map<string, unknown>[];
  /** Scopes and renders around this point; the engine stops at 80. */
  depth: number;
  readonly template: string | null;
  /** Memory of `cycle`, `ifchanged` and `offset: continue`. */
  readonly registers: Map<string, unknown>;
  /** Overriding bodies of blocks, the most derived first. */
  readonly blocks: ReadonlyMap<string, readonly Body[]>;
  readonly parsed: Map<string, Template>;
  readonly donuts: Donuts | null;
}

/** Text in the making. */
export interface Output {
  readonly parts: string[];
}

/** Appends text and counts it. @throws LiquidLimitError beyond the output limit. */
export function write(state: RenderState, output: Output, text: string): void {
  if (text === '') return;
  state.budget.characters += text.length;
  if (state.budget.characters > state.environment.limits.output) throw outputLimit(state);
  output.parts.push(text);
}

/** Refuses a text that would cross the output limit, before it is built. */
export function reserve(state: RenderState, characters: number): void {
  if (characters > state.environment.limits.output) throw outputLimit(state);
}

function outputLimit(state: RenderState): LiquidLimitError {
  return new LiquidLimitError(`the output is longer than ${state.environment.limits.output} characters`);
}

/** Counts turns of loops (and other repeated work) and looks at the clock. @throws LiquidLimitError beyond either limit. */
export function countTurns(state: RenderState, turns = 1): void {
  state.budget.turns += turns;
  if (state.budget.turns > state.environment.limits.iterations) {
    throw new LiquidLimitError(`more than ${state.environment.limits.iterations} turns of loops in one render`);
  }
  if (Date.now() > state.budget.deadline) throw timeLimit(state.environment.limits.milliseconds);
}

/** The error of a render that took too long. */
export function timeLimit(milliseconds: number): LiquidLimitError {
  return new LiquidLimitError(`the render took longer than ${milliseconds} ms`);
}

/** Waits for a value from outside, no longer than the render may take. */
export async function settle<T>(state: RenderState, value: T | Promise<T>): Promise<T> {
  return value instanceof Promise ? await Promise.race([value, state.budget.expired]) : value;
}

/**
 * Runs with one more scope.
 * @throws LiquidError `Nesting too deep` when there are too many; it is shown in place, which also ends a template that includes itself.
 */
export async function withScope<T>(state: RenderState, values: Map<string, unknown>, run: () => Promise<T>): Promise<T> {
  if (state.depth >= state.environment.limits.nesting) throw new LiquidError('Nesting too deep');
  state.depth += 1;
  state.scopes.push(values);
  try {
    return await run();
  } finally {
    state.scopes.pop();
    state.depth -= 1;
  }
}

/** Writes to the outermost scope, where `assign`, `capture` and `fetchxml` put their results. */
export function assignOutermost(state: RenderState, name: string, value: unknown): void {
  state.scopes[0]?.set(name.toLowerCase(), value);
}

/** Tells the maker something. */
export function report(state: RenderState, kind: Diagnostic['kind'], message: string): void {
  state.environment.diagnostics?.({ kind, message, template: state.template });
}
