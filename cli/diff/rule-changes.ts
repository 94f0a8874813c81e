import type { Condition, Policy, Rule, RuleColumn } from '../../engine/index.ts';
import { accessText, conditionText } from '../trace/index.ts';
import { implies } from './implies.ts';

/** Whom a change of the text can help: somebody gains, somebody loses, either may be, or nobody notices. */
export type Direction = 'gain' | 'loss' | 'either' | 'none';

/** One thing that a policy says otherwise, in words. */
export interface TextChange {
  /** `rule order-own`, `table salesorder`, … */
  readonly subject: string;
  readonly sentence: string;
  readonly direction: Direction;
}

type Change = Omit<TextChange, 'subject'>;
const change = (direction: Direction, sentence: string): Change => ({ direction, sentence });

const turned: { readonly [direction in Direction]: Direction } = { gain: 'loss', loss: 'gain', either: 'either', none: 'none' };

/** The rules that were added, removed, renamed or changed. `prefix` names the bundle that they belong to. */
export function ruleChanges(before: readonly Rule[], after: readonly Rule[], prefix = 'rule '): readonly TextChange[] {
  const old = firstOf(before);
  const next = firstOf(after);
  const removed = [...old.values()].filter(({ id }) => !next.has(id));
  const added = [...next.values()].filter(({ id }) => !old.has(id));
  const renamed = removed.flatMap((rule) => {
    const twin = added.find((each) => JSON.stringify({ ...each, id: '' }) === JSON.stringify({ ...rule, id: '' }));
    return twin === undefined ? [] : [{ rule, twin }];
  });
  const own = (subject: string, changes: readonly Change[]): readonly TextChange[] =>
    changes.map((each) => ({ subject: `${prefix}${subject}`, ...each }));
  return [
    ...renamed.flatMap(({ rule, twin }) =>
      own(rule.id, [change(isParent(before, rule) ? 'either' : 'none', `is now called \`${twin.id}\``)]),
    ),
    ...removed.filter((rule) => !renamed.some((each) => each.rule === rule)).flatMap((rule) => own(rule.id, [gone(rule)])),
    ...added.filter((rule) => !renamed.some((each) => each.twin === rule)).flatMap((rule) => own(rule.id, [come(rule)])),
    ...[...next.values()].flatMap((rule) => {
      const was = old.get(rule.id);
      return was === undefined ? [] : own(rule.id, changesOf(was, rule));
    }),
  ];
}

const firstOf = (rules: readonly Rule[]): Map<string, Rule> => {
  const byId = new Map<string, Rule>();
  for (const rule of rules) if (!byId.has(rule.id)) byId.set(rule.id, rule);
  return byId;
};

const isParent = (rules: readonly Rule[], { id }: Rule): boolean =>
  rules.some(({ access }) => typeof access === 'object' && 'parent' in access && access.rule === id);

const reaches = (rule: Rule): boolean => rule.inactive !== true;
const come = (rule: Rule): Change =>
  change(!reaches(rule) ? 'none' : rule.effect === 'allow' ? 'gain' : 'loss', `is new: ${sentenceOf(rule)}`);
const gone = (rule: Rule): Change =>
  change(!reaches(rule) ? 'none' : rule.effect === 'allow' ? 'loss' : 'gain', `is gone: ${sentenceOf(rule)}`);

/** A rule in one sentence. */
function sentenceOf({ effect, roles = [], privileges = [], actions = [], table, access, when }: Rule): string {
  const who = roles.length === 0 ? 'nobody' : roles.includes('*') ? 'everybody' : roles.join(', ');
  const condition = when === undefined ? '' : ` when ${conditionText(when)}`;
  return `${effect} ${who} to ${[...privileges, ...actions].join(', ')} ${table} where ${accessText(access)}${condition}`;
}

/** What one rule says otherwise. Directions are those of an allow; on a deny they are turned round. */
function changesOf(was: Rule, is: Rule): readonly Change[] {
  if (was.effect !== is.effect) return [change(is.effect === 'allow' ? 'gain' : 'loss', `is ${is.effect} instead of ${was.effect}`)];
  if (was.table !== is.table) return [change('either', `is on \`${is.table}\` instead of \`${was.table}\``)];
  const changes = [
    ...listChanges('role', was.roles, is.roles),
    ...listChanges('privilege', was.privileges, is.privileges),
    ...listChanges('action', was.actions, is.actions),
    ...accessChanges(was, is),
    ...conditionChanges('when', was.when, is.when),
    ...conditionChanges('endsWhen', was.endsWhen, is.endsWhen).map((each) => ({ ...each, direction: turned[each.direction] })),
    ...edgeChanges('from', was.from, is.from),
    ...edgeChanges('until', was.until, is.until),
    ...listChanges('requirement', was.requires, is.requires).map((each) => ({ ...each, direction: turned[each.direction] })),
    ...flagChanges('inactive', was.inactive, is.inactive, 'loss'),
    // A deny that skips the unknown, or that a break-glass grant passes, denies less.
    ...flagChanges('whenUnknown: skip', was.whenUnknown === 'skip', is.whenUnknown === 'skip', 'loss'),
    ...flagChanges('overridable', was.overridable, is.overridable, 'loss'),
    ...flagChanges('native', was.native, is.native, 'either'),
  ];
  const turn = is.effect === 'deny' ? turned : null;
  return [
    ...changes.map((each) => (turn === null ? each : { ...each, direction: turn[each.direction] })),
    ...columnChanges(was, is),
    ...wordChanges('audit', was.audit ?? 'none', is.audit ?? 'none'),
    ...wordChanges('reason', was.reason, is.reason),
  ];
}

