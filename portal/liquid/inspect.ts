import { workbenchLimits } from './environment.ts';
import { parseSource } from './parse/index.ts';
import type { Body, Condition, Expression, Node, Pipeline } from './syntax.ts';

/** A value that a template prints or assigns: the texts written in it, and the variables that it comes from. */
export interface WrittenValue {
  readonly kind: 'value';
  readonly constants: readonly string[];
  readonly variables: readonly string[];
}

/** A stretch of a template as text: the n-th value that it prints stands in it as `outputMark(n)`. All branches follow each other. */
export interface WrittenText {
  readonly kind: 'text';
  readonly text: string;
  readonly outputs: readonly WrittenValue[];
}

/** What a template consists of for somebody who looks for words in it. Names of variables are in lower case. */
export interface TemplateParts {
  readonly body: WrittenText;
  /** What `assign` and `capture` put into a variable, by its name. */
  readonly variables: ReadonlyMap<string, readonly (WrittenValue | WrittenText)[]>;
  /** Every variable and object that the template reads. */
  readonly reads: ReadonlySet<string>;
}

export const outputMark = (index: number): string => `\uFFFC${index};`;

/** Filters whose arguments may come out as they are; those of the others are formats, separators to cut at, names. */
const printing = new Set(['default', 'append', 'prepend', 'replace', 'replace_first', 'join', 'concat', 'truncate']);

/**
 * Takes a template apart without rendering it.
 * @throws LiquidParseError when it does not parse.
 */
export function inspectTemplate(source: string): TemplateParts {
  const variables = new Map<string, (WrittenValue | WrittenText)[]>();
  const reads = new Set<string>();
  const write = (variable: string, what: WrittenValue | WrittenText): void => {
    const name = variable.toLowerCase();
    variables.set(name, [...(variables.get(name) ?? []), what]);
  };
  const note = (expression: Expression | null): void => {
    for (const name of expression === null ? [] : namesIn(expression)) reads.add(name);
  };
  const written = ({ value, filters }: Pipeline): WrittenValue => {
    const printed = [value, ...filters.filter(({ name }) => printing.has(name.toLowerCase())).flatMap((filter) => filter.arguments)];
    for (const each of [value, ...filters.flatMap((filter) => filter.arguments)]) note(each);
    return {
      kind: 'value',
      constants: printed.flatMap((each) => (each.kind === 'constant' && typeof each.value === 'string' ? [each.value] : [])),
      variables: printed.flatMap((each) => (each.kind === 'path' && each.root.kind === 'name' ? [each.root.name.toLowerCase()] : [])),
    };
  };
  const inspect = (body: Body): WrittenText => {
    const outputs: WrittenValue[] = [];
    const text = (nodes: Body): string => nodes.map(textOf).join('');
    const textOf = (node: Node): string => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'output':
          outputs.push(written(node.pipeline));
          return outputMark(outputs.length - 1);
        case 'if':
          for (const { condition } of node.branches) noteCondition(condition, note);
          return node.branches.map((branch) => text(branch.body)).join('');
        case 'case':
          note(node.subject);
          return node.whens.map((when) => text(when.body)).join('');
        case 'for':
        case 'tablerow':
          note(node.collection);
          return text(node.body);
        case 'ifchanged':
        case 'block':
          return text(node.body);
        case 'substitution':
          return text(parseSource(node.source, workbenchLimits).body);
        case 'assign':
          write(node.variable, written(node.pipeline));
          return '';
        case 'capture':
          write(node.variable, inspect(node.body));
          return '';
        case 'include':
          for (const [, value] of node.parameters) note(value);
          return '';
        case 'codecomponent':
          for (const { value } of node.properties) note(value);
          return '';
        case 'serverlogic':
          note(node.input);
          return '';
        default:
          return '';
      }
    };
    return { kind: 'text', text: text(body), outputs };
  };
  return { body: inspect(parseSource(source, workbenchLimits).body), variables, reads };
}

function noteCondition(condition: Condition | null, note: (expression: Expression) => void): void {
  if (condition === null) return;
  if (condition.kind === 'truth') note(condition.value);
  else if (condition.kind === 'compare') for (const each of [condition.left, condition.right]) note(each);
  else for (const each of [condition.left, condition.right]) noteCondition(each, note);
}

/** Names that a path starts with, its bracketed parts included. */
function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === 'range') return [...namesIn(expression.from), ...namesIn(expression.to)];
  if (expression.kind !== 'path') return [];
  const root = expression.root.kind === 'name' ? [expression.root.name.toLowerCase()] : namesIn(expression.root.expression);
  return [...root, ...expression.parts.flatMap((part) => (part.kind === 'index' ? namesIn(part.expression) : []))];
}
