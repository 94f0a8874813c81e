import type { DecisionRequest, Policy, Principal, Row } from '../../engine/index.ts';
import type { Counterexample, Linted } from './finding.ts';

const STRANGER = 'a0000000-0000-4000-8000-000000000001';
const RECORD = 'b0000000-0000-4000-8000-000000000002';

/** Somebody with these roles and nothing else: no account, and no column filled. */
export function strangerWith({ policy }: Linted, roles: readonly string[]): Principal {
  const linked = roles.filter((role) => role !== '*');
  const flagged = linked.some((role) => (policy.roles[role]?.flags ?? []).includes('anonymous'));
  const everybody = roles.includes('*') && linked.length === 0;
  if (flagged || everybody) return { kind: 'anonymous', site: policy.site, contact: null, account: null, roles: [] };
  return { kind: 'contact', site: policy.site, contact: { id: STRANGER }, account: null, roles: linked };
}

/** A record of which nothing is filled in but what is given. */
export const emptyRecord = (values: { readonly [column: string]: string | number | boolean } = {}): Row => ({ id: RECORD, ...values });

/** The example where the engine itself allows it; undefined where it does not. */
export function allowedExample(
  linted: Linted,
  roles: readonly string[],
  request: Pick<DecisionRequest, 'privilege' | 'action' | 'table'>,
  row: Row = emptyRecord(),
): Counterexample | undefined {
  const principal = strangerWith(linted, roles);
  const source = { load: (table: string, id: string) => (table === request.table && id === row.id ? row : null), grants: () => [] };
  const asked: DecisionRequest = request.privilege === 'create' ? request : { ...request, id: row.id };
  const { allowed } = linted.engine.decide(principal, asked, source, linted.now);
  if (!allowed) return undefined;
  return {
    person: personOf(linted.policy, principal),
    record: `a ${request.table} with nothing filled in`,
    shows: `${request.privilege ?? request.action} is allowed`,
  };
}

const personOf = ({ roles }: Policy, { kind, roles: linked }: Principal): string => {
  if (kind === 'anonymous') return 'a visitor who is not signed in';
  const given = linked.filter((role) => (roles[role]?.flags ?? []).length === 0);
  return given.length === 0 ? 'anybody who has signed in' : `a stranger with the role ${given.map((role) => `\`${role}\``).join(', ')}`;
};
