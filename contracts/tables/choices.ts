import { choiceValue } from '../publisher.ts';
import type { ChoiceOption } from '../table.ts';

const options = <const Names extends readonly (readonly [name: string, label: string])[]>(names: Names): readonly ChoiceOption[] =>
  names.map(([name, label], index) => ({ value: choiceValue(index), name, label }));

/** How the portal user's calls prove whose they are (`docs/assumptions.md` A1). */
export const identityModes = options([
  ['strict', 'Strict: the platform must name the contact'],
  ['trusted-server-logic', 'Trusted server logic: the site names the contact'],
]);

export const ruleEffects = options([
  ['allow', 'Allow'],
  ['deny', 'Deny'],
]);

export const tableKinds = options([
  ['protected', 'Protected: only Portico decides'],
  ['native', 'Native: the site’s own table permissions decide'],
]);

export const tileKinds = options([
  ['grid', 'Grid'],
  ['counter', 'Counter'],
  ['list', 'List'],
  ['chart', 'Chart'],
  ['sla', 'Deadlines'],
  ['links', 'Links'],
]);

/** Where an event of the outbox stands. */
export const outboxStates = options([
  ['waiting', 'Waiting'],
  ['delivered', 'Delivered'],
  ['given-up', 'Given up'],
]);

/** What an audit entry tells. `reported` entries come from the site, in a request of their own. */
export const auditOutcomes = options([
  ['allowed', 'Allowed'],
  ['refused', 'Refused'],
  ['security-event', 'Security event'],
  ['reported', 'Reported by the site'],
]);

/** The stored value of a choice's name; an unknown name throws. */
export function optionValue(of: readonly ChoiceOption[], name: string): number {
  const found = of.filter((each) => each.name === name)[0];
  if (!found) throw new Error(`no choice is named \`${name}\``);
  return found.value;
}

/** The name of a stored value, or null where the value is none of ours. */
export const optionName = (of: readonly ChoiceOption[], value: unknown): string | null =>
  of.filter((each) => each.value === value)[0]?.name ?? null;
