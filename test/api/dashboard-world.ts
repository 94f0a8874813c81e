import assert from 'node:assert/strict';
import type { ExperienceDefinition, PersonaDefinition, TileDefinition } from '../../contracts/index.ts';
import { ids } from './fixture.ts';
import { createTilesWorld, experienceWith, type TilesWorld, tile } from './tiles-world.ts';

export const said = (en: string) => ({ en, de: `${en} (de)` });
const personas: readonly PersonaDefinition[] = [
  { name: 'administrator', titles: said('Administrator'), roles: ['Administrator'] },
  { name: 'gold', titles: said('Gold'), when: [{ principal: 'account.accountcategorycode' }, '=', 1] },
  { name: 'gold-rep', titles: said('Gold rep'), roles: ['Representative'], when: [{ principal: 'account.accountcategorycode' }, '=', 1] },
  { name: 'buyer', titles: said('Buyer'), when: ['jobtitle', '=', 'Buyer'] },
  { name: 'other', titles: said('Other'), when: [{ principal: 'account.accountcategorycode' }, '≠', 1] },
];
export const count = { kind: 'counter', measure: { count: true } } as const;
export const drill = { grid: 'orders', page: '/orders' } as const;
const sla = {
  kind: 'sla',
  title: 'name',
  due: 'requestdeliveryby',
  met: { column: 'statuscode', values: [2] },
  paused: { column: 'statuscode', values: [690970000] },
  warnMinutes: 60,
  size: 20,
} as const;
export const tiles: readonly TileDefinition[] = [
  tile('all', { ...count, drill }),
  tile('paused', { ...count, filter: ['statuscode', '=', 690970000], drill, warnFrom: 1 }),
  tile('secret', { ...count, personas: ['administrator'], drill }),
  tile('by-status', {
    kind: 'chart',
    form: 'donut',
    measure: { count: true },
    group: { column: 'statuscode', by: 'value' },
    most: 6,
    drill,
  }),
  tile('by-customer', {
    kind: 'chart',
    form: 'bar',
    measure: { count: true },
    group: { column: 'customerid', by: 'value' },
    most: 6,
    drill: { grid: 'some', page: '/some?x=1' },
  }),
  tile('by-month', {
    kind: 'chart',
    form: 'line',
    measure: { count: true },
    group: { column: 'requestdeliveryby', by: 'month' },
    most: 3,
    drill,
  }),
  tile('first', {
    kind: 'list',
    columns: [
      { name: 'name', titles: said('Name') },
      { name: 'description', titles: said('Text') },
    ],
    sort: [{ column: 'ordernumber' }],
    size: 3,
    open: '/order',
  }),
  tile('due', sla),
  tile('on-hold', { ...sla, filter: ['statuscode', '=', 690970000] }),
  tile('met', { ...sla, filter: ['statuscode', '=', 2] }),
  tile('hidden-state', { ...sla, met: { column: 'prioritycode', values: [7] }, filter: ['statuscode', '=', 690970000] }),
  tile('invoices', { ...count, table: 'invoice' }),
  {
    name: 'go',
    titles: said('Go'),
    kind: 'links',
    links: [
      { name: 'new', titles: said('New'), url: '/new', needs: { table: 'salesorder', privilege: 'create' } },
      { name: 'urge', titles: said('Urge'), url: '/urge', needs: { table: 'salesorder', action: 'urge' } },
      { name: 'gold', titles: said('Gold'), url: '/gold', needs: { personas: ['gold'] } },
      { name: 'all', titles: said('All'), url: '/all' },
    ],
  },
];
const experience: ExperienceDefinition = experienceWith({
  personas,
  tiles,
  menu: [
    { name: 'gold', titles: said('Gold'), url: '/gold', order: 1, needs: { personas: ['gold', 'administrator'] } },
    { name: 'urge', titles: said('Urge'), url: '/urge', order: 2, needs: { table: 'salesorder', action: 'urge' } },
    { name: 'nothing', titles: said('Nothing'), url: '/nothing', order: 3, needs: { table: 'salesorder', action: 'nothing' } },
  ],
  grids: [
    ...experienceWith({}).grids,
    { ...(experienceWith({}).grids[0] ?? assert.fail()), name: 'some', filter: ['totalamount', 'is not null'], open: '/order' },
  ],
  dashboards: [
    {
      name: 'home',
      titles: said('Home'),
      tabs: [
        { name: 'administration', titles: said('Administration'), personas: ['administrator'], tiles: ['all', 'secret', 'by-status'] },
        { name: 'gold', titles: said('Gold'), personas: ['gold'], tiles: ['all'] },
        { name: 'mine', titles: said('Mine'), personas: ['gold', 'other', 'administrator'], tiles: tiles.map(({ name }) => name) },
      ],
    },
    { name: 'open', titles: said('Open'), tabs: [{ name: 'one', titles: said('One'), tiles: ['all'] }] },
  ],
});

export interface DashboardWorld extends TilesWorld {
  readonly change: (table: string, id: string, values: object) => Promise<void>;
  readonly personasOf: (contact: string | null) => Promise<readonly string[]>;
}

/** Tabs by role and by the tier of the company; company X is of the second tier, and of Y nothing is known. */
export async function createDashboardWorld(): Promise<DashboardWorld> {
  const world = await createTilesWorld(experience);
  const change: DashboardWorld['change'] = (table, id, values) =>
    world.dataverse.transaction({ kind: 'system' }, (service) => service.update(table, id, values as Parameters<typeof service.update>[2]));
  await change('account', ids.x, { accountcategorycode: ['choice', 2] });
  return { ...world, change, personasOf: async (contact) => (await world.load(contact)).person.personas.map(({ name }) => name) };
}
