import { LiquidError, LiquidParseError, LiquidSyntaxError } from '../errors.ts';
import { encodeHtml } from '../filters/html.ts';
import { parseSource } from '../parse/index.ts';
import { printValue } from '../print.ts';
import type { Body, Node, Pipeline, Template } from '../syntax.ts';
import { evaluatePipeline, expanded } from './evaluate.ts';
import { renderCase, renderIf } from './flow.ts';
import { renderBlock, renderInclude, renderInherited } from './include.ts';
import { renderCycle, renderFor, renderIfChanged, renderTableRow } from './loops.ts';
import { renderCodeComponent, renderEditable, renderFetchXml, renderLog, renderServerLogic } from './portal.ts';
import { assignOutermost, countTurns, type Output, type RenderState, report, withScope, write } from './state.ts';
import { renderSubstitution } from './substitution.ts';

/** How a body ended: at its end, or by `break` or `continue` on its way to the loop around it. */
export type Ending = 'end' | 'break' | 'continue';

/** Renders a body node by node. An error of a node is printed in its place, and the next node follows. */
export async function renderBody(state: RenderState, body: Body, output: Output): Promise<Ending> {
  for (const node of body) {
    const ending = await renderNode(state, node, output);
    if (ending !== 'end') return ending;
  }
  return 'end';
}

async function renderNode(state: RenderState, node: Node, output: Output): Promise<Ending> {
  if (node.kind === 'text') {
    write(state, output, node.text);
    return 'end';
  }
  countTurns(state, 0);
  try {
    return await dispatch(state, node, output);
  } catch (error) {
    write(state, output, inlineError(state, error));
    return 'end';
  }
}

/** The text of an error shown in place; limits and faults go on. */
function inlineError(state: RenderState, error: unknown): string {
  if (!(error instanceof LiquidError) && !(error instanceof LiquidParseError)) throw error;
  const isSyntax = error instanceof LiquidSyntaxError || error instanceof LiquidParseError;
  report(state, error instanceof LiquidParseError ? 'parse-error' : 'run-error', error.message);
  return `Liquid ${isSyntax ? 'syntax error' : 'error'}: ${error.message}`;
}

async function dispatch(state: RenderState, node: Node, output: Output): Promise<Ending> {
  switch (node.kind) {
    case 'break':
    case 'continue':
      return node.kind;
    case 'if':
      return await renderIf(state, node.branches, output);
    case 'case':
      return await renderCase(state, node, output);
    case 'for':
      return await renderFor(state, node, output);
    case 'tablerow':
      return await renderTableRow(state, node, output);
    case 'include':
      return await renderInclude(state, node, output);
    case 'block':
      return await renderBlock(state, node, output);
    case 'ifchanged':
      return await renderIfChanged(state, node.body, output);
    default:
      await renderLeaf(state, node, output);
      return 'end';
  }
}

type Leaf = Exclude<Node, { kind: 'break' | 'continue' | 'if' | 'case' | 'for' | 'tablerow' | 'include' | 'block' | 'ifchanged' }>;

async function renderLeaf(state: RenderState, node: Leaf, output: Output): Promise<void> {
  switch (node.kind) {
    case 'text':
      return write(state, output, node.text);
    case 'output':
      return write(state, output, await printPipeline(state, node.pipeline));
    case 'assign':
      return assignOutermost(state, node.variable, await evaluatePipeline(state, node.pipeline, renderText));
    case 'capture':
      return assignOutermost(state, node.variable, await renderToText(state, node.body));
    case 'cycle':
      return await renderCycle(state, node, output);
    case 'comment':
    case 'manifest':
      return;
    case 'fetchxml':
      return await renderFetchXml(state, node);
    case 'substitution':
      return await renderSubstitution(state, node.source, output);
    case 'codecomponent':
      return await renderCodeComponent(state, node, output);
    case 'serverlogic':
      return await renderServerLogic(state, node);
    case 'editable':
      return await renderEditable(state, node, output);
    case 'log':
      return await renderLog(state, node);
    case 'unavailable':
      report(state, 'not-available', `the tag \`${node.tag}\` is not available in the local portal`);
      throw new LiquidError(`the tag '${node.tag}' is not available in the local portal`);
  }
}

/** What `user` and `request` print is HTML-encoded unless the template's last filter did it or the site's setting says no. */
async function printPipeline(state: RenderState, pipeline: Pipeline): Promise<string> {
  const text = printValue(expanded(state, await evaluatePipeline(state, pipeline, renderText)));
  return state.environment.encodeUserAndRequest && needsEncoding(pipeline) ? encodeHtml(text) : text;
}

function needsEncoding({ value, filters }: Pipeline): boolean {
  if (value.kind !== 'path' || value.root.kind !== 'name' || !/^(user|request)$/i.test(value.root.name)) return false;
  return !/^(escape|h|xml_escape)$/i.test(filters.at(-1)?.name ?? '');
}

/** A body as text, for captures and the like. */
export async function renderToText(state: RenderState, body: Body): Promise<string> {
  const output: Output = { parts: [] };
  await renderBody(state, body, output);
  return output.parts.join('');
}

/** Parses a source once per render. */
export function parsed(state: RenderState, source: string): Template {
  const known = state.parsed.get(source);
  if (known !== undefined) return known;
  const template = parseSource(source, state.environment.limits);
  state.parsed.set(source, template);
  return template;
}

/** Renders text as Liquid in the current context, one level deeper. */
export async function renderText(state: RenderState, source: string): Promise<string> {
  countTurns(state);
  const output: Output = { parts: [] };
  await withScope(state, new Map(), () => renderTemplate(state, parsed(state, source), output));
  return output.parts.join('');
}

/** Renders a template, or its ancestors with its blocks put in. */
export async function renderTemplate(state: RenderState, template: Template, output: Output): Promise<Ending> {
  return template.extends === null
    ? await renderBody(state, template.body, output)
    : await renderInherited(state, template.extends, template.body, output);
}
