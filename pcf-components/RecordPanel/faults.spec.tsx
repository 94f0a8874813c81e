import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { HttpResponse } from 'msw';
import { openRecord } from '../test/page.ts';
import { newRecord, record, recordRow, recordServer, type SaveBody, saved } from '../test/records.ts';
import { allowed, refused, server } from '../test/server.ts';

const serve = (...given: Parameters<typeof recordServer>) => {
  const served = recordServer(...given);
  server.use(...served.handlers);
  return served;
};
const box = (name: string) => screen.findByRole('textbox', { name });
const press = (name: string) => screen.getByRole('button', { name });
const values = (body: SaveBody | undefined) => Object.fromEntries(body?.values.map(({ column, value }) => [column, value]) ?? []);

describe('a save without an answer', () => {
  const faults: readonly (readonly [string, string, () => Response])[] = [
    ['the connection is lost', 'No connection', () => Response.error()],
    ['the server fails', 'The site is not available', () => new HttpResponse('oops', { status: 502 })],
    ['the answer is rubbish', 'The answer was not understood', () => HttpResponse.json({ ok: true, result: { id: 7 } })],
    ['the answer is half', 'The answer was not understood', () => new HttpResponse('{"ok":true,"resu', { status: 200 })],
  ];
  test.each(faults)('%s: it is told, the input stays, and trying again uses the same key', async (_what, title, fault) => {
    let broken = true;
    const { bodies } = serve({
      experience: () => allowed(record()),
      save: () => (broken ? fault() : saved('8', recordRow({ description: 'typed' }), { repeated: true })),
    });
    const { user } = openRecord();
    await user.type(await box('Description'), 'typed');
    await user.click(press('Save'));
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
    expect(document.activeElement).toHaveTextContent('Saving again never does it twice; what you typed is still here.');
    expect(await box('Description')).toHaveValue('typed');
    broken = false;
    await user.click(press('Try again'));
    // An answer that was given before is a success like any other.
    expect(await screen.findByText('Saved.', { selector: 'span' })).toBeVisible();
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toEqual(bodies[0]);
  });

  test('a fault that our server told: nothing was done; the reference is shown and the same key used again', async () => {
    let broken = true;
    const { bodies } = serve({ experience: () => allowed(record()), save: () => (broken ? refused('fault') : saved('8')) });
    const { user } = openRecord();
    await user.type(await box('Description'), 'typed');
    await user.click(press('Save'));
    expect(await screen.findByText(/^Something went wrong\. Nothing was changed\./, { selector: 'p' })).toBeVisible();
    expect(screen.getByText('K7QM2XW4RT5B')).toBeVisible();
    broken = false;
    await user.click(press('Try again'));
    await screen.findByText('Saved.', { selector: 'span' });
    expect(bodies[1]?.key).toBe(bodies[0]?.key);
  });

  test('takes long: it is said after a while, and the button stays pressed', async () => {
    let release: () => void = () => undefined;
    serve({
      experience: () => allowed(record()),
      save: async () => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return saved('8');
      },
    });
    const { user } = openRecord({}, { slowAfter: 30 });
    await user.type(await box('Description'), 'typed');
    await user.click(press('Save'));
    await waitFor(() => expect(screen.getAllByRole('status')[0]).toHaveTextContent('This is taking longer than usual. Still working…'));
    expect(press('Saving…')).toHaveAttribute('aria-disabled', 'true');
    release();
    await screen.findByText('Saved.', { selector: 'span' });
  });

  test('a page that never comes is told as slow, then as failed, and can be asked for again', async () => {
    let broken = true;
    serve({ experience: () => (broken ? new HttpResponse(null, { status: 503 }) : allowed(record())) });
    const { user } = openRecord();
    expect(await screen.findByRole('heading', { name: 'The site is not available' })).toBeVisible();
    broken = false;
    await user.click(press('Try again'));
    expect(await screen.findByRole('heading', { name: 'Pumps' })).toBeVisible();
  });

  test('the newest state that does not come leaves the record as it was', async () => {
    let broken = false;
    serve({
      experience: () => (broken ? new HttpResponse(null, { status: 503 }) : allowed(record())),
      save: () => {
        broken = true;
        return saved('8', recordRow({ description: 'typed' }));
      },
    });
    const { user } = openRecord();
    await user.type(await box('Description'), 'typed');
    await user.click(press('Save'));
    expect(await screen.findByText('The newest state of this record could not be loaded.')).toBeVisible();
    expect(screen.getByText('Saved.', { selector: 'span' })).toBeVisible();
    expect(await box('Description')).toHaveValue('typed');
    broken = false;
    await user.click(press('Try again'));
    await waitFor(() => expect(screen.queryByText(/could not be loaded/)).toBeNull());
  });
});

