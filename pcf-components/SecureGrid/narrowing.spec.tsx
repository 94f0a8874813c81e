import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { actedEvent, type ExperienceRequest } from '../../contracts/index.ts';
import { offered, ran, submit } from '../test/actions.ts';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { openGrid } from '../test/page.ts';
import { allowed, experience, json, onActions, onExperience, onRecords, type RecordsBody, refused, server } from '../test/server.ts';

const at = (address: string) => window.history.replaceState(null, '', address);

/** The site: narrowed where a tile is named; it says so, and what further pages have to say. */
const serve = () => {
  const asked: ExperienceRequest['drill'][] = [];
  const queries: RecordsBody['within'][] = [];
  server.use(
    onExperience(({ drill }) => {
      asked.push(drill);
      const within = { grid: 'orders', ...drill };
      const narrowed = drill ? { narrowed: { title: 'Overdue', group: drill.value === undefined ? null : 'On hold' } } : {};
      return json(
        experience(grid(drill ? page([order(9)], { more: true, continuation: '1' }) : pageFrom(undefined), { within, ...narrowed })),
      );
    }),
    onRecords(({ within, continuation }) => {
      queries.push(within);
      return json(allowed(pageFrom(continuation)));
    }),
  );
  return { asked, queries };
};

describe('a list that a tile led to', () => {
  test('A03: is asked for with the tile and its group, and every further page says so too', async () => {
    at('/orders?tile=overdue&value=4&x=1');
    const { asked, queries } = serve();
    const { user } = openGrid();
    expect(await screen.findByText('Narrowed by: Overdue · On hold')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() => expect(queries).toEqual([{ grid: 'orders', tile: 'overdue', value: '4' }]));
    await user.type(screen.getByRole('searchbox'), 'pump{Enter}');
    await waitFor(() => expect(queries).toHaveLength(2));
    expect(queries[1]).toEqual(queries[0]);
    expect(asked).toEqual([{ tile: 'overdue', value: '4' }]);
  });

  test('the chip takes the narrowing away, out of the address too; back brings it back', async () => {
    at('/orders?tile=overdue&x=1#rows');
    const { asked } = serve();
    const { user } = openGrid();
    await user.click(await screen.findByRole('button', { name: 'Show the whole list: take away “Overdue”' }));
    expect(await screen.findByRole('rowheader', { name: 'SO-5' })).toBeVisible();
    expect(screen.queryByText(/Narrowed by/)).toBeNull();
    expect(window.location.href).toBe('http://localhost/orders?x=1#rows');
    await waitFor(() => expect(screen.getByRole('group', { name: 'Sales orders' })).toHaveFocus());
    window.history.back();
    expect(await screen.findByText('Narrowed by: Overdue')).toBeVisible();
    expect(asked).toEqual([{ tile: 'overdue' }, undefined, { tile: 'overdue' }]);
  });

  test('A12: a tile that the person does not have is told, and the whole list is one button away', async () => {
    at('/orders?tile=margins');
    server.use(
      onExperience(({ drill }) =>
        json(experience(drill ? { ...grid(page([])), firstPage: refused('not-available') } : grid(pageFrom(undefined)))),
      ),
    );
    const { user } = openGrid();
    expect(await screen.findByText('This is not available to you.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show the whole list' }));
    expect(await screen.findByRole('rowheader', { name: 'SO-5' })).toBeVisible();
    expect(window.location.search).toBe('');
  });

  test.each(['/orders?tile=', '/orders?tile=%3Cscript%3E', '/orders?value=4', `/orders?tile=${'a'.repeat(200)}`])(
    'what cannot be the name of a tile is not passed on: %s',
    async (address) => {
      at(address);
      const { asked } = serve();
      openGrid();
      await screen.findByRole('table');
      expect(asked).toEqual([undefined]);
    },
  );
});

describe('rows that can be opened', () => {
  test('the first column leads to the page of the record', async () => {
    server.use(onExperience(() => json(experience(grid(page([order(1), order(2, { ordernumber: null })]), { open: '/order?from=list' })))));
    openGrid();
    expect(await screen.findByRole('link', { name: 'SO-1' })).toHaveAttribute('href', '/order?from=list&id=order-1');
    expect(screen.getByRole('link', { name: 'empty' })).toHaveAttribute('href', '/order?from=list&id=order-2');
    expect(screen.getAllByRole('link')).toHaveLength(2);
  });

  test('an address of another site becomes no link', async () => {
    server.use(onExperience(() => json(experience(grid(page([order(1)]), { open: '//evil.example/order' })))));
    openGrid();
    await screen.findByRole('table');
    expect(screen.queryByRole('link')).toBeNull();
  });
});

test('an action on a row is told to the other controls of the page', async () => {
  const told: unknown[] = [];
  const listen = (event: Event) => told.push((event as CustomEvent).detail);
  document.addEventListener(actedEvent, listen);
  server.use(
    onExperience(() => json(experience(grid(page([order(1)]), { actions: true, open: '/order' })))),
    onActions({
      actions: () => json(offered({ 'order-1': [submit] })),
      run: (body) => json(ran(body)),
    }),
    onRecords(() => json(allowed(page([order(1)])))),
  );
  const { user } = openGrid();
  await user.click(await screen.findByRole('button', { name: 'Actions: SO-1' }));
  await user.click(await screen.findByRole('button', { name: 'Submit' }));
  await waitFor(() => expect(told).toEqual([{ table: 'salesorder', ids: ['order-1'] }]));
  document.removeEventListener(actedEvent, listen);
});
