import { typeName } from '../convert.ts';
import { LiquidError, LiquidSyntaxError } from '../errors.ts';
import { isNumber, numberType } from '../number.ts';
import { isDrop, isNil, LazyList, LiquidDecimal } from '../value.ts';

/** What a filter may use besides its input and arguments. */
export interface FilterTools {
  readonly now: Date;
  /** A member of an object, by name or by a dotted path. */
  readonly member: (value: unknown, path: string) => Promise<unknown>;
  /** The items of anything enumerable, texts by character; `null` when it is not. Counts against the render's limits. */
  readonly items: (value: unknown) => Promise<readonly unknown[] | null>;
  /** Renders text as Liquid in the current context. */
  readonly render: (source: string) => Promise<string>;
  /** Refuses a text that would be longer than the render's output limit, before it is built. */
  readonly reserve: (characters: number) => void;
}

/** The .NET type of a filter's input or parameter. Values are not converted to it: a wrong one is an error shown in place. */
export type Kind = 'any' | 'string' | 'int' | 'double' | 'date' | 'list' | 'bool';

export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  /** The default; a parameter without one must be given. */
  readonly fallback?: unknown;
}

export interface Filter {
  readonly input: Kind;
  readonly parameters: readonly Parameter[];
  readonly run: (input: unknown, values: readonly unknown[], tools: FilterTools) => unknown | Promise<unknown>;
}

/** A parameter that must be given. */
export function required(name: string, kind: Kind): Parameter {
  return { name, kind };
}

/** A parameter with a default. */
export function optional(name: string, kind: Kind, fallback: unknown): Parameter {
  return { name, kind, fallback };
}

/** A filter on a text; nil stays nil. */
export function textFilter(
  parameters: readonly Parameter[],
  run: (text: string, values: readonly unknown[], tools: FilterTools) => unknown,
): Filter {
  return { input: 'string', parameters, run: (input, values, tools) => (typeof input === 'string' ? run(input, values, tools) : null) };
}

/**
 * Checks the arguments of a call and fills in defaults.
 * @throws LiquidSyntaxError for a missing argument; LiquidError for a surplus one or one of another type. Both are shown in place.
 */
export function bindArguments(name: string, filter: Filter, input: unknown, values: readonly unknown[]): readonly unknown[] {
  checkKind(filter.input, input);
  if (values.length > filter.parameters.length) throw new LiquidError('Parameter count mismatch.');
  return filter.parameters.map((parameter, index) => {
    if (index >= values.length && !('fallback' in parameter)) {
      throw new LiquidSyntaxError(
        `Error - Filter '${name}' does not have a default value for '${parameter.name}' and no value was supplied`,
      );
    }
    const value = index < values.length ? values[index] : parameter.fallback;
    checkKind(parameter.kind, value);
    return value;
  });
}

const kindNames: Readonly<Record<Kind, string>> = {
  any: 'System.Object',
  string: 'System.String',
  int: 'System.Int32',
  double: 'System.Double',
  date: 'System.Nullable`1[System.DateTime]',
  list: 'System.Collections.IEnumerable',
  bool: 'System.Boolean',
};

function checkKind(kind: Kind, value: unknown): void {
  if (isNil(value) || matches(kind, value)) return;
  throw new LiquidError(`Object of type '${typeName(value)}' cannot be converted to type '${kindNames[kind]}'.`);
}

function matches(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'string':
      return typeof value === 'string';
    case 'int':
      return isNumber(value) && numberType(value) === 'int';
    case 'double':
      return isNumber(value) && !(value instanceof LiquidDecimal);
    case 'date':
      return value instanceof Date;
    case 'bool':
      return typeof value === 'boolean';
    case 'list':
      return (
        typeof value === 'string' || Array.isArray(value) || value instanceof LazyList || value instanceof Map || isEnumerableDrop(value)
      );
  }
}

function isEnumerableDrop(value: unknown): boolean {
  return isDrop(value) && value.liquidItems !== undefined;
}

/** A bound text argument; nil counts as empty. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A bound whole-number argument; nil counts as zero, as .NET passes it. */
export function asInt(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
