import type { ExplainedPart, ExplainedQuestion, ExplainedRule, Explanation } from '../../engine/index.ts';

/** Every question that a decision asked, its rules with each part and the values compared, as lines. */
export function explanationLines({ decision, questions }: Explanation): readonly string[] {
  const { code, deciding, reason, missing, requires, columns } = decision;
  const more = [
    ...(deciding ? [`decided by ${deciding}`] : []),
    ...(reason ? [`reason: ${reason}`] : []),
    ...(requires ? [`requires: ${requires.join(', ')}`] : []),
    ...(columns ? [`columns: ${columns.join(', ')}`] : []),
    ...(missing ? [`missing: ${missing.privilege} on ${missing.table}${missing.id === undefined ? '' : ` ${missing.id}`}`] : []),
  ];
  return [`answer: ${code}`, ...more.map((line) => `  ${line}`), ...questions.flatMap(questionLines)];
}

function questionLines({ privilege, table, id, code, rules }: ExplainedQuestion): readonly string[] {
  const none = rules.length === 0 ? ['  no rule is about this'] : [];
  return [`asked: ${privilege} ${table} ${id ?? '(new)'}: ${code}`, ...none, ...rules.flatMap(ruleLines)];
}

const OUTCOMES: { readonly [outcome in ExplainedRule['outcome']]: { readonly sign: string; readonly word: string } } = {
  applies: { sign: '✓', word: 'applies' },
  'does-not-apply': { sign: '✗', word: 'does not apply' },
  'role-not-held': { sign: '–', word: 'role not held' },
  'outside-window': { sign: '–', word: 'outside its window' },
};

function ruleLines(rule: ExplainedRule): readonly string[] {
  const { sign, word } = OUTCOMES[rule.outcome];
  const sections = (['access', 'when', 'endsWhen'] as const).flatMap((name) => rule[name].flatMap((part) => partLines(part, name, 4)));
  const open = rule.open.length > 0 ? [`    not met: ${rule.open.join(', ')}`] : [];
  return [`  ${sign} ${rule.effect} ${rule.rule}: ${word}${rule.deciding ? ' (decides)' : ''}`, ...sections, ...open];
}

/** A part with the values that were compared; below it what it is made of. */
export function partLines(part: ExplainedPart, name: string, indent: number): readonly string[] {
  const space = ' '.repeat(indent);
  const label = name === '' ? '' : `${name}: `;
  const values = part.values.length > 0 ? ` [${part.values.map(valueText).join(' | ')}]` : '';
  return [`${space}${truthText(part)} ${label}${part.text}${values}`, ...part.parts.flatMap((each) => partLines(each, '', indent + 2))];
}

const truthText = ({ truth }: ExplainedPart): string => String(truth);
const valueText = (value: ExplainedPart['values'][number]): string => (value === null ? 'null' : String(value));
