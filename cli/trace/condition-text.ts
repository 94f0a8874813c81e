import type { Access, Comparison, Condition, Literal, Operand } from '../../engine/index.ts';

/** A condition in one line, in the words that traces use. @example conditionText(['status', 'in', [1, 2]]) // 'status in [1, 2]' */
export function conditionText(condition: Condition): string {
  if (!isComparison(condition)) {
    if ('not' in condition) return `not ${inBrackets(condition.not)}`;
    const [items, word] = 'all' in condition ? ([condition.all, 'and'] as const) : ([condition.any, 'or'] as const);
    return items.length === 0 ? `${'all' in condition ? 'all' : 'any'} of nothing` : items.map(inBrackets).join(` ${word} `);
  }
  const [left, operator, right] = condition as readonly [string | Operand, string, (Literal | Operand | readonly (Literal | Operand)[])?];
  const first = typeof left === 'string' ? left : operandText(left);
  if (operator === 'is null' || operator === 'is not null') return `${first} ${operator}`;
  const second = Array.isArray(right) ? `[${right.map(operandText).join(', ')}]` : operandText((right ?? null) as Literal | Operand);
  return `${first} ${operator} ${second}`;
}

/** What an access reaches, in one line; the conditions that it stands for are spelled out. */
export function accessText(access: Access): string {
  if (access === 'global') return 'every record';
  if (access === 'self') return 'id = own contact.id';
  if ('contact' in access) return `${access.contact} = own contact.id`;
  if ('account' in access) return `${access.account} = own account.id`;
  if ('custom' in access) return conditionText(access.custom);
  return `the row that \`${access.parent}\` names satisfies \`${access.rule}\``;
}

/** Whether a condition compares, so that it has no conditions in it. */
export const isComparison = (condition: Condition): condition is Condition & Comparison => Array.isArray(condition);

const inBrackets = (item: Condition): string => {
  const several = !isComparison(item) && (('all' in item && item.all.length > 1) || ('any' in item && item.any.length > 1));
  return several ? `(${conditionText(item)})` : conditionText(item);
};

function operandText(operand: Literal | Operand): string {
  if (operand === null || typeof operand !== 'object') return JSON.stringify(operand);
  if ('column' in operand) return operand.column;
  if ('principal' in operand) return `own ${operand.principal}`;
  if ('stage' in operand) return 'the stage';
  if ('now' in operand) return 'now';
  return JSON.stringify(operand.value);
}
