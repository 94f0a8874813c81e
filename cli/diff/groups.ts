import type { Scene } from '../scene/index.ts';
import type { Effect } from './effects.ts';

/** What people with the same roles gain or lose on one table: one line of a report. */
export interface Group {
  readonly direction: Effect['direction'];
  readonly table: string;
  /** Their web roles, or what stands for them. */
  readonly who: string;
  readonly people: readonly string[];
  readonly what: readonly string[];
  readonly records: readonly string[];
  /** How many records of the table there are. */
  readonly of: number;
}

/** Few lines of many effects: by roles, then what concerns the same people and records together. Gains come first. */
export function grouped(effects: readonly Effect[], scene: Scene): readonly Group[] {
  const byWhat = gathered(effects, ({ direction, table, person, what }) => [direction, table, whoIs(scene, person), what]);
  const lines = [...byWhat.values()].map((held) => {
    const { direction, table, person, what } = held[0] as Effect;
    const people = [...new Set(held.map((each) => each.person))];
    const records = [...new Set(held.map((each) => each.record))];
    const pairs = held.map((each) => `${each.person} ${each.record}`).sort();
    return { direction, table, who: whoIs(scene, person), what, people, records, pairs };
  });
  const alike = gathered(lines, ({ direction, table, who, pairs }) => [direction, table, who, ...pairs]);
  return [...alike.values()]
    .map((held): Group => {
      const { direction, table, who, people, records } = held[0] as (typeof lines)[number];
      return {
        direction,
        table,
        who,
        people,
        records,
        what: held.map(({ what }) => what),
        of: Object.keys(scene.rows[table] ?? {}).length,
      };
    })
    .sort((left, right) => order(left) - order(right));
}

const order = ({ direction }: Group): number => (direction === 'gain' ? 0 : 1);

function gathered<T>(items: readonly T[], keyOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function whoIs({ people }: Scene, person: string): string {
  const principal = people[person];
  if (principal === undefined || principal.kind !== 'contact') return 'a visitor';
  return principal.roles.length === 0 ? 'signed in, without a role' : [...principal.roles].sort().join(' + ');
}

/** `SCM Representative (2 people): +read salesorder 3 of 14 rows`, and for whom on which records. */
export function groupLines({ direction, table, who, people, what, records, of }: Group): readonly string[] {
  const sign = direction === 'gain' ? '+' : '−';
  const plain = what.filter((each) => !each.includes(':'));
  const columns = what.filter((each) => each.includes(':'));
  const count = `${people.length} ${people.length === 1 ? 'person' : 'people'}`;
  const rows = `${table} ${records.length} of ${of} rows`;
  const shown = (names: readonly string[]): string => `${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`;
  return [
    ...(plain.length > 0 ? [`${who} (${count}): ${plain.map((each) => `${sign}${each}`).join(' ')} ${rows}`] : []),
    ...columns.map((each) => `${who} (${count}): ${sign}${each}, ${rows}`),
    `    e.g. ${shown(people)}: ${shown(records)}`,
  ];
}
