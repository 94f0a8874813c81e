import type { DecisionRequest, Engine, Policy, Principal, Requirement } from '../../engine/index.ts';
import { type Scene, sourceOf } from '../scene/index.ts';

/** Who may do one thing with one record. */
export interface RecordQuestion {
  readonly table: string;
  readonly record: string;
  /** A privilege, or an action of the policy. */
  readonly asked: string;
  readonly met: readonly Requirement[];
  readonly now: string;
}

export interface WhoCan {
  readonly person: string;
  readonly roles: readonly string[];
  /** The rule that lets them. */
  readonly rule: string | null;
}

const PRIVILEGES = ['read', 'write', 'delete', 'append', 'appendto'] as const;
/** What a record can be asked for; `create` has no record. */
export const asksOf = ({ rules, bundles = {} }: Policy, table: string): readonly string[] => [
  ...PRIVILEGES,
  ...new Set([...rules, ...Object.values(bundles).flat()].filter((rule) => rule.table === table).flatMap(({ actions }) => actions ?? [])),
];

/** The request for a privilege or action on a record. */
export const requestFor = ({ table, record, asked, met }: Omit<RecordQuestion, 'now'>): DecisionRequest => {
  const privilege = PRIVILEGES.find((each) => each === asked);
  return { ...(privilege === undefined ? { action: asked } : { privilege }), table, id: record, met };
};

/**
 * Everybody who may, by turning plans round: the plan of a person says on which records they may, and the record is held against it.
 * People who hold no role of any allow are passed over unasked. Of those who remain the decision names the rule.
 */
export function whoCan(policy: Policy, engine: Engine, scene: Scene, question: RecordQuestion): readonly WhoCan[] {
  const { table, record, asked, met, now } = question;
  const row = scene.rows[table]?.[record];
  if (row === undefined) return [];
  const source = sourceOf(scene);
  const mayReach = rolesThatMayReach(policy, scene, table, asked);
  return Object.entries(scene.people)
    .filter(([, principal]) => mayReach(principal))
    .filter(([, principal]) => engine.selects(engine.plan(principal, asked, table, now, { source, met }), row, source))
    .map(([person, principal]) => ({
      person,
      roles: principal.roles,
      rule: engine.decide(principal, requestFor(question), source, now).deciding,
    }));
}

/** Whether any allow can reach a person at all. A child rule without roles has those of its parent, so its table counts as open to all. */
function rolesThatMayReach({ rules, roles }: Policy, { grants }: Scene, table: string, asked: string): (principal: Principal) => boolean {
  const allows = rules.filter(
    (rule) => rule.effect === 'allow' && rule.table === table && [...(rule.privileges ?? []), ...(rule.actions ?? [])].includes(asked),
  );
  const open = allows.some(
    (rule) =>
      (rule.roles ?? []).includes('*') || ((rule.roles ?? []).length === 0 && typeof rule.access === 'object' && 'parent' in rule.access),
  );
  const named = new Set(allows.flatMap((rule) => rule.roles ?? []));
  const flagged = (flag: 'authenticated' | 'anonymous'): boolean => [...named].some((role) => (roles[role]?.flags ?? []).includes(flag));
  return ({ kind, roles: linked, activeRoles = [], contact }) => {
    if (kind === 'anonymous') return open || flagged('anonymous');
    const granted = grants.some((grant) => grant.contact === contact?.id);
    return open || granted || flagged('authenticated') || [...linked, ...activeRoles].some((role) => named.has(role));
  };
}

/** One line a person. */
export function whoCanLines({ table, record, asked }: RecordQuestion, found: readonly WhoCan[], of: number): readonly string[] {
  const head = `${asked} ${table} ${record}: ${found.length} of ${of} people`;
  const width = Math.max(0, ...found.map(({ person }) => person.length)) + 2;
  return [
    head,
    ...found.map(({ person, roles, rule }) => `  ${person.padEnd(width)}by ${rule ?? '?'} (${roles.join(', ') || 'no linked role'})`),
  ];
}
