import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { http } from 'msw';
import { actedEvent, type RecordExperience, serverLogicUrl } from '../../contracts/index.ts';
import { done, offer, offered, ran, submit } from '../test/actions.ts';
import { openRecord } from '../test/page.ts';
import { record, recordRow, recordServer } from '../test/records.ts';
import { allowed, json, onActions, type RunBody, refused, server } from '../test/server.ts';

const comment = offer('comment', { comment: 'required' });
const address = `http://localhost${serverLogicUrl('records')}`;

/** A record with actions; what it is after one of them is given. */
const serve = (
  after: () => ReturnType<typeof allowed<RecordExperience>> | ReturnType<typeof refused>,
  answer = (body: RunBody) => ran(body),
) => {
  const runs: RunBody[] = [];
  const served = recordServer({
    experience: () =>
      runs.length > 0
        ? after()
        : allowed(record({ actions: offered({ 'order-1': [submit, comment] }), comments: { rows: [], more: false } })),
  });
  server.use(
    ...served.handlers,
    onActions({
      actions: () => {
        throw new Error('the offers come with the record');
      },
      run: (body) => {
        runs.push(body);
        return json(answer(body));
      },
    }),
  );
  return { ...served, runs };
};

describe('acting on a record', () => {
  test('the record, its actions and its comments are loaded again, by one request', async () => {
    const rows = [{ author: null, mine: true, occurredOn: '2026-11-30T13:30:00Z', text: 'Please hurry' }];
    const { asked, runs } = serve(() =>
      allowed(
        record({
          version: '8',
          row: recordRow({ name: 'Pumps, submitted' }),
          name: 'Pumps, submitted',
          actions: offered({ 'order-1': [offer('recall')] }, '8'),
          comments: { rows, more: false },
        }),
      ),
    );
    const { user } = openRecord();
    await user.click(await screen.findByRole('button', { name: 'Comment' }));
    await user.type(screen.getByRole('textbox', { name: 'Comment' }), 'Please hurry');
    await user.click(screen.getAllByRole('button', { name: 'Comment' }).at(-1) as HTMLElement);
    expect(await screen.findByRole('button', { name: 'Recall' })).toBeVisible();
    expect(screen.getByText('Please hurry')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Pumps, submitted' })).toBeVisible();
    expect(runs[0]).toMatchObject({ rows: [{ id: 'order-1', version: '7' }], comment: 'Please hurry' });
    expect(asked).toHaveLength(2);
  });

  test('waits for unsaved input: nothing that is typed is taken out of the person’s hands', async () => {
    serve(() => allowed(record()));
    const { user } = openRecord();
    await user.type(await screen.findByRole('textbox', { name: 'Description' }), 'x');
    const button = screen.getByRole('button', { name: 'Submit' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription('Save or discard your changes first.');
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(button).toHaveAttribute('aria-disabled', 'false');
  });

  test('that ends the person’s access: the result is told, then that the record is no longer there for them', async () => {
    serve(() => refused('not-available'));
    const { user } = openRecord();
    await user.click(await screen.findByRole('button', { name: 'Submit' }));
    expect(await screen.findByRole('heading', { name: 'No longer available' })).toBeVisible();
    expect(screen.getByText('Submit: done. Now: Submitted.', { selector: 'p' })).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Submit' })).toBeNull();
  });

  test('on a record that somebody changed meanwhile: it is said, and the record is shown as it is now', async () => {
    const row = recordRow({ name: 'Valves' });
    serve(
      () => allowed(record({ version: '9', name: 'Valves', row, actions: offered({ 'order-1': [submit] }, '9') })),
      (body) => ran(body, { 'order-1': refused('version-conflict', { current: { id: 'order-1', version: '9', row } }) }),
    );
    const { user } = openRecord();
    await user.click(await screen.findByRole('button', { name: 'Submit' }));
    expect(await screen.findByText(/^The record has been changed since you saw it\./)).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'Valves' })).toBeVisible();
    expect(screen.getByText('Subject:').parentElement).toHaveTextContent('Subject: Pumps → Valves');
  });

  test('by another control of the page loads the record again, and never for other records', async () => {
    const { asked } = recordServerOf();
    openRecord();
    await screen.findByRole('heading', { name: 'Pumps' });
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    const tell = (table: string, ids: readonly string[]) =>
      elsewhere.dispatchEvent(new CustomEvent(actedEvent, { bubbles: true, detail: { table, ids } }));
    tell('invoice', ['order-1']);
    tell('salesorder', ['order-2']);
    tell('salesorder', ['order-1']);
    await waitFor(() => expect(asked).toHaveLength(2));
  });

  test('offers that did not come are told beside the record', async () => {
    server.use(...recordServer({ experience: () => allowed(record({ actions: refused('busy') })) }).handlers);
    openRecord();
    expect(await screen.findByText('What can be done here could not be loaded.')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Pumps' })).toBeVisible();
  });

  test('says that the page was made for somebody who had signed in', async () => {
    const said: unknown[] = [];
    const { handlers } = recordServer({ experience: () => allowed(record({ actions: offered({ 'order-1': [submit] }) })) });
    server.use(
      ...handlers,
      http.post(address, async ({ request }) => {
        const body = (await request.json()) as RunBody & { readonly signedIn?: boolean };
        said.push(body.signedIn);
        return json(ran(body, { 'order-1': done('order-1') }));
      }),
    );
    const around = document.createElement('div');
    around.setAttribute('data-signed-in', '');
    document.body.append(around);
    const { element, control, user } = openRecord();
    around.append(element);
    control.update({ form: 'order', record: 'order-1', page: '/order' });
    await user.click(await screen.findByRole('button', { name: 'Submit' }));
    await waitFor(() => expect(said).toEqual([true]));
  });
});

const recordServerOf = () => {
  const served = recordServer({ experience: () => allowed(record()) });
  server.use(...served.handlers);
  return served;
};
