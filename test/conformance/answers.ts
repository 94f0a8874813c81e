import type { Condition } from '../../engine/index.ts';
import type { Adapter, Check, Inputs } from './check.ts';

/** The answer of a host to one check as canonical JSON: keys in the order of their code units, so that two hosts can be compared byte for byte. */
export function answerOf(adapter: Adapter, check: Check): string {
  return canonical(asked(adapter, check));
}

function asked(adapter: Adapter, check: Check): unknown {
  switch (check.call) {
    case 'decide':
      return adapter.decide(check, check.request);
    case 'refusal':
      return adapter.refusal(check, check.request);
    case 'columns':
      return adapter.columns(check, check.table, check.row);
    case 'rows':
      return adapter.rows(check, check.table, check.query);
    case 'door':
      return adapter.door(check, check.door, check.table);
    case 'truth':
      return truthOf(adapter, check, check);
  }
}

/** The value of a condition, found by deciding: allowed when it is true, allowed when its negation is, else unknown. */
function truthOf(
  adapter: Adapter,
  inputs: Inputs,
  { table, row, condition }: { table: string; row: string; condition: Condition },
): unknown {
  const allowedWhen = (when: Condition): boolean => {
    const probe = {
      id: 'probe',
      effect: 'allow' as const,
      table,
      roles: ['*'],
      privileges: ['read' as const],
      access: 'global' as const,
      when,
    };
    const decision = adapter.decide({ ...inputs, policy: { ...inputs.policy, rules: [probe] } }, { privilege: 'read', table, id: row });
    return (decision as { readonly allowed: boolean }).allowed;
  };
  return allowedWhen(condition) ? true : allowedWhen({ not: condition }) ? false : 'unknown';
}

/** JSON with sorted keys and without what is undefined. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as { readonly [key: string]: unknown };
  const result: { [key: string]: unknown } = {};
  Object.keys(object)
    .sort()
    .forEach((key) => {
      result[key] = sorted(object[key]);
    });
  return result;
}
