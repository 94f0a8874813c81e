import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/dom';
import { grid, order, page } from '../test/orders.ts';
import { openGrid } from '../test/page.ts';
import { experience, json, onExperience, server } from '../test/server.ts';

const answerWith = (...rows: Parameters<typeof page>[0][number][]) => server.use(onExperience(() => json(experience(grid(page(rows))))));

describe('rows', () => {
  test('a real table with a caption, column headers, row headers and the values of each column', async () => {
    answerWith(order(1), order(2));
    openGrid();
    const table = await screen.findByRole('table', { name: 'Sales orders, sorted by Order, descending' });
    expect(within(table).getAllByRole('columnheader')).toHaveLength(7);
    const row = within(table).getByRole('row', { name: /SO-1/ });
    expect(within(row).getByRole('rowheader')).toHaveTextContent('SO-1');
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['Pumps 1', 'Customer X', 'Active', 'Dec 4, 2026', '1,250.00', 'DE89']);
  });

  test('one request with page, grid and language, carrying the token', async () => {
    const seen: unknown[] = [];
    server.use(
      onExperience((body, request) => {
        seen.push(body, request.headers.get('__RequestVerificationToken'));
        return json(experience(grid(page([order(1)]))));
      }),
    );
    openGrid();
    await screen.findByRole('table');
    expect(seen).toEqual([{ page: '/orders', grids: ['orders'], language: 'en' }, 'token-of-this-session']);
  });
});
