import type { ChartContent } from '../../../contracts/index.ts';
import { monthKey } from '../experience/group-key.ts';
import type { Page } from '../experience/page.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { typeOf } from '../rows/column-types.ts';
import { groupLabels } from './group-labels.ts';
import { bySize, type ChartTile, type Group, groupsOf } from './groups.ts';
import { groupsOneByOne } from './many-rows.ts';
import { type Measured, NOTHING, plus } from './measures.ts';
import type { StoreNumbers } from './store-numbers.ts';
import { tileRows } from './tile-rows.ts';

/** The groups of a chart: the largest, or the latest months, and what the others come to. */
export function chartOf(page: Page, numbers: StoreNumbers, tile: ChartTile): Outcome<ChartContent> {
  const rows = tileRows(page.session, tile.table);
  if (rows.kind === 'refused') return rows;
  const type = typeOf(rows.facts, tile.group.column);
  if (type === null) return refused('column-not-available', { columns: [tile.group.column] });
  const found = groupsOf(rows, numbers, tile) ?? groupsOneByOne(rows, numbers, tile);
  if (found === null) return refused('too-many-rows');
  const shown = tile.group.by === 'month' ? latest(found.groups, tile.most) : found.groups.slice().sort(bySize).slice(0, tile.most);
  const others = found.groups.filter(({ key }) => shown.every((each) => each.key !== key));
  const rest = others.reduce<Measured>(plus, found.unnamed);
  const labels = groupLabels(page, tile.table, tile.group.column, shown);
  return done({
    kind: 'chart',
    form: tile.form,
    measure: 'sum' in tile.measure ? 'sum' : 'count',
    groupedBy: tile.group.by === 'month' ? 'month' : type,
    groups: shown.map(({ key, value, atLeast }, index) => ({
      key,
      label: tile.group.by === 'month' ? key : (labels[index] ?? null),
      value,
      atLeast,
    })),
    rest: others.length === 0 && isNothing(found.unnamed) ? null : { value: rest.value, atLeast: rest.atLeast },
  });
}

const isNothing = ({ value, atLeast }: Measured): boolean => value === NOTHING.value && !atLeast;

/** The latest months that hold rows, with those between them that hold none; the rows without a month stand first where there is room. */
function latest(groups: readonly Group[], most: number): readonly Group[] {
  const months = groups.filter(({ key }) => key !== null).sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
  const first = months[0]?.key ?? null;
  const last = months[months.length - 1]?.key ?? null;
  const shown: Group[] = [];
  for (let key = last; key !== null && first !== null && key >= first && shown.length < most; key = before(key)) {
    const at = key;
    shown.unshift(months.filter((each) => each.key === at)[0] ?? { key, label: null, value: '0', atLeast: false });
  }
  const without = groups.filter(({ key }) => key === null)[0];
  return without !== undefined && shown.length < most ? [without].concat(shown) : shown;
}

function before(key: string): string {
  const [year, month] = key.split('-').map(Number) as [number, number];
  return month === 1 ? monthKey(year - 1, 12) : monthKey(year, month - 1);
}
