import { compileCondition } from '../model/compile-condition.ts';
import { timeOf } from '../model/compile-rule.ts';
import type { Grant, Truth } from '../types.ts';
import { splitReference } from './operands.ts';
import type { Scope } from './scope.ts';
import { truthOf } from './truth.ts';
import { inWindow } from './windows.ts';

const NONE: readonly string[] = Object.freeze([]);

const isOwn = ({ principal }: Scope, grant: Grant): boolean => principal.kind === 'contact' && principal.contact?.id === grant.contact;

/** What ends a grant, read on the grant's own stored row; columns of a grant without a row count as null. */
function endsWhenOf(scope: Scope, grant: Grant): Truth {
  if (grant.endsWhen === undefined) return false;
  const { table, id } = splitReference(grant.row ?? ':');
  const row = grant.row ? scope.load(table, id) : null;
  return truthOf(compileCondition(scope.policy.tables, table, grant.endsWhen), scope, row);
}

/** A grant holds for its person while their account is the one of then, in its window, and while what ends it is false; unknown suspends it. */
export function grantHolds(scope: Scope, grant: Grant): boolean {
  const sameAccount = (scope.principal.account?.id ?? null) === (grant.account ?? null);
  const open = inWindow(scope, { from: timeOf(grant.from), until: timeOf(grant.until) });
  return isOwn(scope, grant) && sameAccount && grant.ended !== true && open && endsWhenOf(scope, grant) === false;
}

/** The own grants that have ended for good just now: the caller writes that down. */
export function endedGrants(scope: Scope): readonly string[] {
  const grants = scope.grants();
  if (grants.length === 0) return NONE;
  return grants.filter((grant) => isOwn(scope, grant) && grant.ended !== true && endsWhenOf(scope, grant) === true).map(({ id }) => id);
}
