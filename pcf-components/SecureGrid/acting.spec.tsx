import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import { actedEvent } from '../../contracts/index.ts';
import { approve, done, offer, offered, ran, submit } from '../test/actions.ts';
import { grid, order, page } from '../test/orders.ts';
import { openGrid } from '../test/page.ts';
import {
  type ActionsBody,
  allowed,
  experience,
  json,
  onActions,
  onExperience,
  onRecords,
  type RunBody,
  refused,
  server,
} from '../test/server.ts';

const held = offer('approve', { ...approve, enabled: false, why: { code: 'wrong-state' } });

/** Four orders: two can be approved, one is in another state, one may be seen but not acted on. */
const serve = (run: (body: RunBody, call: number) => Response | Promise<Response> = (body) => json(ran(body))) => {
  const asked: ActionsBody[] = [];
  const bodies: RunBody[] = [];
  let queries = 0;
  server.use(
    onExperience(() => json(experience(grid(page([1, 2, 3, 4].map((number) => order(number))), { actions: true })))),
    onActions({
      actions: (body) => {
        asked.push(body);
        return json(offered({ 'order-1': [submit, approve], 'order-2': [approve], 'order-3': [held], 'order-4': [] }));
      },
      run: (body) => {
        bodies.push(body);
        return run(body, bodies.length);
      },
    }),
    onRecords(() => {
      queries++;
      return json(allowed(page([1, 2, 3, 4].map((number) => order(number, bodies.length > 0 ? { name: `Acted on ${number}` } : {})))));
    }),
  );
  return { asked, bodies, queries: () => queries };
};

const opener = (number: number) => screen.findByRole('button', { name: `Actions: SO-${number}` });
const box = (number: number) => screen.findByRole('checkbox', { name: `Select SO-${number}` });

describe('actions in the rows of a list', () => {
  test('a list without `actions` has none, and asks for none', async () => {
    server.use(onExperience(() => json(experience(grid(page([order(1)]))))));
    openGrid();
    await screen.findByRole('table');
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /Actions/ })).toBeNull();
  });

  test('what came with the first page is not asked for again, until something was done', async () => {
    const { asked } = serve();
    const offers = offered({ 'order-1': [submit, approve], 'order-2': [approve] });
    server.use(onExperience(() => json(experience(grid(page([order(1), order(2)]), { actions: true, offers })))));
    openGrid();
    (await opener(1)).click();
    const button = await screen.findByRole('button', { name: 'Submit' });
    expect(asked).toEqual([]);
    button.click();
    await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  });

  test('one request for all rows; a row opens its actions below it', async () => {
    const { asked } = serve();
    const { user } = openGrid();
    const button = await opener(1);
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await box(1);
    await user.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    const group = screen.getByRole('group', { name: 'Actions: SO-1' });
    expect(
      within(group)
        .getAllByRole('button')
        .map((one) => one.textContent),
    ).toEqual(['Submit', 'Approve']);
    expect(asked).toEqual([
      { operation: 'actions', table: 'salesorder', ids: ['order-1', 'order-2', 'order-3', 'order-4'], language: 'en' },
    ]);
    await user.click(await opener(4));
    expect(screen.getByText('Nothing can be done with this record now.')).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Actions: SO-1' })).toBeNull();
  });

  test('an action of a row runs, is told, and the row and its offers are loaded again', async () => {
    const { asked, bodies, queries } = serve();
    const { user } = openGrid();
    await box(1);
    await user.click(await opener(1));
    await user.click(screen.getByRole('button', { name: 'Submit' }));
    await screen.findByText('Submit: done. Now: Submitted.', { selector: 'p' });
    await screen.findByText('Acted on 1');
    expect(bodies[0]?.rows).toEqual([{ id: 'order-1', version: '7' }]);
    expect(queries()).toBe(1);
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain('Submit: done. Now: Submitted.');
  });

  test('an action bar elsewhere on the page that changed a record of the table lets the list load again', async () => {
    const { queries } = serve();
    openGrid();
    await box(1);
    document.dispatchEvent(new CustomEvent(actedEvent, { detail: { table: 'invoice', ids: ['x'] } }));
    document.dispatchEvent(new CustomEvent(actedEvent, { detail: { table: 'salesorder', ids: ['order-1'] } }));
    await waitFor(() => expect(queries()).toBe(1));
  });
});

