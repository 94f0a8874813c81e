import { describe, expect, jest, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import { actedEvent, type TileContent } from '../../contracts/index.ts';
import { mountSecureGrid } from '../SecureGrid/mount.tsx';
import { counter, dashboard, serveDashboard, tile, withDashboard } from '../test/dashboards.ts';
import { columns, grid, order, page } from '../test/orders.ts';
import { environment, openDashboard } from '../test/page.ts';
import { allowed, json, onExperience, refused, server } from '../test/server.ts';

const article = (name: string) => screen.findByRole('article', { name });

describe('tiles', () => {
  test('A03: the tiles of the answer and no others, in its order, by one request with the lists of the page', async () => {
    const asked: unknown[] = [];
    server.use(
      onExperience((body) => {
        asked.push(body);
        return json(
          withDashboard(allowed(dashboard([tile('b', counter('2')), tile('a', counter('1'))])), { grids: [grid(page([order(1)]))] }),
        );
      }),
    );
    const env = environment();
    const place = document.createElement('div');
    document.body.append(place);
    const list = mountSecureGrid(place, { grid: 'orders', page: '/' }, env);
    openDashboard({}, env);
    await article('Tile a');
    await screen.findByRole('table');
    expect(screen.getAllByRole('article').map((one) => within(one).getByRole('heading').textContent)).toEqual(['Tile b', 'Tile a']);
    expect(asked).toEqual([{ page: '/', grids: ['orders'], dashboard: { name: 'home' }, language: 'en' }]);
    list.destroy();
  });

  test('a number in the reader’s way of writing; a lower bound and a warning are said, not only shown', async () => {
    serveDashboard([
      tile('big', counter('90071992547409931.10')),
      tile('many', counter('5000', { atLeast: true, warns: true }), { help: 'Delivery passed' }),
      tile('plain', counter('7'), { drill: null }),
    ]);
    openDashboard();
    expect(within(await article('Tile big')).getByText('90,071,992,547,409,931.10')).toBeVisible();
    const many = await article('Tile many');
    expect(within(many).getByText('5,000+')).toHaveAttribute('aria-hidden', 'true');
    expect(within(many).getByRole('link', { name: 'Tile many' })).toHaveAccessibleDescription('at least 5,000 Needs attention');
    expect(within(many).getByRole('link')).toHaveAttribute('href', '/orders?tile=many');
    expect(within(many).getByText('Delivery passed')).toBeVisible();
    expect(within(await article('Tile plain')).queryByRole('link')).toBeNull();
  });

  test('a list is a table; its first column opens the row, and below it stands the way to all of them', async () => {
    const rows = [order(1), order(2, { paymentreference: '****1234' }, { labels: { statuscode: 'Active' }, masked: ['paymentreference'] })];
    const content: TileContent = { kind: 'list', columns, rows, more: true, open: '/order' };
    serveDashboard([tile('latest', content), tile('none', { ...content, rows: [] })]);
    openDashboard();
    const latest = within(await article('Tile latest'));
    expect(latest.getByRole('table', { name: 'Tile latest' })).toBeVisible();
    expect(latest.getByRole('link', { name: 'SO-1' })).toHaveAttribute('href', '/order?id=order-1');
    expect(latest.getAllByText('Dec 4, 2026')).toHaveLength(2);
    expect(latest.getAllByText('1,250.00')).toHaveLength(2);
    expect(latest.getByText('Not shown')).toBeVisible();
    expect(latest.getByText('masked 1234')).toBeInTheDocument();
    expect(latest.getByRole('link', { name: 'Show all: Tile latest' })).toHaveAttribute('href', '/orders?tile=latest');
    expect(within(await article('Tile none')).getByText('Nothing here now.')).toBeVisible();
  });

  test('links lead within the site; what leads elsewhere is left out', async () => {
    const links = [
      { name: 'a', title: 'New order', url: '/order' },
      { name: 'b', title: 'Evil', url: 'javascript:alert(1)' },
      { name: 'c', title: 'Elsewhere', url: '//evil.example' },
    ];
    serveDashboard([tile('links', { kind: 'links', links }, { drill: 'https://evil.example' })]);
    openDashboard();
    const links_ = within(await article('Tile links')).getAllByRole('link');
    expect(links_.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([['New order', '/order']]);
  });

  test('A07: a refused tile says so and gives its reference; the others are there', async () => {
    serveDashboard([
      tile('vip', counter('1'), { drill: null, answer: refused('no-rule', { reason: 'For gold customers.' }) }),
      tile('own', counter('2')),
    ]);
    const { user } = openDashboard();
    const vip = within(await article('Tile vip'));
    expect(vip.getByText('This cannot be shown to you')).toBeVisible();
    expect(vip.getByText('You are not allowed to see this.')).toBeVisible();
    expect(vip.getByText('For gold customers.')).toBeVisible();
    const write = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce();
    await user.click(vip.getByRole('button', { name: 'Copy reference' }));
    expect(write).toHaveBeenCalledWith('K7QM2XW4RT5B');
    expect(vip.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(within(await article('Tile own')).getByText('2')).toBeVisible();
  });

  test('a tile that faulted can be tried again; the tab is asked for once more', async () => {
    let calls = 0;
    serveDashboard(() =>
      allowed(dashboard([calls++ === 0 ? tile('a', counter('1'), { answer: refused('fault') }) : tile('a', counter('41'))])),
    );
    const { user } = openDashboard();
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('41')).toBeVisible();
  });

  test('a kind or a form of a newer server, and rubbish, are said in their tile', async () => {
    serveDashboard([
      tile('hologram', { kind: 'hologram' } as never),
      tile('radar', { kind: 'chart', form: 'radar', measure: 'count', groupedBy: 'choice', groups: [], rest: null } as never),
      tile('rubbish', { kind: 'counter', measure: 'count', value: { $ne: 1 }, atLeast: false, warns: false } as never),
      tile('float', { kind: 'counter', measure: 'count', value: 3, atLeast: false, warns: false } as never),
      tile('nothing', counter('1'), { answer: null as never }),
      tile('good', counter('12')),
    ]);
    openDashboard();
    expect(within(await article('Tile good')).getByText('12')).toBeVisible();
    for (const name of ['hologram', 'radar']) {
      expect(within(await article(`Tile ${name}`)).getByText(/needs a newer version/)).toBeVisible();
    }
    for (const name of ['rubbish', 'float', 'nothing']) {
      expect(within(await article(`Tile ${name}`)).getByText(/was not understood/)).toBeVisible();
    }
  });

  test('a tab without tiles says so', async () => {
    serveDashboard([]);
    openDashboard();
    expect(await screen.findByRole('heading', { name: 'Nothing for you here yet' })).toBeVisible();
  });
});

describe('what has changed', () => {
  test('an action anywhere on the page lets the tab load again, quietly; so does a page that the browser kept whole', async () => {
    let calls = 0;
    const asked = serveDashboard(() => allowed(dashboard([tile('a', counter(String(++calls)))])));
    openDashboard({ at: '/?tab=overview' });
    await screen.findByText('1');
    document.body.dispatchEvent(new CustomEvent(actedEvent, { bubbles: true, detail: { table: 'salesorder', ids: ['x'] } }));
    await waitFor(() => expect(screen.getByText('2', { selector: 'bdi' })).toBeVisible());
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await waitFor(() => expect(screen.getByText('3', { selector: 'bdi' })).toBeVisible());
    expect(asked.map((body) => body.dashboard)).toEqual([1, 2, 3].map(() => ({ name: 'home', tab: 'overview' })));
  });

  test('the bones of the next visit have the sizes of this one, and hold nothing of what it said', async () => {
    serveDashboard([tile('a', counter('4711')), tile('b', { kind: 'links', links: [] }, { wide: true })]);
    openDashboard();
    await article('Tile b');
    await waitFor(() => expect(window.sessionStorage).toHaveLength(2));
    const { sessionStorage } = window;
    const kept = Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.getItem(sessionStorage.key(at) ?? '')).join();
    expect(kept).toBe(Array.from({ length: 2 }, () => '{"tabs":true,"tiles":[{"span":"","height":0},{"span":"wide","height":0}]}').join());
    server.use(onExperience(() => new Promise<Response>(() => undefined)));
    const { element } = openDashboard();
    expect(element.querySelectorAll('.portico-tile-bones')).toHaveLength(2);
  });
});
