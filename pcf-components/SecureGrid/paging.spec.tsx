import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { openGrid } from '../test/page.ts';
import { allowed, experience, json, onExperience, onRecords, type RecordsBody, refused, server } from '../test/server.ts';

const numbers = () => screen.getAllByRole('rowheader').map((header) => header.textContent);
const rowsAre = (...expected: readonly string[]) => waitFor(() => expect(numbers()).toEqual(expected));

const servePages = () => {
  const asked: RecordsBody[] = [];
  server.use(
    onExperience(() => json(experience(grid(pageFrom(undefined))))),
    onRecords((body) => {
      asked.push(body);
      return json(allowed(pageFrom(body.continuation)));
    }),
  );
  return asked;
};

describe('paging', () => {
  test('forward by the continuation, back by the one that was kept', async () => {
    const asked = servePages();
    const { user } = openGrid();
    await screen.findByText('1–2 of 5');
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await rowsAre('SO-3', 'SO-2');
    expect(screen.getByText('3–4 of 5')).toBeVisible();
    expect(screen.getByText('Page 2 of 3')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await rowsAre('SO-1');
    await user.click(screen.getByRole('button', { name: 'Previous' }));
    await rowsAre('SO-3', 'SO-2');
    await user.click(screen.getByRole('button', { name: 'Previous' }));
    await rowsAre('SO-5', 'SO-4');
    expect(asked.map(({ continuation }) => continuation)).toEqual(['2', '4', '2', undefined]);
    expect(asked[0]).toEqual({
      operation: 'query',
      table: 'salesorder',
      within: { grid: 'orders' },
      columns: ['ordernumber', 'name', 'customerid', 'statuscode', 'requestdeliveryby', 'totalamount', 'paymentreference'],
      sort: [{ column: 'ordernumber', descending: true }],
      pageSize: 2,
      continuation: '2',
    });
  });

  test('focus stays on the button, and moves to the way back when the end is reached', async () => {
    servePages();
    const { user } = openGrid();
    const next = await screen.findByRole('button', { name: 'Next' });
    next.focus();
    await user.keyboard('{Enter}');
    await rowsAre('SO-3', 'SO-2');
    expect(next).toHaveFocus();
    await user.keyboard('{Enter}');
    await rowsAre('SO-1');
    expect(screen.getByRole('button', { name: 'Previous' })).toHaveFocus();
    expect(next).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('status')).toHaveTextContent('Sales orders: 1 of 5, Page 3');
  });

  test('a button that leads nowhere asks for nothing', async () => {
    const asked = servePages();
    const { user } = openGrid();
    await user.click(await screen.findByRole('button', { name: 'Previous' }));
    expect(asked).toEqual([]);
  });

  test('a continuation that has become invalid starts the list again and says so', async () => {
    server.use(
      onExperience(() => json(experience(grid(pageFrom(undefined))))),
      onRecords(({ continuation }) =>
        json(continuation ? refused('continuation-invalid') : allowed(page([order(9)], { count: { value: 1, atLeast: false } }))),
      ),
    );
    const { user } = openGrid();
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await rowsAre('SO-9');
    expect(screen.getByText('This list had changed. It was loaded again from the start.')).toBeVisible();
  });

  test('a page without rows in the middle of a list is not called an empty list', async () => {
    server.use(onExperience(() => json(experience(grid(page([], { more: true, continuation: '2' }))))));
    openGrid();
    expect(await screen.findByRole('heading', { name: 'Nothing on this page' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'false');
  });
});
