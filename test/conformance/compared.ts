import { canonical } from './answers.ts';
import type { Check } from './check.ts';

/** Of a decision and of columns only the keys that a case expects are compared (null: absent); of every other answer everything. */
export function matches(check: Check, expect: unknown, answer: string): boolean {
  return relevant(check, expect, answer) === canonical(expect);
}

/** The part of an answer that a case speaks of, for a comparison and for its message. */
export function relevant(check: Check, expect: unknown, answer: string): string {
  const actual = JSON.parse(answer) as { readonly [key: string]: unknown } | null;
  if ((check.call !== 'decide' && check.call !== 'columns') || actual === null) return answer;
  return canonical(Object.fromEntries(Object.keys(expect as object).map((key) => [key, actual[key] ?? null])));
}
