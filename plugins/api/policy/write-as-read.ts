import { createEngine, type Engine, type Policy, type Rule, type RuleColumn } from '../../../engine/index.ts';
import { own } from '../json.ts';

export type WritingPrivilege = 'create' | 'append';

/**
 * Engines of a policy in which reading a row of one table is creating it (or appending to it), and what may be written then may be
 * read: so a row that is not there yet can be asked about. Rules of other tables stay as they are.
 */
export function writingEngines(policy: Policy): (table: string, privilege: WritingPrivilege) => Engine {
  const made: { [question: string]: Engine } = {};
  return (table, privilege) => {
    const question = `${privilege} ${table}`;
    const engine =
      own(made, question) ?? createEngine({ ...policy, rules: policy.rules.map((rule) => writeAsRead(rule, table, privilege)) });
    made[question] = engine;
    return engine;
  };
}

function writeAsRead(rule: Rule, table: string, privilege: WritingPrivilege): Rule {
  if (rule.table !== table) return rule;
  const { columns } = rule;
  const asked: Rule = { ...rule, privileges: (rule.privileges ?? []).indexOf(privilege) < 0 ? [] : ['read', 'write'] };
  if (columns === undefined) return asked;
  const writable: { [column: string]: RuleColumn } = {};
  Object.keys(columns).forEach((column) => {
    const write = columns[column]?.write;
    if (write !== undefined) writable[column] = { write, level: write ? 'read' : 'none' };
  });
  return { ...asked, columns: writable };
}
