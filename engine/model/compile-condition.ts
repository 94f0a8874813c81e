import { guidOf } from '../fold/index.ts';
import type { Condition, Literal, Operand, Policy } from '../policy.ts';
import type { Compare, CompareOperator, CompiledOperand, Expression, ValueType } from './expression.ts';
import { pathOf, typeAtEnd } from './paths.ts';

type Tables = Policy['tables'];
type Written = Literal | Operand;

/** Compiles a condition on the rows of one table. */
export function compileCondition(tables: Tables, table: string, condition: Condition): Expression {
  if (isComparison(condition)) return compileComparison(tables, table, condition);
  if ('all' in condition) return Object.freeze({ kind: 'all' as const, items: compileAll(tables, table, condition.all) });
  if ('any' in condition) return Object.freeze({ kind: 'any' as const, items: compileAll(tables, table, condition.any) });
  return Object.freeze({ kind: 'not' as const, item: compileCondition(tables, table, condition.not) });
}

type Comparison = readonly [string | Operand, string, (Written | readonly Written[])?];
const isComparison = (condition: Condition): condition is Condition & Comparison => Array.isArray(condition);

const compileAll = (tables: Tables, table: string, items: readonly Condition[]): readonly Expression[] =>
  Object.freeze(items.map((item) => compileCondition(tables, table, item)));

function compileComparison(tables: Tables, table: string, comparison: Comparison): Expression {
  const written = comparison[0];
  const operator = comparison[1];
  const left = operandOf(tables, table, typeof written === 'string' ? { column: written } : written);
  if (operator === 'is null' || operator === 'is not null') {
    return Object.freeze({ kind: 'null-test' as const, operand: left, wanted: operator === 'is null' });
  }
  if (operator === 'in') {
    const list = comparison[2] as readonly Written[];
    return Object.freeze({
      kind: 'in' as const,
      left,
      items: Object.freeze(list.map((each) => compare('=', left, operandOf(tables, table, each)))),
    });
  }
  return compare(operator as CompareOperator, left, operandOf(tables, table, comparison[2] as Written));
}

/** A comparison of two operands by the type of the side that has one. */
export function compare(operator: CompareOperator, left: CompiledOperand, right: CompiledOperand): Compare {
  const fits = left.type === null || right.type === null || left.type === right.type;
  const type = fits ? (left.type ?? right.type ?? literalType(left) ?? 'none') : 'none';
  if (type !== 'lookup') return Object.freeze({ kind: 'compare' as const, operator, left, right, type });
  return Object.freeze({ kind: 'compare' as const, operator, left: asRowsHoldIt(left), right: asRowsHoldIt(right), type });
}

/** A literal `table:guid` as rows hold it: a store compares guids without case, so a deny must not miss its row over the spelling. */
function asRowsHoldIt(operand: CompiledOperand): CompiledOperand {
  if (operand.kind !== 'literal' || typeof operand.value !== 'string') return operand;
  const start = operand.value.indexOf(':') + 1;
  const guid = guidOf(operand.value.slice(start));
  return guid === null ? operand : Object.freeze({ ...operand, value: operand.value.slice(0, start) + guid });
}

function literalType(operand: CompiledOperand): ValueType | null {
  if (operand.kind !== 'literal') return null;
  switch (typeof operand.value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return null;
  }
}

function operandOf(tables: Tables, table: string, written: Written): CompiledOperand {
  if (written === null || typeof written !== 'object') return literal(written);
  if ('value' in written) return literal(written.value);
  if ('column' in written) return columnOperand(tables, table, written.column);
  if ('stage' in written) return columnOperand(tables, table, tables[table]?.stage ?? '');
  if ('now' in written) return Object.freeze({ kind: 'now' as const, type: 'datetime' as const });
  const dot = written.principal.indexOf('.');
  return principalOperand(tables, written.principal.slice(0, dot) as 'contact' | 'account', written.principal.slice(dot + 1));
}

const literal = (value: Literal): CompiledOperand => Object.freeze({ kind: 'literal' as const, value, type: null });

/** The value at the end of a path from a row of a table. */
export function columnOperand(tables: Tables, table: string, text: string): CompiledOperand {
  const path = pathOf(tables, table, text);
  return Object.freeze({ kind: 'column' as const, path, type: typeAtEnd(tables, path) });
}

/** The value at the end of a path from the contact or account of the person who asks. */
export function principalOperand(tables: Tables, whose: 'contact' | 'account', text: string): CompiledOperand {
  const path = pathOf(tables, whose, text);
  return Object.freeze({ kind: 'principal' as const, whose, path, type: typeAtEnd(tables, path) });
}
