import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import { HttpResponse } from 'msw';
import type { QueryRequest, RecordsCall } from '../../contracts/index.ts';
import { openRecord } from '../test/page.ts';
import { field, record, recordRow, recordServer, type SaveBody, saved } from '../test/records.ts';
import { allowed, server } from '../test/server.ts';

type QueryBody = QueryRequest & RecordsCall;
const names = ['Customer X', 'Customer Y', 'Custom & Sons', 'Zeta'];
const page = (table: string, found: readonly string[], more = false) =>
  allowed({
    table,
    columns: [{ name: 'name', type: 'text' }],
    rows: found.map((name) => ({ id: name.slice(-1).toLowerCase(), values: { name }, labels: {}, masked: [] })),
    more,
    continuation: more ? 'c' : null,
    count: null,
  });

const serve = (answer?: (body: QueryBody) => ReturnType<typeof page> | Response | Promise<ReturnType<typeof page> | Response>) => {
  const queries: QueryBody[] = [];
  const served = recordServer({
    experience: () => allowed(record()),
    save: () => saved('8'),
    query: (body) => {
      queries.push(body);
      const typed = body.search?.text.toLowerCase() ?? '';
      return (
        answer?.(body) ??
        page(
          body.table,
          names.filter((name) => name.toLowerCase().includes(typed)),
        )
      );
    },
  });
  server.use(...served.handlers);
  return { ...served, queries };
};
const customer = () => screen.findByRole('combobox', { name: 'Customer' });
const options = () => screen.getAllByRole('option').filter((one) => one.closest('[role="listbox"]'));
const values = (body: SaveBody | undefined) => Object.fromEntries(body?.values.map(({ column, value }) => [column, value]) ?? []);

