import { type Condition, type Rule, secondsOf } from '../../../engine/index.ts';
import { certainty } from '../conditions.ts';
import { askedOf, covers, type Kind, type Linted, rulesOf } from '../finding.ts';
import { isUnconditional } from '../unconditional.ts';

const conditionsOf = (rule: Rule): readonly { readonly part: string; readonly condition: Condition }[] => [
  ...(rule.when === undefined ? [] : [{ part: 'when', condition: rule.when }]),
  ...(rule.endsWhen === undefined ? [] : [{ part: 'endsWhen', condition: rule.endsWhen }]),
  ...(typeof rule.access === 'object' && 'custom' in rule.access ? [{ part: 'access.custom', condition: rule.access.custom }] : []),
];
const certainParts = (linted: Linted, wanted: 'always' | 'never') =>
  rulesOf(linted).flatMap(({ rule, path }) =>
    conditionsOf(rule)
      .filter(({ condition }) => certainty(condition) === wanted)
      .map(({ part }) => ({ rule, path: `${path}.${part}` })),
  );
const windowOf = ({ from, until }: Rule) => ({
  from: from === undefined ? Number.NEGATIVE_INFINITY : (secondsOf(from) ?? 0),
  until: until === undefined ? Number.POSITIVE_INFINITY : (secondsOf(until) ?? 0),
});
const sameAsked = (wide: Rule, narrow: Rule): boolean => askedOf(narrow).every((each) => askedOf(wide).includes(each));
const isGlobal = (rule: Rule): boolean => rule.access === 'global' && isUnconditional(rule);

/** Rules that do less, or nothing, of what they seem to do. */
export const effectKinds: readonly Kind[] = [
  {
    id: 'PL010',
    name: 'never-applies',
    severity: 'error',
    why: 'The condition cannot hold on any row, so the rule does nothing.',
    find: (linted) =>
      certainParts(linted, 'never').map(({ rule, path }) => ({ path, message: `the condition of \`${rule.id}\` holds on no row` })),
  },
  {
    id: 'PL011',
    name: 'always-holds',
    severity: 'warning',
    why: 'The condition holds on every row: it looks like a limit and is none.',
    find: (linted) =>
      certainParts(linted, 'always').map(({ rule, path }) => ({ path, message: `the condition of \`${rule.id}\` holds on every row` })),
  },
  {
    id: 'PL012',
    name: 'shadowed-by-deny',
    severity: 'error',
    why: 'A deny for the same people takes away everything that the rule gives.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'allow')
        .flatMap(({ rule, path }) =>
          rulesOf(linted)
            .filter(
              ({ rule: deny }) =>
                deny.effect === 'deny' &&
                deny.columns === undefined &&
                deny.table === rule.table &&
                isGlobal(deny) &&
                covers(deny.roles, rule.roles) &&
                sameAsked(deny, rule),
            )
            .slice(0, 1)
            .map(({ rule: deny }) => ({ path, message: `\`${rule.id}\` gives nothing: \`${deny.id}\` denies it all` })),
        ),
  },
  {
    id: 'PL013',
    name: 'contradictory-window',
    severity: 'error',
    why: 'The rule begins after it has ended.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => windowOf(rule).from >= windowOf(rule).until)
        .map(({ rule, path }) => ({ path: `${path}.until`, message: `\`${rule.id}\` ends before it begins` })),
  },
  {
    id: 'PL014',
    name: 'expired',
    severity: 'note',
    why: 'The rule’s time is over: what is left of it only confuses.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => windowOf(rule).from < windowOf(rule).until && windowOf(rule).until <= (secondsOf(linted.now) ?? 0))
        .map(({ rule, path }) => ({ path: `${path}.until`, message: `\`${rule.id}\` ended on ${rule.until}` })),
  },
  {
    id: 'PL015',
    name: 'same-rule-twice',
    severity: 'warning',
    why: 'Two rules say the same under two names: one will be changed and the other forgotten.',
    find: (linted) =>
      rulesOf(linted).flatMap(({ rule, path }, at) =>
        rulesOf(linted)
          .slice(0, at)
          .filter(({ rule: other }) => JSON.stringify({ ...other, id: '' }) === JSON.stringify({ ...rule, id: '' }) && other.id !== rule.id)
          .slice(0, 1)
          .map(({ rule: other }) => ({ path, message: `\`${rule.id}\` says what \`${other.id}\` says` })),
      ),
  },
  {
    id: 'PL016',
    name: 'covered-by-another',
    severity: 'note',
    why: 'Another rule gives the same people all of it already: taking this one away would change nothing, and tightening it neither.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'allow')
        .flatMap(({ rule, path }) =>
          rulesOf(linted)
            .filter(
              ({ rule: wide }) =>
                wide.effect === 'allow' &&
                wide.id !== rule.id &&
                wide.table === rule.table &&
                isGlobal(wide) &&
                !isGlobal(rule) &&
                wide.columns === undefined &&
                covers(wide.roles, rule.roles) &&
                sameAsked(wide, rule),
            )
            .slice(0, 1)
            .map(({ rule: wide }) => ({ path, message: `\`${wide.id}\` gives all that \`${rule.id}\` gives` })),
        ),
  },
  {
    id: 'PL017',
    name: 'requirement-bypassed',
    severity: 'error',
    why: 'Alternatives are enough one by one: where one allow asks for something and another does not, nobody is ever asked. A deny with `requires` asks everybody.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'allow' && rule.requires !== undefined)
        .flatMap(({ rule, path }) =>
          rulesOf(linted)
            .filter(
              ({ rule: free }) =>
                free.effect === 'allow' &&
                free.requires === undefined &&
                free.table === rule.table &&
                covers(free.roles, rule.roles) &&
                sameAsked(free, rule) &&
                (isGlobal(free) || JSON.stringify(free.access) === JSON.stringify(rule.access)) &&
                free.when === undefined,
            )
            .slice(0, 1)
            .map(({ rule: free }) => ({
              path: `${path}.requires`,
              message: `\`${free.id}\` allows the same without what \`${rule.id}\` requires`,
            })),
        ),
  },
  {
    id: 'PL018',
    name: 'unknown-opens-a-deny',
    severity: 'warning',
    why: 'With `whenUnknown: skip` a deny does not apply where a value is missing: an empty column opens the door.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.whenUnknown === 'skip')
        .map(({ rule, path }) => ({ path: `${path}.whenUnknown`, message: `\`${rule.id}\` does not deny where its condition is unknown` })),
  },
  {
    id: 'PL019',
    name: 'deny-without-reason',
    severity: 'note',
    why: 'A refused person who reads a reason does not call the service desk.',
    find: (linted) =>
      rulesOf(linted)
        .filter(({ rule }) => rule.effect === 'deny' && rule.columns === undefined && (rule.reason ?? '') === '')
        .map(({ rule, path }) => ({ path, message: `\`${rule.id}\` refuses without a reason` })),
  },
];
