import { LiquidError } from '../errors.ts';
import { printValue } from '../print.ts';
import type { Body, Expression, LoopHead, Node } from '../syntax.ts';
import { LiquidRange } from '../value.ts';
import { asInt32, enumerate, evaluate, wholeNumber } from './evaluate.ts';
import { countTurns, type Output, type RenderState, withScope, write } from './state.ts';
import { type Ending, renderBody, renderToText } from './walk.ts';

/** Items of a loop by position, so that a range need not be spelled out. */
interface Segment {
  readonly length: number;
  readonly at: (index: number) => unknown;
}

type ForNode = Extract<Node, { kind: 'for' }>;
type TableRowNode = Extract<Node, { kind: 'tablerow' }>;
type CycleNode = Extract<Node, { kind: 'cycle' }>;

/** `for`: what is not enumerable renders nothing. */
export async function renderFor(state: RenderState, node: ForNode, output: Output): Promise<Ending> {
  const segment = await segmentOf(state, node);
  if (segment === null) return 'end';
  const variable = node.variable.toLowerCase();
  return await withScope<Ending>(state, new Map(), async () => {
    const scope = state.scopes.at(-1);
    for (let index = 0; index < segment.length; index += 1) {
      countTurns(state);
      scope?.set('forloop', position(index, segment.length, { name: node.name }));
      scope?.set(variable, segment.at(node.reversed ? segment.length - 1 - index : index));
      if ((await renderBody(state, node.body, output)) === 'break') break;
    }
    return 'end';
  });
}

function position(index: number, length: number, more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    ...more,
    length,
    index: index + 1,
    index0: index,
    rindex: length - index,
    rindex0: length - index - 1,
    first: index === 0,
    last: index === length - 1,
  };
}

async function segmentOf(state: RenderState, node: LoopHead): Promise<Segment | null> {
  const all = await allOf(state, await evaluate(state, node.collection));
  if (all === null) return null;
  const memory = `for ${node.name}`;
  const from = Math.max(0, await offset(state, node.offset, memory));
  const limit = node.limit === null ? null : wholeNumber(await evaluate(state, node.limit));
  const length = Math.max(0, Math.min(all.length - from, limit ?? Number.POSITIVE_INFINITY));
  state.registers.set(memory, from + length);
  return { length, at: (index) => all.at(from + index) };
}

async function offset(state: RenderState, expression: LoopHead['offset'], memory: string): Promise<number> {
  if (expression === null) return 0;
  return asInt32(expression === 'continue' ? (state.registers.get(memory) ?? 0) : await evaluate(state, expression));
}

async function allOf(state: RenderState, value: unknown): Promise<Segment | null> {
  if (value instanceof LiquidRange) return { length: Math.max(0, value.to - value.from + 1), at: (index) => value.from + index };
  const items = await enumerate(state, value);
  return items === null ? null : { length: items.length, at: (index) => items[index] };
}

/** `tablerow`: rows and cells with numbered classes, a newline after the first opening row and after each row's end. */
export async function renderTableRow(state: RenderState, node: TableRowNode, output: Output): Promise<Ending> {
  const segment = await segmentOf(state, node);
  if (segment === null) return 'end';
  const columns = node.columns === null ? segment.length : asInt32(await evaluate(state, node.columns));
  if (columns < 1 && segment.length > 0) throw new LiquidError('the columns of a tablerow must be at least 1');
  write(state, output, '<tr class="row1">\n');
  await withScope(state, new Map(), async () => {
    for (let index = 0; index < segment.length; index += 1) await renderCell(state, node, { segment, columns, index }, output);
  });
  write(state, output, '</tr>\n');
  return 'end';
}

interface Cell {
  readonly segment: Segment;
  readonly columns: number;
  readonly index: number;
}

async function renderCell(state: RenderState, node: TableRowNode, { segment, columns, index }: Cell, output: Output): Promise<void> {
  countTurns(state);
  const column = index % columns;
  const cell = { col: column + 1, col0: column, col_first: column === 0, col_last: column === columns - 1 };
  const scope = state.scopes.at(-1);
  scope?.set('tablerowloop', position(index, segment.length, cell));
  scope?.set(node.variable.toLowerCase(), segment.at(index));
  write(state, output, `<td class="col${column + 1}">`);
  await renderBody(state, node.body, output);
  write(state, output, '</td>');
  if (cell.col_last && index < segment.length - 1) write(state, output, `</tr>\n<tr class="row${Math.floor(index / columns) + 2}">`);
}

/** `cycle`: the next value of its group each time. */
export async function renderCycle(state: RenderState, node: CycleNode, output: Output): Promise<void> {
  const group = node.group === null ? node.key : printValue(await evaluate(state, node.group));
  const memory = `cycle ${group}`;
  const turn = wholeNumber(state.registers.get(memory)) ?? 0;
  state.registers.set(memory, (turn + 1) % node.values.length);
  const value: Expression | undefined = node.values[turn % node.values.length];
  if (value !== undefined) write(state, output, printValue(await evaluate(state, value)));
}

/** `ifchanged`: its body, when that is not what the last one in this render was. */
export async function renderIfChanged(state: RenderState, body: Body, output: Output): Promise<Ending> {
  const text = await withScope(state, new Map(), () => renderToText(state, body));
  if (state.registers.get('ifchanged') === text) return 'end';
  state.registers.set('ifchanged', text);
  write(state, output, text);
  return 'end';
}
