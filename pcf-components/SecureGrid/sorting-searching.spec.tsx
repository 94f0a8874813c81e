import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/dom';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { environment, openGrid } from '../test/page.ts';
import { allowed, experience, json, onExperience, onRecords, type RecordsBody, refused, server } from '../test/server.ts';

const serve = (answer: (body: RecordsBody) => Response | Promise<Response>) => {
  const asked: RecordsBody[] = [];
  server.use(
    onExperience(() => json(experience(grid(pageFrom(undefined))))),
    onRecords((body) => {
      asked.push(body);
      return answer(body);
    }),
  );
  return asked;
};
const numbers = () => screen.getAllByRole('rowheader').map((header) => header.textContent);

describe('sorting', () => {
  test('the header’s button sorts, the other way round the second time, and says it', async () => {
    const asked = serve(() => json(allowed(pageFrom(undefined))));
    const { user } = openGrid();
    const header = await screen.findByRole('columnheader', { name: 'Amount' });
    expect(header).toHaveAttribute('aria-sort', 'none');
    const button = screen.getByRole('button', { name: 'Amount' });
    await user.click(button);
    expect(header).toHaveAttribute('aria-sort', 'ascending');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('sorted by Amount, ascending'));
    await user.click(button);
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('sorted by Amount, descending'));
    expect(asked.map(({ sort }) => sort)).toEqual([
      [{ column: 'totalamount', descending: false }],
      [{ column: 'totalamount', descending: true }],
    ]);
    expect(asked[0]?.count).toBe(true);
    expect(button).toHaveFocus();
  });

  test('after sorting, the next page is that of the new order', async () => {
    const asked = serve(({ sort, continuation }) => {
      const order = sort?.[0]?.descending ? 'down' : 'up';
      return json(allowed({ ...pageFrom(undefined), continuation: `${order} ${continuation ?? 'start'}` }));
    });
    const { user } = openGrid();
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await screen.findByText('Page 2 of 3');
    await user.click(screen.getByRole('button', { name: 'Order' }));
    await screen.findByText('Page 1 of 3');
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByText('Page 2 of 3');
    expect(asked.map(({ continuation }) => continuation)).toEqual(['2', undefined, 'up start']);
  });

  test('a column that cannot be sorted by has no button', async () => {
    serve(() => json(allowed(pageFrom(undefined))));
    openGrid();
    await screen.findByRole('columnheader', { name: 'Customer' });
    expect(screen.queryByRole('button', { name: 'Customer' })).toBeNull();
  });
});

describe('searching', () => {
  test('a labelled box searches on Enter at once, from the first page, with the search’s own count', async () => {
    const asked = serve(() => json(allowed(page([order(7)]))));
    const { user } = openGrid();
    await user.type(await screen.findByRole('searchbox', { name: 'Search: Sales orders' }), '  pump {Enter}');
    await waitFor(() => expect(numbers()).toEqual(['SO-7']));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ search: { text: 'pump', columns: ['ordernumber', 'name'] }, count: true });
    expect(asked[0]).not.toHaveProperty('continuation');
    expect(screen.getByText('1–1 of 1')).toBeVisible();
  });

  test('without Enter it searches once the typing rests', async () => {
    const asked = serve(() => json(allowed(page([order(7)]))));
    openGrid({}, environment({ debounce: 250 }));
    const box = await screen.findByRole('searchbox');
    for (const value of ['p', 'pu', 'pum', 'pump']) fireEvent.input(box, { target: { value } });
    await waitFor(() => expect(numbers()).toEqual(['SO-7']));
    expect(asked.map(({ search }) => search?.text)).toEqual(['pump']);
  });

  test('`%` and `[` go to the server as they are', async () => {
    const asked = serve(() => json(allowed(page([]))));
    const { user } = openGrid();
    await user.type(await screen.findByRole('searchbox'), '50% [[drum]{Enter}');
    await waitFor(() => expect(asked[0]?.search?.text).toBe('50% [drum]'));
  });

  test('nothing found is not called nothing there; clearing brings the list back and keeps the focus in the box', async () => {
    serve(({ search }) => json(allowed(search ? page([]) : pageFrom(undefined))));
    const { user } = openGrid();
    await user.type(await screen.findByRole('searchbox'), '<b>zebra</b>{Enter}');
    expect(await screen.findByRole('heading', { name: 'Nothing found' })).toBeVisible();
    expect(screen.getByText('Nothing matches “<b>zebra</b>”.')).toBeVisible();
    expect(screen.queryByText('Nothing here yet')).toBeNull();
    await user.click(screen.getAllByRole('button', { name: 'Clear search' })[0] as HTMLElement);
    await waitFor(() => expect(numbers()).toEqual(['SO-5', 'SO-4']));
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(screen.getByRole('searchbox')).toHaveFocus();
  });

  test('an answer that comes late is not shown over a newer one', async () => {
    const late: { send?: () => void } = {};
    serve(({ search }) => {
      if (search?.text !== 'slow') return json(allowed(page([order(2)])));
      return new Promise((resolve) => {
        late.send = () => resolve(json(allowed(page([order(1)]))));
      });
    });
    const { user } = openGrid();
    const box = await screen.findByRole('searchbox');
    await user.type(box, 'slow{Enter}');
    await waitFor(() => expect(late.send).toBeDefined());
    await user.clear(box);
    await user.type(box, 'quick{Enter}');
    await waitFor(() => expect(numbers()).toEqual(['SO-2']));
    late.send?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(numbers()).toEqual(['SO-2']);
  });

  test('a refused search gives its reason and a way back to the whole list', async () => {
    serve(({ search }) => json(search ? refused('column-not-computable') : allowed(pageFrom(undefined)), search ? 403 : 200));
    const { user } = openGrid();
    await user.type(await screen.findByRole('searchbox'), '3000{Enter}');
    expect(await screen.findByText('A column that you do not see in full cannot be searched or sorted by.')).toBeVisible();
    expect(screen.queryByRole('table')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show the whole list' }));
    await waitFor(() => expect(numbers()).toEqual(['SO-5', 'SO-4']));
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(screen.getByRole('group', { name: 'Sales orders' })).toHaveFocus();
  });
});
