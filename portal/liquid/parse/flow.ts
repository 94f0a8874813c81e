import { parseCondition } from '../condition.ts';
import { LiquidParseError } from '../errors.ts';
import { parseExpression, requireExpression } from '../expression.ts';
import { fragmentEnd, skipSpace } from '../markup.ts';
import type { Branch, Condition, Expression, Node, When } from '../syntax.ts';
import { type Collector, type Reader, readBlock } from './stream.ts';

/** `if` and `unless`, with `elsif` (also `elseif`) and `else`; only the first condition of `unless` is turned round. */
export function parseIf(reader: Reader, tag: 'if' | 'unless', markup: string): Node {
  const collector: Collector = { nodes: [] };
  const branches: Branch[] = [];
  const open = (condition: Condition | null, negated: boolean): void => {
    collector.nodes = [];
    branches.push({ condition, negated, body: collector.nodes });
  };
  open(parseCondition(markup, tag), tag === 'unless');
  readBlock(reader, tag, collector, (name, inner) => {
    if (name === 'elsif' || name === 'elseif') open(parseCondition(inner, tag), false);
    else if (name === 'else') open(null, false);
    else return false;
    return true;
  });
  return { kind: 'if', branches };
}

/** `case` with `when` (values joined by `or` or commas) and `else`; what stands before the first `when` never shows. */
export function parseCase(reader: Reader, markup: string): Node {
  const subject = requireExpression(markup, "Syntax Error in 'case' tag - Valid syntax: case [condition]").value;
  const collector: Collector = { nodes: [] };
  const whens: When[] = [];
  const open = (values: readonly Expression[] | null): void => {
    collector.nodes = [];
    whens.push({ values, body: collector.nodes });
  };
  readBlock(reader, 'case', collector, (name, inner) => {
    if (name === 'when') open(whenValues(inner));
    else if (name === 'else') open(null);
    else return false;
    return true;
  });
  return { kind: 'case', subject, whens };
}

function whenValues(markup: string): readonly Expression[] {
  const values: Expression[] = [];
  let at = skipSpace(markup, 0);
  while (at < markup.length) {
    const end = fragmentEnd(markup, at);
    const text = markup.slice(at, end);
    if (end > at && text.toLowerCase() !== 'or') values.push(parseExpression(text));
    at = skipSpace(markup, Math.max(end, at + 1));
  }
  if (values.length === 0) {
    throw new LiquidParseError("Syntax Error in 'case' tag - Valid when conditions: {% when [condition] [or condition2...] %}");
  }
  return values;
}
