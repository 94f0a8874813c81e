import { describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/dom';
import type { RecordRow } from '../../contracts/index.ts';
import { columns, grid, order, page } from '../test/orders.ts';
import { openGrid } from '../test/page.ts';
import { experience, json, onExperience, server } from '../test/server.ts';

const answerWith = (...rows: readonly RecordRow[]) => server.use(onExperience(() => json(experience(grid(page(rows))))));
const cellOf = async (row: RegExp, column: string) => {
  const found = await screen.findByRole('row', { name: row });
  return within(found).getAllByRole('cell')[columns.findIndex(({ name }) => name === column) - 1];
};

describe('rows', () => {
  test('a real table with a caption, column headers, row headers and the values of each column', async () => {
    answerWith(order(1), order(2));
    openGrid();
    const table = await screen.findByRole('table', { name: 'Sales orders, sorted by Order, descending' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((header) => header.getAttribute('scope')),
    ).toEqual(columns.map(() => 'col'));
    const row = within(table).getByRole('row', { name: /SO-1/ });
    expect(within(row).getByRole('rowheader', { name: 'SO-1' })).toHaveAttribute('scope', 'row');
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

  test('the number of rows is announced politely and shown', async () => {
    answerWith(order(1), order(2), order(3));
    openGrid();
    expect(await screen.findByText('1–3 of 3')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Sales orders: 3 of 3, sorted by Order, descending');
  });

  test('a lower bound is called one', async () => {
    server.use(
      onExperience(() =>
        json(experience(grid(page([order(1)], { count: { value: 5000, atLeast: true }, more: true, continuation: 'x' })))),
      ),
    );
    openGrid();
    expect(await screen.findByText('1–1 of at least 5,000')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Sales orders: 1 of at least 5,000, Page 1');
    expect(screen.getByText('Page 1')).toBeVisible();
  });

  test('a masked value is called masked, and only what the mask leaves is read out', async () => {
    answerWith(order(1, { paymentreference: '******************3000' }, { masked: ['paymentreference'] }));
    openGrid();
    const cell = await cellOf(/SO-1/, 'paymentreference');
    expect(cell).toHaveAccessibleName('masked 3000');
    expect(cell).toHaveTextContent('****3000');
  });

  test('null is an em dash that is read as “empty”; a column that the row may not show says so', async () => {
    const { paymentreference, ...readable } = order(1, { totalamount: null }).values;
    answerWith({ ...order(1), values: readable });
    openGrid();
    expect(await cellOf(/SO-1/, 'totalamount')).toHaveAccessibleName('empty');
    expect(await cellOf(/SO-1/, 'totalamount')).toHaveTextContent('—');
    expect(await cellOf(/SO-1/, 'paymentreference')).toHaveTextContent('Not shown');
    expect(paymentreference).toBe('DE89');
  });

  test('the id behind a lookup without a label is not shown', async () => {
    answerWith(order(1, {}, { labels: {} }));
    openGrid();
    expect(await cellOf(/SO-1/, 'customerid')).toHaveTextContent('Not shown');
    expect(document.body).not.toHaveTextContent('account:x');
  });

  test('a column that the answer leaves out is not shown', async () => {
    const result = page([order(1)]);
    server.use(
      onExperience(() => json(experience(grid({ ...result, columns: result.columns.filter(({ name }) => name !== 'totalamount') })))),
    );
    openGrid();
    await screen.findByRole('table');
    expect(screen.queryByRole('columnheader', { name: 'Amount' })).toBeNull();
  });

  test('script in names and in titles stays text', async () => {
    const attack = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
    server.use(
      onExperience(() =>
        json(
          experience(grid(page([order(1, { name: attack }, { labels: { customerid: attack, statuscode: attack } })]), { title: attack })),
        ),
      ),
    );
    const { element } = openGrid();
    expect(await cellOf(/SO-1/, 'name')).toHaveTextContent(attack);
    expect(await cellOf(/SO-1/, 'customerid')).toHaveTextContent(attack);
    expect(screen.getByRole('heading', { name: attack })).toBeVisible();
    expect(element.querySelector('img, script')).toBeNull();
  });

  test('a column called like something that every object has is a column', async () => {
    const odd = { name: 'constructor', title: 'Maker', type: 'text', sortable: false } as const;
    const row = order(1);
    const result = page([row]);
    server.use(
      onExperience(() => json(experience(grid({ ...result, columns: [...result.columns, odd] }, { columns: [...columns, odd] })))),
    );
    openGrid();
    const cells = within(await screen.findByRole('row', { name: /SO-1/ })).getAllByRole('cell');
    expect(cells.at(-1)).toHaveTextContent('Not shown');
  });

  test('each cell carries its column’s name for the cards of narrow screens, and the table keeps its roles', async () => {
    answerWith(order(1));
    openGrid();
    const row = await screen.findByRole('row', { name: /SO-1/ });
    expect([...row.children].map((cell) => cell.getAttribute('data-label'))).toEqual(columns.map(({ title }) => title));
    for (const part of ['table', 'thead', 'tbody', 'tr', 'th', 'td']) {
      for (const found of document.querySelectorAll(part)) expect(found).toHaveAttribute('role');
    }
  });
});
