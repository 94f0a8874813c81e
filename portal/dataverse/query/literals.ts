import { faults } from '../faults.ts';
import type { Column } from '../metadata/model.ts';
import type { SqlValue } from '../storage/database.ts';
import { parseDecimal, sortKey } from '../storage/decimal.ts';
import { fold } from '../storage/fold.ts';
import { parseGuid } from '../storage/guid.ts';
import { parseInstant } from '../storage/instant.ts';

const unfit = (column: Column, what: string) => faults.invalidArgument(`The value given for '${column.name}' is not ${what}.`);

/** The value of a condition in the form that its column is compared by. */
export function literalOf(column: Column, text: string): SqlValue {
  switch (column.kind) {
    case 'text':
    case 'memo':
      return fold(text);
    case 'integer':
    case 'bigint':
    case 'choice':
    case 'state':
    case 'status':
      return wholeNumber(column, text);
    case 'decimal':
    case 'money': {
      const number = parseDecimal(text);
      if (!number) throw unfit(column, 'a number of plain digits');
      return sortKey(number);
    }
    case 'boolean':
      if (text === '1' || text.toLowerCase() === 'true') return 1;
      if (text === '0' || text.toLowerCase() === 'false') return 0;
      throw unfit(column, 'a boolean');
    case 'datetime':
    case 'dateonly': {
      const instant = parseInstant(text);
      if (!instant) throw unfit(column, 'a date');
      return instant;
    }
    case 'key':
    case 'guid':
    case 'lookup': {
      const id = parseGuid(text);
      if (!id) throw unfit(column, 'a guid');
      return id;
    }
    case 'multi-choice':
      return choiceSet(column, [text]);
    case 'file':
      throw faults.invalidQuery(`The file column '${column.name}' can only be asked for null.`);
  }
}

function wholeNumber(column: Column, text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw unfit(column, 'a whole number');
  return Number(text);
}

/** The stored form of a set of choices: in order, between commas. */
export function choiceSet(column: Column, values: readonly string[]): string {
  const numbers = [...new Set(values.map((value) => wholeNumber(column, value)))].sort((a, b) => a - b);
  return `,${numbers.join(',')},`;
}

/** The stored form of one choice as it stands inside a set. */
export const choiceMember = (column: Column, value: string): string => `,${wholeNumber(column, value)},`;