describe('a new record of which no answer came', () => {
  const rowOf = ({ id, body }: { readonly id: string; readonly body: SaveBody }) => ({ ...recordRow(values(body)), id });

  /** Creates what it is sent, once a key; its answers may get lost. */
  const store = () => {
    const state = { lost: true, rows: new Map<string, { readonly id: string; readonly body: SaveBody }>() };
    const served = serve({
      experience: ({ record: wish }) => {
        const found = [...state.rows.values()].find(({ id }) => id === wish?.id);
        return allowed(found ? record({ id: found.id, version: '1', row: rowOf(found) }) : newRecord());
      },
      save: (body) => {
        const known = state.rows.get(body.key);
        if (known && JSON.stringify(known.body.values) !== JSON.stringify(body.values)) return refused('key-reused');
        const id = known?.id ?? `order-${state.rows.size + 20}`;
        state.rows.set(body.key, { id, body });
        if (state.lost) return Response.error();
        return saved('1', rowOf({ id, body }), { repeated: known !== undefined });
      },
    });
    return { ...served, state };
  };

  test('is not made twice by trying again', async () => {
    const { state } = store();
    const { user, went } = openRecord({ record: null });
    await user.type(await box('Subject (required)'), 'New');
    await user.click(press('Create'));
    await screen.findByRole('heading', { name: 'No connection' });
    state.lost = false;
    await user.click(press('Create'));
    await waitFor(() => expect(went).toEqual(['/order?id=order-20']));
    expect(state.rows.size).toBe(1);
  });

  test('nor by loading the page anew in between', async () => {
    const { state } = store();
    const first = openRecord({ record: null });
    await first.user.type(await box('Subject (required)'), 'New');
    await first.user.click(press('Create'));
    await screen.findByRole('heading', { name: 'No connection' });
    first.control.destroy();
    state.lost = false;
    const { user, went } = openRecord({ record: null });
    expect(await box('Subject (required)')).toHaveValue('New');
    await user.click(press('Create'));
    await waitFor(() => expect(went).toEqual(['/order?id=order-20']));
    expect(state.rows.size).toBe(1);
  });

  test('nor by typing on: what was typed since waits on the page of the new record', async () => {
    const { state } = store();
    const first = openRecord({ record: null });
    await first.user.type(await box('Subject (required)'), 'New');
    await first.user.click(press('Create'));
    await screen.findByRole('heading', { name: 'No connection' });
    await first.user.type(await box('Subject (required)'), 'er');
    state.lost = false;
    await first.user.click(press('Create'));
    await waitFor(() => expect(first.went).toEqual(['/order?id=order-20']));
    expect(state.rows.size).toBe(1);
    first.control.destroy();
    // By the form of that page, which may be another one.
    openRecord({ form: 'order-as-placed', record: 'order-20' });
    await waitFor(async () => expect(await box('Subject (required)')).toHaveValue('Newer'));
  });

  test('that was refused meanwhile for what it said is sent as it is now', async () => {
    let call = 0;
    const { bodies } = serve({
      experience: () => allowed(newRecord()),
      save: (body) => {
        call++;
        if (call === 1) return Response.error();
        return values(body).name === 'Bad'
          ? refused('value-invalid', { columns: ['name'] })
          : saved('1', { ...recordRow(), id: 'order-30' });
      },
    });
    const { user, went } = openRecord({ record: null });
    await user.type(await box('Subject (required)'), 'Bad');
    await user.click(press('Create'));
    await screen.findByRole('heading', { name: 'No connection' });
    await user.clear(await box('Subject (required)'));
    await user.type(await box('Subject (required)'), 'Good');
    await user.click(press('Create'));
    await waitFor(() => expect(went).toEqual(['/order?id=order-30']));
    expect(bodies.map((body) => values(body).name)).toEqual(['Bad', 'Bad', 'Good']);
    expect(bodies[1]?.key).toBe(bodies[0]?.key);
    expect(bodies[2]?.key).not.toBe(bodies[0]?.key);
  });
});

test('a key that was used for something else: the person is told to look, and the next press is a new click', async () => {
  let call = 0;
  const { bodies } = serve({
    experience: () => allowed(newRecord()),
    save: () => (++call === 1 ? refused('key-reused') : saved('1', { ...recordRow(), id: 'order-40' })),
  });
  const { user, went } = openRecord({ record: null });
  await user.type(await box('Subject (required)'), 'New');
  await user.click(press('Create'));
  expect(await screen.findByText(/^This was sent before with other content\. Check whether your earlier input was saved/)).toBeVisible();
  expect(await box('Subject (required)')).toHaveValue('New');
  await user.click(press('Create'));
  await waitFor(() => expect(went).toHaveLength(1));
  expect(bodies[1]?.key).not.toBe(bodies[0]?.key);
});
