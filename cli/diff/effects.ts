import type { ColumnAccess, DecisionRequest } from '../../engine/index.ts';
import {
  createEngine,
  type Engine,
  type Mask,
  type Policy,
  type Principal,
  type Requirement,
  type Row,
  type RowSource,
} from '../../engine/index.ts';
import { type Scene, sourceOf } from '../scene/index.ts';

/** What one person may do with one record under the one policy and not under the other. */
export interface Effect {
  readonly direction: 'gain' | 'loss';
  readonly person: string;
  readonly table: string;
  readonly record: string;
  /** In words: `read`, `approve with comment`, `name: masked last4 → read`. */
  readonly what: string;
}

interface Side {
  readonly policy: Policy;
  readonly engine: Engine;
}

const PRIVILEGES = ['read', 'create', 'write', 'delete', 'append', 'appendto'] as const;
const REQUIREMENTS: readonly Requirement[] = ['comment', 'fresh-sign-in', 'second-person'];
/** Every set of requirements that may be met, the smaller ones first. */
const SETS: readonly (readonly Requirement[])[] = [0, 1, 2, 4, 3, 5, 6, 7].map((bits) =>
  REQUIREMENTS.filter((_each, index) => (bits >> index) % 2 === 1),
);

/**
 * Who gains and who loses what on the people and records of a scene: each privilege and action on each record, and each column of
 * records that are read under both. `create` asks for a record with the values of the one that is there.
 */
export function effectsOn(before: Policy, after: Policy, scene: Scene, now: string): readonly Effect[] {
  const sides = [before, after].map((policy): Side => ({ policy, engine: createEngine(policy) })) as [Side, Side];
  const source = sourceOf(scene);
  const tables = Object.keys(scene.rows).filter((table) => sides.some(({ policy }) => policy.tables[table] !== undefined));
  return tables.flatMap((table) => {
    const asks = asksOn(sides, table);
    const rows = Object.values(scene.rows[table] ?? {});
    return Object.entries(scene.people).flatMap(([name, principal]) =>
      rows.flatMap((row) => {
        const told = (direction: Effect['direction'], what: string): Effect => ({ direction, person: name, table, record: row.id, what });
        const question: Question = { principal, source, now, table, row };
        return [...asks.flatMap((ask) => askedEffects(sides, question, ask, told)), ...columnEffects(sides, question, told)];
      }),
    );
  });
}

interface Question {
  readonly principal: Principal;
  readonly source: RowSource;
  readonly now: string;
  readonly table: string;
  readonly row: Row;
}
interface Ask {
  readonly name: string;
  readonly request: (row: Row) => DecisionRequest;
  /** The sets of requirements that are worth asking with. */
  readonly sets: readonly (readonly Requirement[])[];
}
type Told = (direction: Effect['direction'], what: string) => Effect;

function asksOn(sides: readonly Side[], table: string): readonly Ask[] {
  const rules = sides
    .flatMap(({ policy }) => [...policy.rules, ...Object.values(policy.bundles ?? {}).flat()])
    .filter((rule) => rule.table === table);
  const actions = [...new Set(rules.flatMap(({ actions: named }) => named ?? []))];
  /** Every privilege asks `read` first, so what that requires counts too. */
  const setsFor = (asked: string): Ask['sets'] => {
    const about = rules.filter(({ privileges = [], actions: named = [] }) =>
      ['read', asked].some((each) => [...privileges, ...named].some((other) => other === each)),
    );
    return about.some((rule) => (rule.requires ?? []).length > 0) ? SETS : [[]];
  };
  return [
    ...PRIVILEGES.map(
      (privilege): Ask => ({
        name: privilege,
        sets: setsFor(privilege),
        request: (row) => {
          const { id, ...values } = row;
          return privilege === 'create'
            ? { privilege, table, defaults: values as DecisionRequest['defaults'] & object }
            : { privilege, table, id };
        },
      }),
    ),
    ...actions.map((action): Ask => ({ name: action, sets: setsFor(action), request: ({ id }) => ({ action, table, id }) })),
  ];
}

/** Whether it is allowed with each set of requirements met. */
const waysOf = ({ engine, policy }: Side, { principal, source, now, table, row }: Question, { request, sets }: Ask): readonly boolean[] =>
  policy.tables[table] === undefined
    ? sets.map(() => false)
    : sets.map((met) => engine.decide(principal, { ...request(row), met }, source, now).allowed);

function askedEffects([before, after]: [Side, Side], question: Question, ask: Ask, told: Told): readonly Effect[] {
  const old = waysOf(before, question, ask);
  const next = waysOf(after, question, ask);
  const named = (mine: readonly boolean[], other: readonly boolean[]): string | null => {
    const first = mine.findIndex((allowed, index) => allowed && !other[index]);
    if (first < 0) return null;
    const met = ask.sets[first] ?? [];
    const others = ask.sets[other.indexOf(true)];
    if (met.length > 0) return `${ask.name} with ${met.join(' and ')}`;
    return others === undefined ? ask.name : `${ask.name} without ${others.join(' and ')}`;
  };
  const gained = named(next, old);
  const lost = named(old, next);
  return [...(gained === null ? [] : [told('gain', gained)]), ...(lost === null ? [] : [told('loss', lost)])];
}

function columnEffects([before, after]: [Side, Side], { principal, source, now, table, row }: Question, told: Told): readonly Effect[] {
  const of = ({ engine, policy }: Side) =>
    policy.tables[table] === undefined ? {} : engine.columns(principal, table, row.id, source, now);
  const [old, next] = [of(before), of(after)];
  if (old['id']?.level !== 'read' || next['id']?.level !== 'read') return [];
  const none: ColumnAccess = { level: 'none', write: false };
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((column) => {
    const [was, is] = [old[column] ?? none, next[column] ?? none];
    const difference = shownBy(after.policy.masks, is) - shownBy(before.policy.masks, was);
    const level = difference === 0 ? [] : [told(difference > 0 ? 'gain' : 'loss', `column ${column}: ${words(was)} → ${words(is)}`)];
    const write = was.write === is.write ? [] : [told(is.write ? 'gain' : 'loss', `write column ${column}`)];
    return [...level, ...write];
  });
}

const words = ({ level, mask }: ColumnAccess): string => (mask === undefined ? level : `${level} ${mask}`);

/** How much of a value is shown: nothing, a fixed text, so many characters, all of it. */
function shownBy(masks: { readonly [mask: string]: Mask } = {}, { level, mask }: ColumnAccess): number {
  if (level === 'none') return 0;
  if (level === 'read') return Number.MAX_SAFE_INTEGER;
  const declared = masks[mask ?? ''];
  return 1 + (declared !== undefined && 'last' in declared ? declared.last : 0);
}