/** A longer list reaches more. */
function listChanges(what: string, was: readonly string[] = [], is: readonly string[] = []): readonly Change[] {
  const added = is.filter((each) => !was.includes(each));
  const removed = was.filter((each) => !is.includes(each));
  const named = (list: readonly string[]): string => `${what}${list.length > 1 ? 's' : ''} ${list.map((each) => `\`${each}\``).join(', ')}`;
  return [
    ...(added.length > 0 ? [change('gain', `has also the ${named(added)}`)] : []),
    ...(removed.length > 0 ? [change('loss', `has no longer the ${named(removed)}`)] : []),
  ];
}

function accessChanges({ access: was }: Rule, { access: is }: Rule): readonly Change[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const sentence = `reaches: ${accessText(was)} → ${accessText(is)}`;
  if (is === 'global') return [change('gain', sentence)];
  if (was === 'global') return [change('loss', sentence)];
  const custom = (access: Rule['access']): Condition | undefined =>
    typeof access === 'object' && 'custom' in access ? access.custom : undefined;
  const [first, second] = [custom(was), custom(is)];
  return [change(first !== undefined && second !== undefined ? directionOf(first, second) : 'either', sentence)];
}

/** A wider condition gives more. */
function directionOf(was: Condition, is: Condition): Direction {
  const [wider, narrower] = [implies(was, is), implies(is, was)];
  if (wider && narrower) return 'none';
  return wider ? 'gain' : narrower ? 'loss' : 'either';
}

/** Without `when` a rule holds always, without `endsWhen` never ends. */
function conditionChanges(key: 'when' | 'endsWhen', was: Condition | undefined, is: Condition | undefined): readonly Change[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const always = key === 'when';
  if (was === undefined || is === undefined) {
    const condition = (was ?? is) as Condition;
    const wider = (is === undefined) === always;
    return [change(wider ? 'gain' : 'loss', `${key} is ${is === undefined ? 'gone' : 'new'}: ${conditionText(condition)}`)];
  }
  return [change(directionOf(was, is), `${key}: ${conditionText(was)} → ${conditionText(is)}`)];
}

function edgeChanges(key: 'from' | 'until', was: string | undefined, is: string | undefined): readonly Change[] {
  if (was === is) return [];
  const sentence = `${key}: ${was ?? 'always'} → ${is ?? 'always'}`;
  if (was === undefined || is === undefined) return [change(is === undefined ? 'gain' : 'loss', sentence)];
  const later = Date.parse(is) - Date.parse(was);
  return [change(later === 0 ? 'none' : later > 0 === (key === 'until') ? 'gain' : 'loss', sentence)];
}

function flagChanges(key: string, was: boolean | undefined, is: boolean | undefined, direction: Direction): readonly Change[] {
  if ((was === true) === (is === true)) return [];
  return [change(is === true ? direction : turned[direction], `is ${is === true ? 'now' : 'no longer'} \`${key}\``)];
}

const wordChanges = (key: string, was: string | undefined, is: string | undefined): readonly Change[] =>
  was === is ? [] : [change('none', `${key}: ${was ?? 'none'} → ${is ?? 'none'}`)];

/** Of a deny no columns means the whole row; of an allow the columns that were published. */
function columnChanges({ columns: was, effect }: Rule, { columns: is }: Rule): readonly Change[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (was === undefined || is === undefined) {
    const named = Object.keys(was ?? is ?? {}).join(', ');
    const sentence = is === undefined ? `is no longer about the columns ${named} alone` : `is about the columns ${named} alone`;
    return [change(effect === 'deny' ? (is === undefined ? 'loss' : 'gain') : 'either', sentence)];
  }
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((column) => {
    const [old, next] = [was[column], is[column]];
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    return [change(columnDirection(effect, old, next), `column ${column}: ${entryText(old)} → ${entryText(next)}`)];
  });
}

const entryText = (entry: RuleColumn | undefined): string =>
  entry === undefined
    ? 'not named'
    : [entry.level, entry.mask, entry.write === undefined ? undefined : entry.write ? 'write' : 'no write']
        .filter((each) => each !== undefined)
        .join(' ') || 'nothing';

const LEVELS = { none: 0, masked: 1, read: 2 } as const;

function columnDirection(effect: Rule['effect'], was: RuleColumn | undefined, is: RuleColumn | undefined): Direction {
  // What a rule does not say, an allow does not give and a deny does not lower.
  const absent = effect === 'allow' ? 0 : 2;
  const level = (is?.level === undefined ? absent : LEVELS[is.level]) - (was?.level === undefined ? absent : LEVELS[was.level]);
  const writes = (entry: RuleColumn | undefined): number => ((entry?.write ?? effect === 'deny') ? 1 : 0);
  const write = writes(is) - writes(was);
  const masks = level === 0 && was?.mask !== is?.mask;
  if (masks || level * write < 0) return 'either';
  return level + write > 0 ? 'gain' : level + write < 0 ? 'loss' : 'none';
}

/** The rules of bundles, bundle by bundle. */
export function bundleChanges({ bundles: was = {} }: Policy, { bundles: is = {} }: Policy): readonly TextChange[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((bundle) =>
    ruleChanges(was[bundle] ?? [], is[bundle] ?? [], `rule ${bundle}/`),
  );
}
