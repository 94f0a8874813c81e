import { splitReference } from '../evaluate/operands.ts';
import type { Scope } from '../evaluate/scope.ts';
import { columnsIn } from '../model/columns.ts';
import { compileCondition } from '../model/compile-condition.ts';
import type { Model } from '../model/model.ts';
import { has } from '../own.ts';

/** Whether a column of contact or account is one that a rule, an access path or a grant uses; no portal door may write such a column. */
export function isSecurityBearing(scope: Scope, table: string, column: string): boolean {
  if (table !== 'contact' && table !== 'account') return false;
  const key = `${table}.${column}`;
  return key === 'contact.parentcustomerid' || has(columnsOfRules(scope.model), key) || usedByGrants(scope, key);
}

const columnsOfRules = (model: Model) => model.columnsUsed();

/** A grant's own condition counts for everybody, whosever the grant is. */
function usedByGrants(scope: Scope, key: string): boolean {
  return scope.grants().some((grant) => {
    if (grant.endsWhen === undefined || !grant.row) return false;
    const { table } = splitReference(grant.row);
    return columnsIn(compileCondition(scope.policy.tables, table, grant.endsWhen)).some((used) => `${used.table}.${used.column}` === key);
  });
}
