import type { PersonaDefinition } from '../../../contracts/index.ts';
import { createEngine, type Engine, type Policy, type Rule, type RuleColumn } from '../../../engine/index.ts';
import { personaEngine } from './personas.ts';
import { type WritingPrivilege, writingEngines } from './write-as-read.ts';

/**
 * Questions about possibility, asked of the one engine over a changed policy. They decide what a page offers, never what a person gets.
 */
export interface Variants {
  /** Its plan for `read` is the plan for `create`, which by itself has no rows. */
  readonly creation: () => Engine;
  /** Masked columns are clear in it: a column that is never clear even here is never shown. */
  readonly unmasked: () => Engine;
  /** Asked whether the person is of a persona, and for nothing else. */
  readonly personas: () => Engine;
  /** Reading in it is creating a row of the table, or appending to one; what may be written then may be read. */
  readonly asReading: (table: string, privilege: WritingPrivilege) => Engine;
}

/** The engines are made when they are first asked for. */
export function variantsOf(policy: Policy, personas: readonly PersonaDefinition[]): Variants {
  const withRules = (change: (rule: Rule) => Rule) => once(() => createEngine({ ...policy, rules: policy.rules.map(change) }));
  return {
    creation: withRules(createAsRead),
    unmasked: withRules(maskedAsRead),
    personas: once(() => personaEngine(policy, personas)),
    asReading: writingEngines(policy),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => {
    if (made === null) made = make();
    return made;
  };
}

const createAsRead = (rule: Rule): Rule => ({ ...rule, privileges: (rule.privileges ?? []).indexOf('create') < 0 ? [] : ['read'] });

function maskedAsRead(rule: Rule): Rule {
  const { columns } = rule;
  if (columns === undefined) return rule;
  const clear: { [column: string]: RuleColumn } = {};
  Object.keys(columns).forEach((column) => {
    const { level, mask: _mask, ...rest } = columns[column] ?? {};
    clear[column] = level === undefined ? rest : { ...rest, level: level === 'masked' ? 'read' : level };
  });
  return { ...rule, columns: clear };
}