describe('a lookup', () => {
  test('searches as one types, with the keyboard alone, and sends the row that was chosen', async () => {
    const { queries, bodies } = serve();
    const { user } = openRecord();
    const box = await customer();
    expect(box).toHaveAttribute('aria-expanded', 'false');
    expect(box).toHaveAttribute('aria-autocomplete', 'list');
    await user.clear(box);
    await user.type(box, 'custom');
    await waitFor(() => expect(options()).toHaveLength(3));
    expect(box).toHaveAttribute('aria-expanded', 'true');
    expect(document.getElementById(box.getAttribute('aria-controls') ?? '')).toHaveRole('listbox');
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('3 found');
    expect(queries.at(-1)).toEqual({
      operation: 'query',
      table: 'account',
      columns: ['name'],
      search: { text: 'custom', columns: ['name'] },
      sort: [{ column: 'name', descending: false }],
      pageSize: 10,
    });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.getElementById(box.getAttribute('aria-activedescendant') ?? '')).toHaveTextContent('Customer Y');
    await user.keyboard('{Enter}');
    expect(box).toHaveValue('Customer Y');
    expect(box).toHaveAttribute('aria-expanded', 'false');
    expect(box).toHaveFocus();
    expect(bodies).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(bodies).toHaveLength(1));
    expect(values(bodies[0])).toEqual({ customerid: 'account:y' });
  });

  test('opens with the first rows by an arrow key or a press, goes round, and closes by Escape', async () => {
    const { queries } = serve();
    const { user } = openRecord();
    const box = await customer();
    box.focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(options()).toHaveLength(4));
    expect(queries[0]).not.toHaveProperty('search');
    await user.keyboard('{ArrowUp}');
    expect(document.getElementById(box.getAttribute('aria-activedescendant') ?? '')).toHaveTextContent('Zeta');
    await user.keyboard('{ArrowDown}');
    expect(document.getElementById(box.getAttribute('aria-activedescendant') ?? '')).toHaveTextContent('Customer X');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(box).toHaveValue('Customer X');
    await user.click(box);
    await waitFor(() => expect(options()).toHaveLength(4));
    await user.click(options()[3] as HTMLElement);
    expect(box).toHaveValue('Zeta');
  });

  test('is cleared by its button, and by emptying the box', async () => {
    const { bodies } = serve();
    const { user } = openRecord();
    await user.click(await screen.findByRole('button', { name: 'Clear: Customer' }));
    expect(await customer()).toHaveValue('');
    expect(await customer()).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(bodies).toHaveLength(1));
    expect(values(bodies[0])).toEqual({ customerid: null });
  });

  test('words that are no row are a mistake; a whole name that was typed is the row of that name', async () => {
    const { bodies } = serve();
    const { user } = openRecord();
    const box = await customer();
    await user.clear(box);
    await user.type(box, 'custom');
    await waitFor(() => expect(options()).toHaveLength(3));
    await user.tab();
    expect(box).toBeInvalid();
    expect(box).toHaveAccessibleDescription(/Customer: choose one from the list, or clear the box\.$/);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(bodies).toEqual([]);
    await user.clear(box);
    await user.type(box, 'zeta');
    await waitFor(() => expect(options()).toHaveLength(1));
    await user.tab();
    expect(box).toHaveValue('Zeta');
    expect(box).toBeValid();
  });

  test('an older answer never takes the place of a newer one', async () => {
    const slow: (() => void)[] = [];
    serve(async (body) => {
      if (body.search?.text === 'cu') await new Promise<void>((resolve) => slow.push(resolve));
      return page(body.table, body.search?.text === 'cu' ? ['Old answer'] : ['Zeta']);
    });
    const { user } = openRecord();
    const box = await customer();
    await user.clear(box);
    await user.type(box, 'cu');
    await waitFor(() => expect(slow).toHaveLength(1));
    await user.type(box, 's');
    await screen.findByRole('option', { name: 'Zeta' });
    slow[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(options().map((one) => one.textContent)).toEqual(['Zeta']);
  });

  test('says when nothing is found, when there is more, and when the search failed', async () => {
    let answer: () => ReturnType<typeof page> | Response = () => page('account', []);
    serve(() => answer());
    const { user } = openRecord();
    const box = await customer();
    await user.clear(box);
    await user.type(box, 'q');
    expect(await screen.findByText('Nothing found', { selector: 'p' })).toBeVisible();
    answer = () => page('account', ['Zeta'], true);
    await user.type(box, 'q');
    expect(await screen.findByText('1 shown. Type more to narrow the list.', { selector: 'p' })).toBeVisible();
    answer = () => new HttpResponse(null, { status: 500 });
    await user.type(box, 'q');
    expect(await screen.findByText('The search did not work. Type again to try once more.', { selector: 'p' })).toBeVisible();
    expect(box).toHaveValue('qqq');
  });

  test('leads to rows of several tables; a row whose name is masked or missing cannot be chosen', async () => {
    const both = field('ownerid', 'Party', {
      kind: 'lookup',
      targets: [
        { table: 'account', search: 'name' },
        { table: 'contact', search: 'fullname' },
      ],
    });
    const served = recordServer({
      experience: () => allowed(record({ sections: [{ name: 's', title: 'S', fields: [both] }], row: recordRow({ ownerid: null }) })),
      query: ({ table, columns }) => {
        const [name = ''] = columns ?? [];
        const rows = [
          { id: '1', values: { [name]: `A ${table}` }, labels: {}, masked: [] },
          { id: '2', values: { [name]: '****' }, labels: {}, masked: [name] },
          { id: '3', values: { [name]: null }, labels: {}, masked: [] },
        ];
        return allowed({ table, columns: [{ name, type: 'text' }], rows, more: false, continuation: null, count: null });
      },
      save: () => saved('8'),
    });
    server.use(...served.handlers);
    const { user } = openRecord();
    await user.click(await screen.findByRole('combobox', { name: 'Party' }));
    const list = within(await screen.findByRole('listbox', { name: 'Party' }));
    await waitFor(() => expect(list.getAllByRole('option').map((one) => one.textContent)).toEqual(['A account', 'A contact']));
    await user.click(list.getByRole('option', { name: 'A contact' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(values(served.bodies[0])).toEqual({ ownerid: 'contact:1' }));
  });

  test('keeps the row that it holds where its name may not be seen', async () => {
    const row = { ...recordRow(), labels: {} };
    server.use(...recordServer({ experience: () => allowed(record({ row })) }).handlers);
    openRecord();
    expect(await customer()).toHaveValue('Not shown');
  });
});
