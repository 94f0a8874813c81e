import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/dom';
import type { ChartContent } from '../../contracts/index.ts';
import { chart, group, serveDashboard, tile } from '../test/dashboards.ts';
import { openDashboard } from '../test/page.ts';
import { scaleOf } from './chart-scale.ts';

/** Shows one chart, and gives its tile. */
const open = async (content: ChartContent, drill: string | null = '/orders?tile=c') => {
  serveDashboard([tile('c', content, { drill })]);
  const { user } = openDashboard();
  const article = await screen.findByRole('article', { name: 'Tile c' });
  return { user, article, tile: within(article) };
};

const links = (article: HTMLElement) =>
  within(article)
    .getAllByRole('link')
    .map((link) => [link.textContent, link.getAttribute('href')]);

const groups = [group('2', 'On hold', '31', true), group('x y&z', 'Odd', '12.50'), group('9', null, '4'), group(null, null, '3')];

describe('groups', () => {
  test('each leads to its rows by its key; without a value it is (empty), without a label not shown; the rest leads nowhere', async () => {
    const { article, tile } = await open(chart('bar', groups, { groupedBy: 'lookup', rest: { value: '7', atLeast: false } }));
    const drawn = within(tile.getAllByRole('list')[0] as HTMLElement);
    expect(drawn.getAllByRole('listitem').map((item) => item.querySelector('.portico-hidden')?.textContent)).toEqual([
      'On hold: at least 31',
      'Odd: 12.50',
      'Not shown to you: 4',
      '(empty): 3',
      'Others: 7',
    ]);
    expect(drawn.getByText('31+')).toBeVisible();
    expect(drawn.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/orders?tile=c&value=2',
      '/orders?tile=c&value=x+y%26z',
      '/orders?tile=c&value=9',
      '/orders?tile=c&value=',
    ]);
    expect(links(article).at(-1)).toEqual(['Show all', '/orders?tile=c']);
  });

  test('the same numbers are a table, opened by keyboard, with links of its own', async () => {
    const { tile } = await open(chart('donut', groups.slice(0, 2), { measure: 'sum' }));
    const table = tile.getByRole('table', { name: 'Tile c', hidden: true });
    const rows = within(table).getAllByRole('row', { hidden: true });
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['Group', 'Total'],
      ['On hold', '31+at least 31'],
      ['Odd', '12.50'],
    ]);
    expect(table.closest('details')).not.toHaveAttribute('open');
    expect(tile.getByText('Show as table').tagName).toBe('SUMMARY');
    expect(within(table).getByRole('link', { name: 'Odd', hidden: true })).toHaveAttribute('href', '/orders?tile=c&value=x+y%26z');
  });

  test('without a page that shows the rows nothing is a link', async () => {
    const { tile } = await open(chart('bar', groups), null);
    expect(tile.queryByRole('link', { hidden: true })).toBeNull();
    expect(tile.getByText('Odd: 12.50')).toBeInTheDocument();
  });

  test('a boolean has words', async () => {
    const { tile } = await open(chart('bar', [group('true', null, '2'), group('false', null, '1')], { groupedBy: 'boolean' }));
    expect(tile.getByText('Yes: 2')).toBeInTheDocument();
    expect(tile.getByText('No: 1')).toBeInTheDocument();
  });

  test.each(['bar', 'line', 'donut'] as const)('where there is nothing, a %s says so and draws nothing', async (form) => {
    const { tile, article } = await open(chart(form, [group('1', 'A', '0')]));
    expect(tile.getByText('Nothing here now.')).toBeVisible();
    expect(article.querySelector('svg:not(.portico-icon), details')).toBeNull();
  });
});

describe('a donut', () => {
  test('says shares where they are known, and differs by colour and pattern', async () => {
    const { tile, article } = await open(chart('donut', [group('1', 'A', '3'), group('2', 'B', '1')]));
    expect(tile.getByRole('link', { name: 'A: 3, 75%' })).toBeVisible();
    expect(tile.getByRole('link', { name: 'B: 1, 25%' })).toBeVisible();
    const looks = [...article.querySelectorAll('.portico-donut-part')].map((part) => [...part.children].map((path) => path.outerHTML));
    expect(new Set(looks.map(([colour]) => /data-colour="(\w+)"/.exec(colour ?? '')?.[1])).size).toBe(2);
    expect(new Set(looks.map(([, pattern]) => /fill="([^"]*)"/.exec(pattern ?? '')?.[1])).size).toBe(2);
  });

  test('a lower bound has no shares; less than nothing is drawn as bars', async () => {
    const { tile } = await open(chart('donut', [group('1', 'A', '3', true), group('2', 'B', '1')]));
    expect(tile.getByRole('link', { name: 'A: at least 3' })).toBeVisible();
  });

  test('less than nothing is drawn as bars', async () => {
    const { tile, article } = await open(chart('donut', [group('1', 'A', '-3'), group('2', 'B', '1')]));
    expect(tile.getByRole('link', { name: 'A: -3' })).toBeVisible();
    expect(article.querySelector('.portico-donut')).toBeNull();
    expect([...article.querySelectorAll('.portico-gauge-fill')].map((bar) => [bar.getAttribute('x'), bar.getAttribute('width')])).toEqual([
      ['0%', '75%'],
      ['75%', '25%'],
    ]);
  });
});

describe('months', () => {
  const months = [group('2026-01', null, '5'), group('2025-11', null, '2'), group(null, null, '9')];

  test('stand in order of time with their names, and a month without rows is a zero; what is no month stands below', async () => {
    const { article, tile } = await open(chart('line', months, { groupedBy: 'month', rest: { value: '40', atLeast: true } }));
    const points = [...article.querySelectorAll('.portico-line-points .portico-hidden')].map((point) => point.textContent);
    expect(points).toEqual(['November 2025: 2', 'December 2025: 0', 'January 2026: 5']);
    expect(tile.getByRole('link', { name: 'January 2026: 5' })).toHaveAttribute('href', '/orders?tile=c&value=2026-01');
    expect(tile.getByRole('link', { name: '(empty): 9' })).toHaveAttribute('href', '/orders?tile=c&value=');
    expect(tile.getByText('Earlier: at least 40')).toBeInTheDocument();
    expect(within(article).getByRole('columnheader', { name: 'Month', hidden: true })).toBeInTheDocument();
  });

  test('are reached by Tab one after the other', async () => {
    const { user, tile } = await open(chart('line', months.slice(0, 2), { groupedBy: 'month' }));
    tile.getByRole('link', { name: 'November 2025: 2' }).focus();
    await user.tab();
    expect(tile.getByRole('link', { name: 'December 2025: 0' })).toHaveFocus();
  });
});

test.each([
  [
    [3, 17],
    [0, 5, 10, 15, 20],
  ],
  [[0], [0, 1]],
  [[1], [0, 1]],
  [
    [0.25, 1],
    [0, 0.5, 1],
  ],
  [
    [-120, 300],
    [-200, 0, 200, 400],
  ],
  [[7_000_000], [0, 2_000_000, 4_000_000, 6_000_000, 8_000_000]],
])('the scale of %j has round numbers', (sizes, ticks) => {
  expect(scaleOf(sizes).ticks).toEqual(ticks);
});
