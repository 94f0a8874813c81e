import { LiquidParseError } from './errors.ts';
import { parseExpression } from './expression.ts';
import { findFragment, fragmentEnd, skipSpace } from './markup.ts';
import type { Condition } from './syntax.ts';

/**
 * Reads the condition of `if`, `elsif` and `unless`. `and` and `or` have no precedence and bind from the right, so `a or b and c` is
 * `a or (b and c)` and `a and b or c` is `a and (b or c)`. What stands behind a complete comparison is ignored, as in the engine.
 */
export function parseCondition(markup: string, tag: string): Condition {
  const words = splitWords(markup);
  let condition: Condition | null = null;
  for (const { text, joint } of [...words].reverse()) {
    const part = parseComparison(text, tag);
    condition = condition === null || joint === null ? part : { kind: joint, left: part, right: condition };
  }
  if (condition === null) throw syntaxError(tag);
  return condition;
}

interface Clause {
  readonly text: string;
  /** The word that joins this clause to the next. */
  readonly joint: 'and' | 'or' | null;
}

function splitWords(markup: string): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  let at = 0;
  while (at < markup.length) {
    const start = skipSpace(markup, at);
    const end = Math.max(fragmentEnd(markup, start), start + 1);
    const word = markup.slice(start, end).toLowerCase();
    if (word === 'and' || word === 'or') {
      clauses.push({ text: markup.slice(from, start), joint: word });
      from = end;
    }
    at = end;
  }
  clauses.push({ text: markup.slice(from), joint: null });
  return clauses;
}

function parseComparison(text: string, tag: string): Condition {
  const left = findFragment(text, 0);
  if (left === null) throw syntaxError(tag);
  const value = parseExpression(left.text);
  const operator = /^[=!<>a-z_]+/i.exec(text.slice(skipSpace(text, left.end)))?.[0];
  if (operator === undefined) return { kind: 'truth', value };
  const start = skipSpace(text, skipSpace(text, left.end) + operator.length);
  const end = fragmentEnd(text, start);
  return { kind: 'compare', operator: operator.toLowerCase(), left: value, right: parseExpression(text.slice(start, end)) };
}

function syntaxError(tag: string): LiquidParseError {
  return new LiquidParseError(`Syntax Error in '${tag}' tag - Valid syntax: ${tag} [expression]`);
}
