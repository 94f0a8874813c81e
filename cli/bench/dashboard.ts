import { join } from 'node:path';
import type { ExperienceResult, TileDefinition } from '../../contracts/index.ts';
import { callAsContact } from '../environment/call.ts';
import { hostFactory } from '../environment/host.ts';
import { prepareEnvironment } from '../environment/prepare.ts';
import { root } from '../paths.ts';
import { rowId } from '../sample/ids.ts';
import { readSample, type Sample } from '../sample/read.ts';
import { milliseconds, type Spread, spreadOf, times } from './measure.ts';

/** Milliseconds of one request for a page with eight tiles, with the database, in the Node host. */
export interface DashboardTimes {
  readonly orders: number;
  readonly representative: Spread;
  readonly administrator: Spread;
}

const orders = 100000;
const runs = 7;

/** Measures the dashboard over many orders: half of them are of the representative's company, all are the administrator's. */
export async function measureDashboard(): Promise<DashboardTimes> {
  const sample = withTiles(readSample(join(root, 'samples/scm')));
  const environment = await prepareEnvironment({ file: ':memory:', sales: true, service: false, host: hostFactory('node') }, sample);
  const { dataverse } = environment;
  try {
    for (let from = 0; from < orders; from += 5000) await dataverse.seed({ salesorder: ordersOf(sample, from, from + 5000) });
    const load = async (person: string): Promise<void> => {
      const request = { page: '/', dashboard: { name: 'bench' } };
      const answer = await callAsContact<ExperienceResult>(dataverse, 'LoadExperience', request, rowId(sample.name, 'contact', person));
      if (!answer.ok || !answer.result.dashboard?.ok) throw new Error('the dashboard was refused');
      if (answer.result.dashboard.result.tiles.length !== tiles.length) throw new Error('the dashboard does not have eight tiles');
    };
    const measure = async (person: string): Promise<Spread> => {
      await load(person);
      return spreadOf(await times(runs, () => milliseconds(() => load(person))));
    };
    return { orders, representative: await measure('rep-x'), administrator: await measure('admin') };
  } finally {
    await dataverse.close();
  }
}

const said = { en: 'Measured' };
const open = ['statuscode', 'in', [1, 2, 3, 690970000]] as const;
const tile = (name: string, more: object): TileDefinition =>
  ({ name, titles: said, table: 'salesorder', ...more }) as unknown as TileDefinition;
const count = { kind: 'counter', measure: { count: true } } as const;
const tiles: readonly TileDefinition[] = [
  tile('bench-open', { ...count, filter: open }),
  tile('bench-waiting', {
    ...count,
    filter: {
      all: [
        ['statuscode', '=', 3],
        ['scm_approvedby', 'is null'],
      ],
    },
  }),
  tile('bench-escalated', { ...count, filter: ['statuscode', '=', 690970000], warnFrom: 1 }),
  tile('bench-amount', { kind: 'counter', measure: { sum: 'totalamount' }, filter: ['statuscode', '=', 2] }),
  tile('bench-status', { kind: 'chart', form: 'donut', measure: { count: true }, group: { column: 'statuscode', by: 'value' }, most: 6 }),
  tile('bench-month', {
    kind: 'chart',
    form: 'bar',
    measure: { count: true },
    group: { column: 'requestdeliveryby', by: 'month' },
    most: 12,
    filter: open,
  }),
  tile('bench-latest', {
    kind: 'list',
    columns: [
      { name: 'ordernumber', titles: said },
      { name: 'name', titles: said },
      { name: 'statuscode', titles: said },
    ],
    sort: [{ column: 'ordernumber', descending: true }],
    size: 5,
  }),
  tile('bench-due', {
    kind: 'sla',
    title: 'name',
    due: 'requestdeliveryby',
    paused: { column: 'statuscode', values: [690970000] },
    warnMinutes: 20160,
    size: 8,
    filter: { all: [open, ['requestdeliveryby', 'is not null']] },
  }),
];

/** The sample with one more dashboard, everybody's, of the eight tiles. */
function withTiles(sample: Sample): Sample {
  const { experience } = sample;
  const dashboard = { name: 'bench', titles: said, tabs: [{ name: 'bench', titles: said, tiles: tiles.map(({ name }) => name) }] };
  return {
    ...sample,
    experience: {
      ...experience,
      tiles: [...(experience.tiles ?? []), ...tiles],
      dashboards: [...(experience.dashboards ?? []), dashboard],
    },
  };
}

function ordersOf(sample: Sample, from: number, to: number) {
  const account = (name: string) => `account:${rowId(sample.name, 'account', name)}`;
  const [x, y] = [account('account-x'), account('account-y')];
  return Array.from({ length: to - from }, (_, index) => {
    const place = from + index;
    const digits = String(place).padStart(12, '0');
    return {
      salesorderid: `0000beef-0000-4000-8000-${digits}`,
      ordernumber: `SO-M${digits}`,
      name: `Order ${place} for measuring`,
      // A little less than half: so many can still be added up at once.
      customerid: place % 2 === 1 && place < 99000 ? x : y,
      totalamount: `${place % 977}.50`,
      requestdeliveryby: `2026-${String(1 + (place % 12)).padStart(2, '0')}-${String(1 + (place % 28)).padStart(2, '0')}`,
      statuscode: [1, 2, 690970000, 1][(place % 7) % 4] ?? 1,
    };
  });
}
