import { waitFor } from '@testing-library/dom';
import type { TileContent } from '../../contracts/index.ts';
import { approve, escalate, offered } from './actions.ts';
import { chart, counter, dashboard, group, sla, tile, withDashboard } from './dashboards.ts';
import { columns, grid, order, page } from './orders.ts';
import { openBar, openDashboard, openGrid } from './page.ts';
import { allowed, experience, json, onActions, onExperience, refused, server } from './server.ts';

const list: TileContent = { kind: 'list', columns, rows: [order(1)], more: true, open: '/order' };
const groups = [group('1', 'Label one', '3'), group('2', null, '2', true), group(null, null, '1')];
const months = [group('2026-01', null, '3'), group('2026-03', null, '2')];
const rest = { value: '9', atLeast: true };

/** A tile of each kind and form, refused and unknown ones too. */
export const allTiles = [
  tile('number', counter('5000', { atLeast: true, warns: true }), { help: 'Label help' }),
  tile('list', list, { wide: true }),
  tile('bars', chart('bar', groups, { groupedBy: 'lookup', rest })),
  tile('line', chart('line', months, { groupedBy: 'month', rest })),
  tile('donut', chart('donut', groups)),
  tile('parts', chart('donut', [group('1', 'Label one', '3'), group('2', 'Label two', '2')], { measure: 'sum' })),
  tile(
    'deadlines',
    sla([
      { id: 'a', title: 'Label a', due: '2026-11-22T08:30:00Z', state: 'running' },
      { id: 'b', title: 'Label b', due: '2026-11-22T07:30:00Z', state: 'running' },
      { id: 'c', title: null, due: '2026-11-29T07:30:00Z', state: 'running' },
      { id: 'd', title: 'Label d', due: null, state: 'paused' },
      { id: 'e', title: 'Label e', due: null, state: 'met' },
      { id: 'f', title: 'Label f', due: null, state: null },
    ]),
  ),
  tile('links', { kind: 'links', links: [{ name: 'a', title: 'Label link', url: '/a' }] }),
  tile('empty', { ...list, rows: [] }),
  tile('refused', counter('1'), { answer: refused('no-rule') }),
  tile('fault', counter('1'), { answer: refused('fault') }),
  tile('newer', { kind: 'hologram' } as never),
  tile('rubbish', { kind: 'counter' } as never),
];

type Texts = (key: string) => string | null | undefined;
interface Opened {
  readonly element: HTMLElement;
}

/** Every control with every part that it has, by name; each waits until it shows what the server said. */
export const controlsInFull: readonly (readonly [string, (language: string, texts?: Texts) => Promise<Opened>])[] = [
  [
    'RoleDashboard',
    async (language, texts) => {
      server.use(onExperience(() => json(withDashboard(allowed(dashboard(allTiles))))));
      const { element } = openDashboard({ language, texts });
      await waitFor(() => {
        if (element.querySelectorAll('article').length !== allTiles.length) throw new Error('not there yet');
      });
      return { element };
    },
  ],
  [
    'SecureGrid',
    async (language, texts) => {
      window.history.replaceState(null, '', '/orders?tile=late');
      const rows = [order(1, { name: null }, { masked: ['paymentreference'] }), order(2, {}, { labels: {} })];
      const narrowed = { title: 'Label tile', group: 'Label group' };
      server.use(
        onExperience(() =>
          json(experience(grid(page(rows, { more: true, continuation: 'x' }), { actions: true, open: '/order', narrowed }))),
        ),
        onActions({ actions: () => json(offered({ 'order-1': [approve, escalate], 'order-2': [] })) }),
      );
      const { element, control, user } = openGrid();
      control.update({ grid: 'orders', page: '/orders', language, texts });
      await waitFor(() => {
        if (element.querySelectorAll('input[type="checkbox"]').length < 2) throw new Error('not there yet');
      });
      for (const opener of element.querySelectorAll<HTMLElement>('[aria-expanded]')) await user.click(opener);
      const box = element.querySelector<HTMLElement>('tbody input[type="checkbox"]');
      if (box) await user.click(box);
      return { element };
    },
  ],
  [
    'ActionBar',
    async (language, texts) => {
      const held = { ...approve, name: 'held', enabled: false, why: { code: 'wrong-state' } } as const;
      server.use(onActions({ actions: () => json(offered({ 'order-1': [approve, held, escalate] })) }));
      const { element, user } = openBar({ language, texts });
      await waitFor(() => {
        if (element.querySelectorAll('button').length < 3) throw new Error('not there yet');
      });
      const last = [...element.querySelectorAll('button')].at(-1);
      if (last) await user.click(last);
      return { element };
    },
  ],
];
