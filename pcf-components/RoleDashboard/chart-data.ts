import type { ChartContent, ChartGroup } from '../../contracts/index.ts';
import { withParameters } from '../shared/address.ts';
import type { ControlHost } from '../shared/control-host.ts';

/** One group of a chart, ready to be drawn and read out. */
export interface Datum {
  readonly id: string;
  /** `value` has a name of its own; the others are what a person is told instead of one. */
  readonly kind: 'value' | 'empty' | 'hidden' | 'rest';
  readonly label: string;
  /** The month, where the groups are months. */
  readonly month: string | null;
  /** The number in the reader’s way of writing, for eyes and for ears. */
  readonly shown: string;
  readonly spoken: string;
  /** For drawing only: a float never shows a sum. */
  readonly size: number;
  /** Where the same rows are listed. */
  readonly href: string | null;
}

/** “5,000+” where only a lower bound is known, and how it is read out. */
export const numberTexts = ({ text, formats }: ControlHost, { value, atLeast }: { readonly value: string; readonly atLeast: boolean }) => {
  const number = formats.number(value);
  return atLeast
    ? { shown: text('atLeast', { value: number }), spoken: text('atLeastSpoken', { value: number }) }
    : { shown: number, spoken: number };
};

/** The groups of a chart in the order in which they are shown; what is left of them comes last. */
export const dataOf = (host: ControlHost, content: ChartContent, drill: string | null): readonly Datum[] => {
  const months = content.groupedBy === 'month';
  const groups = months ? withoutGaps(content.groups) : content.groups;
  const data = groups.map((group): Datum => {
    const kind = kindOf(content, group);
    return {
      id: `=${group.key ?? ''}`,
      kind,
      label: labelOf(host, content, group),
      month: months ? group.key : null,
      ...numberTexts(host, group),
      size: Number(group.value),
      href: drill === null ? null : withParameters(drill, { value: group.key ?? '' }),
    };
  });
  const { rest } = content;
  if (rest === null) return data;
  // Of months the latest are shown.
  const others = host.text(months ? 'groupEarlier' : 'groupOthers');
  return [
    ...data,
    { id: 'rest', kind: 'rest', label: others, month: null, ...numberTexts(host, rest), size: Number(rest.value), href: null },
  ];
};

const kindOf = ({ groupedBy }: ChartContent, { key, label }: ChartGroup): Datum['kind'] => {
  if (key === null) return 'empty';
  return label === null && groupedBy === 'lookup' ? 'hidden' : 'value';
};

const labelOf = ({ text, formats }: ControlHost, { groupedBy }: ChartContent, { key, label }: ChartGroup): string => {
  if (key === null) return text('groupEmpty');
  switch (groupedBy) {
    case 'month':
      return formats.month(key);
    case 'lookup':
      return label ?? text('groupNotShown');
    case 'boolean':
      return label ?? text(key === 'true' || key === '1' ? 'yes' : 'no');
    case 'number':
      return label ?? formats.number(key);
    case 'datetime':
      return label ?? formats.date(key);
    default:
      return label ?? key;
  }
};

const monthShape = /^(\d{4})-(\d{2})$/;
const mostMonths = 60;

/** Months in order of time; a month between two others in which nothing was counted is a zero. What is no month comes last. */
const withoutGaps = (groups: readonly ChartGroup[]): readonly ChartGroup[] => {
  const months = groups.filter(({ key }) => key !== null && monthShape.test(key));
  const others = groups.filter((group) => !months.includes(group));
  const numbers = months.map(({ key }) => monthNumber(key ?? ''));
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  if (months.length === 0 || last - first >= mostMonths) return [...[...months].sort(byKey), ...others];
  const filled = Array.from({ length: last - first + 1 }, (_, at): ChartGroup => {
    const key = monthKey(first + at);
    return months.find((group) => group.key === key) ?? { key, label: null, value: '0', atLeast: false };
  });
  return [...filled, ...others];
};

const byKey = (one: ChartGroup, other: ChartGroup): number => ((one.key ?? '') < (other.key ?? '') ? -1 : 1);

const monthNumber = (key: string): number => {
  const [, year, month] = monthShape.exec(key) ?? [];
  return Number(year) * 12 + Number(month) - 1;
};

const monthKey = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
