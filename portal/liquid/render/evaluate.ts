import { compare } from '../compare.ts';
import { convertLike } from '../convert.ts';
import { LiquidError } from '../errors.ts';
import { bindArguments, type FilterTools } from '../filters/filter.ts';
import { findFilter } from '../filters/index.ts';
import { toInt32 } from '../filters/math.ts';
import { isNumber, toDecimal, toJsNumber } from '../number.ts';
import type { Condition, Expression, PathPart, Pipeline } from '../syntax.ts';
import { isDrop, isNil, isPlainObject, LiquidRange, listItems } from '../value.ts';
import { findVariable, member, memberByPath } from './lookup.ts';
import { countTurns, type RenderState, report, reserve, settle } from './state.ts';

/** Renders text as Liquid in the given state; handed in, because evaluation and rendering need each other. */
export type RenderText = (state: RenderState, source: string) => Promise<string>;

/** The value of an expression. @throws LiquidError shown in place (a literal out of range, an index out of bounds). */
export async function evaluate(state: RenderState, expression: Expression): Promise<unknown> {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'fault':
      throw new LiquidError(expression.message);
    case 'range':
      return new LiquidRange(asInt32(await evaluate(state, expression.from)), asInt32(await evaluate(state, expression.to)));
    case 'path':
      return await evaluatePath(state, expression.root, expression.parts);
  }
}

async function evaluatePath(state: RenderState, root: PathPart, parts: readonly PathPart[]): Promise<unknown> {
  const name = root.kind === 'name' ? root.name : await evaluate(state, root.expression);
  let value = await settle(state, findVariable(state, typeof name === 'string' ? name : ''));
  for (const part of parts) {
    if (isNil(value)) return null;
    value =
      part.kind === 'name'
        ? await member(state, value, part.name, true)
        : await member(state, value, await evaluate(state, part.expression), false);
  }
  return value;
}

/** A whole number as .NET's `Convert.ToInt32` makes it: nil is zero, texts are parsed, fractions rounded. */
export function asInt32(value: unknown): number {
  if (isNil(value)) return 0;
  const number = isNumber(value) ? value : convertLike(0, value);
  return isNumber(number) ? toInt32(toDecimal(number)) : 0;
}

/** Whether a condition holds; only nil and false are not true. Long chains of `and` and `or` use no stack. */
export async function holds(state: RenderState, condition: Condition): Promise<boolean> {
  let rest = condition;
  while (rest.kind === 'and' || rest.kind === 'or') {
    const left = await holds(state, rest.left);
    if (left === (rest.kind === 'or')) return left;
    rest = rest.right;
  }
  if (rest.kind === 'truth') {
    const value = await evaluate(state, rest.value);
    return !isNil(value) && value !== false;
  }
  return compare(rest.operator, await evaluate(state, rest.left), await evaluate(state, rest.right));
}

/** The value of a pipeline. An unknown filter passes its input through and is reported. */
export async function evaluatePipeline(state: RenderState, pipeline: Pipeline, renderText: RenderText): Promise<unknown> {
  let value = await evaluate(state, pipeline.value);
  for (const call of pipeline.filters) {
    const filter = findFilter(call.name);
    if (filter === undefined) {
      report(state, 'unknown-filter', `there is no filter \`${call.name}\`; its input passes through`);
      continue;
    }
    const given: unknown[] = [];
    for (const argument of call.arguments) given.push(expanded(state, await evaluate(state, argument)));
    const input = expanded(state, value);
    const bound = bindArguments(call.name, filter, input, given);
    value = await settle(state, filter.run(input, bound, tools(state, renderText)));
  }
  return value;
}

function tools(state: RenderState, renderText: RenderText): FilterTools {
  return {
    now: state.environment.now,
    member: (value, path) => memberByPath(state, value, path),
    items: (value) => enumerate(state, value),
    render: (source) => renderText(state, source),
    reserve: (characters) => reserve(state, characters),
  };
}

/** A range as a list, anything else as it is. */
export function expanded(state: RenderState, value: unknown): unknown {
  if (!(value instanceof LiquidRange)) return value;
  const size = Math.max(0, value.to - value.from + 1);
  countTurns(state, size);
  return Array.from({ length: size }, (_item, index) => value.from + index);
}

/** The items of anything enumerable: lists, texts by character, dictionaries and objects as pairs, enumerable drops; else `null`. */
export async function enumerate(state: RenderState, value: unknown): Promise<readonly unknown[] | null> {
  const items = await itemsOf(state, value);
  if (items !== null) countTurns(state, Math.ceil(items.length / 16));
  return items;
}

async function itemsOf(state: RenderState, value: unknown): Promise<readonly unknown[] | null> {
  if (typeof value === 'string') return value.split('');
  if (isDrop(value)) return value.liquidItems === undefined ? null : await settle(state, value.liquidItems());
  if (value instanceof Map) return [...value].map(([key, item]) => pair(key, item));
  if (isPlainObject(value)) return Object.entries(value).map(([key, item]) => pair(key, item));
  return listItems(expanded(state, value));
}

function pair(key: unknown, value: unknown): Readonly<Record<string, unknown>> {
  return { key, value, 0: key, 1: value };
}

/** A number for the JavaScript side (limits of loops); `null` when the value is no whole number. */
export function wholeNumber(value: unknown): number | null {
  return isNumber(value) && Number.isInteger(toJsNumber(value)) ? toJsNumber(value) : null;
}
