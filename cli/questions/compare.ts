import type { Engine, ExplainedPart, ExplainedQuestion, ExplainedRule, Explanation } from '../../engine/index.ts';
import { type Scene, sourceOf } from '../scene/index.ts';
import { explanationLines, partLines } from '../trace/index.ts';
import { type RecordQuestion, requestFor } from './who-can.ts';

/** How one rule came out for each of two people; only rules that came out differently are told. */
export interface RuleDifference {
  /** The privilege that was asked, e.g. `read` on the way to a write. */
  readonly asked: string;
  readonly rule: string;
  readonly effect: 'allow' | 'deny';
  readonly outcomes: readonly [Outcome, Outcome];
  /** The parts that came to something else, with the values of each. */
  readonly parts: readonly { readonly part: string; readonly of: readonly [ExplainedPart | null, ExplainedPart | null] }[];
}

type Outcome = ExplainedRule['outcome'] | 'not asked';

export interface Comparison {
  readonly people: readonly [string, string];
  readonly explanations: readonly [Explanation, Explanation];
  readonly differences: readonly RuleDifference[];
}

/** Two people and one record: which rules come out differently, and which of their parts. */
export function compare(engine: Engine, scene: Scene, people: readonly [string, string], question: RecordQuestion): Comparison {
  const source = sourceOf(scene);
  const [left, right] = people.map((person) => {
    const principal = scene.people[person];
    if (principal === undefined) throw new Error(`nobody is called \`${person}\``);
    return engine.explain(principal, requestFor(question), source, question.now);
  }) as [Explanation, Explanation];
  return { people, explanations: [left, right], differences: differencesOf(left, right) };
}

function differencesOf(left: Explanation, right: Explanation): readonly RuleDifference[] {
  const keyOf = ({ privilege, table, id }: ExplainedQuestion): string => JSON.stringify([privilege, table, id]);
  const asked = (explanation: Explanation): Map<string, ExplainedQuestion> =>
    new Map(explanation.questions.map((each) => [keyOf(each), each]));
  const [first, second] = [asked(left), asked(right)];
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((key) => {
    const [one, other] = [first.get(key), second.get(key)];
    const names = [...new Set([...(one?.rules ?? []), ...(other?.rules ?? [])].map(({ rule }) => rule))];
    return names.flatMap((name) => {
      const find = (question: ExplainedQuestion | undefined): ExplainedRule | undefined =>
        question?.rules.find(({ rule }) => rule === name);
      return ruleDifference((one ?? other)?.privilege ?? '', find(one), find(other));
    });
  });
}

const SECTIONS = ['access', 'when', 'endsWhen'] as const;

function ruleDifference(asked: string, one: ExplainedRule | undefined, other: ExplainedRule | undefined): readonly RuleDifference[] {
  const either = one ?? other;
  if (either === undefined) return [];
  const outcomes = [one?.outcome ?? 'not asked', other?.outcome ?? 'not asked'] as const;
  const parts = SECTIONS.flatMap((section) => {
    const of = [one?.[section][0] ?? null, other?.[section][0] ?? null] as const;
    return of[0]?.truth === of[1]?.truth ? [] : [{ part: section, of }];
  });
  if (outcomes[0] === outcomes[1] && parts.length === 0) return [];
  return [{ asked, rule: either.rule, effect: either.effect, outcomes, parts }];
}

const WORDS: { readonly [outcome in Outcome]: string } = {
  applies: 'applies',
  'does-not-apply': 'does not apply',
  'role-not-held': 'role not held',
  'outside-window': 'outside its window',
  'not asked': 'not asked',
};

/** The two answers, then each rule that came out differently with what differs. */
export function comparisonLines({ people, explanations, differences }: Comparison): readonly string[] {
  const answers = people.map((person, index) => {
    const { code, deciding } = (explanations[index] as Explanation).decision;
    return `${person}: ${code}${deciding === null ? '' : ` by ${deciding}`}`;
  });
  if (differences.length === 0) return [...answers, '', 'every rule comes out the same for both', ...explanationLines(explanations[0])];
  return [...answers, '', ...differences.flatMap((each) => differenceLines(people, each))];
}

const differenceLines = (
  people: readonly [string, string],
  { asked, rule, effect, outcomes, parts }: RuleDifference,
): readonly string[] => [
  `${effect} ${rule} (${asked})`,
  ...people.map((person, index) => `  ${person}: ${WORDS[outcomes[index] as Outcome]}`),
  ...parts.flatMap(({ part, of }) =>
    people.flatMap((person, index) => {
      const told = of[index];
      return told === null || told === undefined ? [] : partLines(told, `${person}, ${part}`, 4);
    }),
  ),
];
