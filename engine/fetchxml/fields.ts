import { isOneOf } from './names.ts';
import type { XmlElement } from './xml-reader.ts';
import { trimBlanks } from './xml-reader.ts';

const PROBLEM = 'FetchProblem';

/** Carries a sentence out of the nested readers of a query; `problemOf` takes it up again. */
export function problem(message: string): never {
  const error = new Error(message);
  error.name = PROBLEM;
  throw error;
}

/** The sentence of a problem; null for a fault, which is to be thrown on. */
export const problemOf = (error: unknown): string | null => (error instanceof Error && error.name === PROBLEM ? error.message : null);

/** Reads the attributes of one element, each once; `done` finds those that nobody knows. */
export interface Fields {
  required(name: string): string;
  text<K extends string>(name: string, key: K): { readonly [P in K]?: string };
  flag<K extends string>(name: string, key: K): { readonly [P in K]?: boolean };
  integer<K extends string>(name: string, key: K, most: number): { readonly [P in K]?: number };
  one<T extends string>(name: string, list: readonly T[]): T | undefined;
  /** Every attribute must have been read by now. */
  done(): { leaf(): void };
}

/** @param ignored attributes that may stand there and mean nothing to us */
export function fieldsOf(element: XmlElement, ignored: readonly string[]): Fields {
  const read = ignored.slice();
  const take = (name: string): string | undefined => {
    read.push(name);
    for (let index = 0; index < element.attributes.length; index += 1) {
      const attribute = element.attributes[index];
      if (attribute && attribute.name === name) return attribute.value;
    }
    return undefined;
  };
  const keyed = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } => {
    const result: { [name: string]: T } = {};
    if (value !== undefined) result[key] = value;
    return result as { readonly [P in K]?: T };
  };
  return {
    required: (name) => take(name) || problem(`\`${element.name}\` needs the attribute \`${name}\``),
    text: (name, key) => keyed(key, take(name)),
    flag: (name, key) => keyed(key, flagOf(name, take(name))),
    integer: (name, key, most) => keyed(key, integerOf(name, take(name), most)),
    one: (name, list) => {
      const text = take(name);
      return text === undefined || isOneOf(list, text) ? text : problem(`\`${text}\` is not a value of \`${name}\``);
    },
    done: () => {
      for (let index = 0; index < element.attributes.length; index += 1) {
        const name = element.attributes[index]?.name ?? '';
        if (read.indexOf(name) < 0) problem(`\`${element.name}\` has the unknown attribute \`${name}\``);
      }
      if (element.name !== 'value' && trimBlanks(element.text) !== '') problem(`\`${element.name}\` cannot hold text`);
      const leaf = (): void => {
        if (element.children.length > 0) problem(`\`${element.name}\` cannot hold other elements`);
      };
      return { leaf };
    },
  };
}

function flagOf(name: string, text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : problem(`\`${name}\` is not \`true\` or \`false\``);
}

function integerOf(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9 || index > 8) problem(`\`${name}\` is not a whole number`);
    value = value * 10 + digit;
  }
  return text !== '' && value >= 1 && value <= most ? value : problem(`\`${name}\` is not between 1 and ${most}`);
}
