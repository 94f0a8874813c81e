import { LiquidError } from '../errors.ts';
import { printValue } from '../print.ts';
import type { Body, Expression, IncludeNode, Template } from '../syntax.ts';
import { isNil, type LiquidDrop, listItems } from '../value.ts';
import { evaluate, expanded } from './evaluate.ts';
import { countTurns, type Output, type RenderState, report, settle, withScope } from './state.ts';
import { type Ending, parsed, renderBody, renderTemplate } from './walk.ts';

/** `include`: sees all variables; its parameters shadow them in a scope of their own. */
export async function renderInclude(state: RenderState, node: IncludeNode, output: Output): Promise<Ending> {
  const name = printValue(await evaluate(state, node.template));
  const template = await load(state, name);
  const parameters = new Map<string, unknown>();
  for (const [key, value] of node.parameters) parameters.set(key.toLowerCase(), await evaluate(state, value));
  const bindings = node.binding === null ? null : await bound(state, node.binding);
  const inner: RenderState = { ...state, template: name, blocks: new Map() };
  for (const binding of bindings ?? [undefined]) {
    countTurns(state);
    const scope = new Map(parameters);
    if (bindings !== null) scope.set(name.toLowerCase(), binding);
    const ending = await withScope(inner, scope, () => renderTemplate(inner, template, output));
    if (ending !== 'end') return ending;
  }
  return 'end';
}

/** A list repeats the include, one item each time. */
async function bound(state: RenderState, expression: Expression): Promise<readonly unknown[]> {
  const value = expanded(state, await evaluate(state, expression));
  return listItems(value) ?? [value];
}

async function load(state: RenderState, name: string): Promise<Template> {
  const source = await settle(state, state.environment.doors.template(name));
  if (isNil(source)) {
    report(state, 'missing-template', `there is no web template \`${name}\``);
    throw new LiquidError(`the template '${name}' could not be found`);
  }
  return parsed(state, source);
}

/** `extends`: the parent with this template's blocks in place of its own; several levels, the most derived block wins. */
export async function renderInherited(state: RenderState, parent: Expression, body: Body, output: Output): Promise<Ending> {
  const name = printValue(await evaluate(state, parent));
  const template = await load(state, name);
  const blocks = new Map(state.blocks);
  for (const node of body) {
    if (node.kind === 'block') blocks.set(node.name, [...(blocks.get(node.name) ?? []), node.body]);
  }
  const inner: RenderState = { ...state, template: name, blocks };
  countTurns(state);
  return await withScope(inner, new Map(), () => renderTemplate(inner, template, output));
}

/** `block`: the most derived body, or its own. `block.super` in a body is what it replaces. */
export async function renderBlock(
  state: RenderState,
  { name, body }: { readonly name: string; readonly body: Body },
  output: Output,
): Promise<Ending> {
  return await renderOverride(state, [...(state.blocks.get(name) ?? []), body], output);
}

async function renderOverride(state: RenderState, bodies: readonly Body[], output: Output): Promise<Ending> {
  const [body = [], ...replaced] = bodies;
  const drop: LiquidDrop = {
    liquidGet: async (member) => {
      if (member.toLowerCase() !== 'super' || replaced.length === 0) return null;
      return await withScope(state, new Map(), () => renderSuper(state, replaced));
    },
  };
  return await withScope(state, new Map([['block', drop]]), () => renderBody(state, body, output));
}

async function renderSuper(state: RenderState, bodies: readonly Body[]): Promise<string> {
  const output: Output = { parts: [] };
  await renderOverride(state, bodies, output);
  return output.parts.join('');
}
