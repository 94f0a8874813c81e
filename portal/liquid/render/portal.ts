import { LiquidError } from '../errors.ts';
import { encodeHtml } from '../filters/html.ts';
import { printValue } from '../print.ts';
import type { Body, CodeComponentNode, EditableNode, Expression, Node, ServerLogicNode } from '../syntax.ts';
import { isNil } from '../value.ts';
import { evaluate } from './evaluate.ts';
import { isVariable, member } from './lookup.ts';
import { assignOutermost, type Output, type RenderState, report, settle, write } from './state.ts';
import { renderText, renderToText } from './walk.ts';

/** `fetchxml`: the rendered body goes to the door, and its answer becomes the variable. */
export async function renderFetchXml(state: RenderState, node: { readonly variable: string; readonly body: Body }): Promise<void> {
  const xml = await renderToText(state, node.body);
  assignOutermost(state, node.variable, await settle(state, state.environment.doors.fetchXml({ name: node.variable, xml })));
}

/** `codecomponent`: the door gives the control's host element. */
export async function renderCodeComponent(state: RenderState, node: CodeComponentNode, output: Output): Promise<void> {
  const properties: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const { name, value } of node.properties) properties[name] = await valueOrText(state, value);
  const name = printValue(await valueOrText(state, node.name));
  if (name === '') throw new LiquidError("the tag 'codecomponent' has no component name");
  write(state, output, await settle(state, state.environment.doors.codeComponent({ name, properties })));
}

/** A variable's value, or the bare text itself when no such variable exists: `name:abc_Space.Control`. */
async function valueOrText(state: RenderState, expression: Expression): Promise<unknown> {
  const isText = expression.kind === 'path' && (expression.root.kind !== 'name' || !isVariable(state, expression.root.name));
  return isText ? expression.text : await evaluate(state, expression);
}

/** `serverlogic`: the function's answer as an object with success, status_code, data (parsed JSON) and raw_result. */
export async function renderServerLogic(state: RenderState, node: ServerLogicNode): Promise<void> {
  const input = node.input === null ? null : await evaluate(state, node.input);
  const call = {
    name: printValue(await evaluate(state, node.name)),
    operation: printValue(await evaluate(state, node.operation)),
    input: isNil(input) ? null : printValue(input),
  };
  const answer = await settle(state, state.environment.doors.serverLogic(call));
  if (node.output === null) return;
  assignOutermost(state, node.output, {
    success: answer.success,
    status_code: answer.status,
    data: parseData(answer.text),
    raw_result: answer.text,
  });
}

function parseData(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return data;
  } catch {
    return null;
  }
}

/** `editable`, as a visitor without editing rights sees it: two nested elements around the value. */
export async function renderEditable(state: RenderState, node: EditableNode, output: Output): Promise<void> {
  const target = await evaluate(state, node.target);
  const key = node.key === null ? null : await evaluate(state, node.key);
  if (isNil(target) || isNil(key)) return;
  const option = async (name: string): Promise<unknown> => {
    const expression = node.options.get(name);
    return expression === undefined ? null : await evaluate(state, expression);
  };
  const stored = await member(state, target, key, false);
  const isEmpty = isNil(stored) || printValue(stored) === '';
  const text = printValue(isEmpty ? await option('default') : stored);
  const rendered = (await option('liquid')) === false ? text : await renderText(state, text);
  const value = (await option('escape')) === true ? encodeHtml(rendered) : rendered;
  const tag = elementName(await option('tag'));
  const type = printValue(await option('type')) === 'text' ? 'text' : 'html';
  const classes = [`xrm-editable-${type}`, 'xrm-attribute', isEmpty ? 'no-value' : '', printValue(await option('class'))];
  const list = encodeHtml(classes.filter((name) => name !== '').join(' '));
  write(state, output, `<${tag} class="${list}"><${tag} class="xrm-attribute-value">${value}</${tag}></${tag}>`);
}

function elementName(value: unknown): string {
  return typeof value === 'string' && /^[a-z][a-z0-9]*$/i.test(value) ? value : 'div';
}

/** `log`: to the maker, never to the page. */
export async function renderLog(state: RenderState, node: Extract<Node, { kind: 'log' }>): Promise<void> {
  const level = node.level === null ? 'Info' : printValue(await evaluate(state, node.level));
  report(state, 'log', `${level}: ${printValue(await evaluate(state, node.message))}`);
}