describe('actions for several rows', () => {
  test('only rows with such an action can be selected; all of them by one box', async () => {
    serve();
    const { user } = openGrid();
    await box(3);
    expect(screen.queryByRole('checkbox', { name: 'Select SO-4' })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Select all on this page' }));
    expect(screen.getByText('3 selected')).toBeVisible();
    // What may be run on one row alone is not among the actions of several.
    const group = screen.getByRole('group', { name: 'Actions for what is selected' });
    expect(within(group).getByRole('button')).toHaveAccessibleName('Approve');
    await user.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByText('3 selected')).toBeNull();
  });

  test('where it is possible for none of them, the button says why', async () => {
    serve();
    const { user } = openGrid();
    await user.click(await box(3));
    const group = screen.getByRole('group', { name: 'Actions for what is selected' });
    expect(within(group).getByRole('button')).toHaveAccessibleDescription('Not possible in the present state.');
  });

  test('more rows than one request may hold are not sent: the person is told how many to select', async () => {
    const ids = Array.from({ length: 26 }, (_, at) => `order-${at + 1}`);
    const runs: RunBody[] = [];
    server.use(
      onExperience(() => json(experience(grid(page(ids.map((_, at) => order(at + 1))), { actions: true })))),
      onActions({
        actions: (body) => json(offered(Object.fromEntries(body.ids.map((id) => [id, [approve]])))),
        run: (body) => {
          runs.push(body);
          return json(ran(body));
        },
      }),
    );
    const { user } = openGrid();
    await box(26);
    await user.click(screen.getByRole('checkbox', { name: 'Select all on this page' }));
    await user.click(within(screen.getByRole('group', { name: 'Actions for what is selected' })).getByRole('button'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Approve' }));
    expect(dialog.getByText('At most 25 at once; these are 26. Select fewer.')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(runs).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await user.click(await box(26));
    await user.click(within(screen.getByRole('group', { name: 'Actions for what is selected' })).getByRole('button'));
    await user.click(within(await screen.findByRole('dialog', { name: 'Approve' })).getByRole('button', { name: 'Approve' }));
    await screen.findByText('Approve: 25 of 25 done.', { selector: 'p' });
    expect(runs.map(({ rows }) => rows.length)).toEqual([25]);
  });

  test('two rows with different results: each is told, the refused one stays selected and its comment is kept', async () => {
    const { bodies } = serve((body, call) =>
      json(ran(body, call === 1 ? { 'order-1': done('order-1'), 'order-2': refused('version-conflict') } : {})),
    );
    const { user } = openGrid();
    for (const number of [1, 2, 3]) await user.click(await box(number));
    await user.click(within(screen.getByRole('group', { name: 'Actions for what is selected' })).getByRole('button'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Approve' }));
    expect(dialog.getByText('SO-1, SO-2')).toBeVisible();
    expect(dialog.getByRole('listitem')).toHaveTextContent('SO-3 Not possible in the present state.');
    await user.type(dialog.getByRole('textbox'), 'Fine');
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Approve: 1 of 2 done.', { selector: 'p' });
    expect(bodies[0]?.rows.map(({ id }) => id)).toEqual(['order-1', 'order-2']);
    const [refusedRow, ...others] = screen.getAllByRole('listitem');
    expect(refusedRow).toHaveTextContent('SO-2 The record has been changed since you saw it. Check it, then send again.');
    expect(refusedRow).toHaveTextContent('K7QM2XW4RT5B');
    expect(others).toEqual([]);
    expect(screen.getAllByRole('status').map((status) => status.textContent)).toContain(
      'Approve: 1 of 2 done. SO-2 The record has been changed since you saw it. Check it, then send again.',
    );
    expect(await box(1)).not.toBeChecked();
    expect(await box(2)).toBeChecked();
    await user.click(within(screen.getByRole('group', { name: 'Actions for what is selected' })).getByRole('button'));
    expect(screen.getByRole('textbox', { name: 'Comment (optional)' })).toHaveValue('Fine');
    expect(bodies).toHaveLength(1);
  });
});
