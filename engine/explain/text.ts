import type { ParentStep } from '../evaluate/truth.ts';
import type { CompiledOperand, Expression } from '../model/expression.ts';

/** A condition in one line, in the words of the policy. @example textOf(expression) // 'status in [1, 2]' */
export function textOf(expression: Expression | ParentStep): string {
  switch (expression.kind) {
    case 'constant':
      return String(expression.truth);
    case 'all':
      return expression.items.length === 0 ? 'all of nothing' : joined(expression.items, ' and ');
    case 'any':
      return expression.items.length === 0 ? 'any of nothing' : joined(expression.items, ' or ');
    case 'not':
      return `not ${inBrackets(expression.item)}`;
    case 'in':
      return `${operandText(expression.left)} in [${expression.items.map(({ right }) => operandText(right)).join(', ')}]`;
    case 'null-test':
      return `${operandText(expression.operand)} ${expression.wanted ? 'is null' : 'is not null'}`;
    case 'compare':
      return `${operandText(expression.left)} ${expression.operator} ${operandText(expression.right)}`;
    case 'parent':
      return `the row that \`${expression.lookup.text}\` names satisfies \`${expression.rule}\``;
  }
}

const joined = (items: readonly Expression[], word: string): string => items.map(inBrackets).join(word);
const inBrackets = (item: Expression): string =>
  (item.kind === 'all' || item.kind === 'any') && item.items.length > 1 ? `(${textOf(item)})` : textOf(item);

function operandText(operand: CompiledOperand): string {
  switch (operand.kind) {
    case 'column':
      return operand.path.text;
    case 'principal':
      return `own ${operand.whose}.${operand.path.text}`;
    case 'literal':
      return JSON.stringify(operand.value);
    case 'now':
      return 'now';
  }
}
