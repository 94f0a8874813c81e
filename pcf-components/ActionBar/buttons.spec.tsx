import { describe, expect, jest, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import { HttpResponse } from 'msw';
import { actedEvent } from '../../contracts/index.ts';
import { approve, done, offer, offered, ran, submit } from '../test/actions.ts';
import { environment, openBar } from '../test/page.ts';
import { type ActionsBody, json, onActions, type RunBody, refused, server } from '../test/server.ts';

const button = (name: string) => screen.findByRole('button', { name });

describe('offers', () => {
  test('one request with table, id and language; buttons in the server’s order with their tones', async () => {
    const asked: ActionsBody[] = [];
    server.use(
      onActions({
        actions: (body) => {
          asked.push(body);
          return json(offered({ 'order-1': [submit, offer('hold'), offer('withdraw', { tone: 'danger' })] }));
        },
      }),
    );
    openBar();
    const bar = await screen.findByRole('group', { name: 'Actions' });
    const buttons = within(bar).getAllByRole('button');
    expect(buttons.map((one) => [one.textContent, one.dataset.tone])).toEqual([
      ['Submit', 'primary'],
      ['Hold', 'neutral'],
      ['Withdraw', 'danger'],
    ]);
    expect(asked).toEqual([{ operation: 'actions', table: 'salesorder', ids: ['order-1'], language: 'en' }]);
  });

  test('an id in braces and capitals is asked for as the server writes it', async () => {
    const asked: ActionsBody[] = [];
    server.use(
      onActions({
        actions: (body) => {
          asked.push(body);
          return json(offered({ 'order-1': [submit] }));
        },
      }),
    );
    openBar({ record: '{ORDER-1}' });
    await button('Submit');
    expect(asked[0]?.ids).toEqual(['order-1']);
  });

  test('a disabled one stays focusable, says why by its code and the rule’s reason, and does nothing', async () => {
    const run = jest.fn(() => json(refused('fault')));
    const why = { code: 'wrong-state', reason: 'Only drafts are submitted.' };
    server.use(onActions({ actions: () => json(offered({ 'order-1': [offer('submit', { enabled: false, why })] })), run }));
    const { user } = openBar();
    const found = await button('Submit');
    expect(found).toHaveAttribute('aria-disabled', 'true');
    expect(found).not.toBeDisabled();
    expect(found).toHaveAccessibleDescription('Not possible in the present state. Only drafts are submitted.');
    await user.tab();
    expect(found).toHaveFocus();
    await user.keyboard('{Enter} ');
    await user.click(found);
    expect(run).not.toHaveBeenCalled();
  });

  test('a reason of a newer server, and none at all, still say something', async () => {
    const odd = offer('odd', { enabled: false, why: { code: 'moon-phase' } });
    server.use(onActions({ actions: () => json(offered({ 'order-1': [odd, offer('mute', { enabled: false })] })) }));
    openBar();
    expect(await button('Odd')).toHaveAccessibleDescription('Not possible now.');
    expect(await button('Mute')).toHaveAccessibleDescription('Not possible now.');
  });

  test('a record that may not be read has no buttons and no word', async () => {
    server.use(onActions({ actions: () => json(offered({})) }));
    const { element } = openBar();
    await waitFor(() => expect(element.querySelector('.portico-action-bar')).toHaveAttribute('aria-busy', 'false'));
    expect(screen.queryByRole('button')).toBeNull();
    expect(element).toHaveTextContent('');
  });

  test('script in titles and reasons stays text', async () => {
    const attack = '<img src=x onerror="alert(1)">';
    server.use(
      onActions({
        actions: () =>
          json(offered({ 'order-1': [offer('a', { title: attack, enabled: false, why: { code: 'denied', reason: attack } })] })),
      }),
    );
    const { element } = openBar();
    expect(await button(attack)).toHaveAccessibleDescription(`You are not allowed to do this. ${attack}`);
    expect(element.querySelector('img')).toBeNull();
  });

  test('offers that do not come can be asked for again', async () => {
    let calls = 0;
    server.use(onActions({ actions: () => (calls++ === 0 ? HttpResponse.error() : json(offered({ 'order-1': [submit] }))) }));
    const { user } = openBar();
    expect(await screen.findByRole('alert')).toHaveTextContent(/What can be done here could not be loaded.*No connection/);
    await user.click(await button('Try again'));
    await button('Submit');
  });

  test.each([
    ['no list', { table: 'salesorder', rows: 'many' }],
    ['an unknown tone', { table: 'salesorder', rows: [{ id: 'order-1', version: '1', actions: [{ ...submit, tone: 'pink' }] }] }],
    ['no version', { table: 'salesorder', rows: [{ id: 'order-1', actions: [] }] }],
  ])('rubbish: %s', async (_what, result) => {
    server.use(onActions({ actions: () => json({ ok: true, result }) }));
    openBar();
    expect(await screen.findByRole('alert')).toHaveTextContent('The answer was not understood');
  });

  test('without a record nothing is asked', async () => {
    const { element } = openBar({ record: null });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(element).toHaveTextContent('');
  });
});

describe('an action that asks nothing', () => {
  const serve = (run: (body: RunBody) => Response | Promise<Response>, after = [approve]) => {
    let ranOnce = false;
    server.use(
      onActions({
        actions: () => json(offered({ 'order-1': ranOnce ? after : [submit] }, ranOnce ? '8' : '7')),
        run: (body) => {
          ranOnce = true;
          return run(body);
        },
      }),
    );
  };

  test('runs at once with the row’s version and a fresh key, and its result is told politely; what is offered is asked again', async () => {
    const bodies: RunBody[] = [];
    serve((body) => {
      bodies.push(body);
      return json(ran(body));
    });
    const onActed = jest.fn();
    const heard = jest.fn();
    document.addEventListener(actedEvent, (event) => heard((event as CustomEvent).detail), { once: true });
    const { user } = openBar({ onActed });
    await user.click(await button('Submit'));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Submit: done. Now: Submitted.'));
    expect(bodies).toEqual([
      {
        operation: 'run',
        table: 'salesorder',
        action: 'submit',
        key: expect.stringMatching(/^[0-9a-f]{32}$/),
        rows: [{ id: 'order-1', version: '7' }],
      },
    ]);
    await button('Approve');
    expect(screen.queryByRole('button', { name: 'Submit' })).toBeNull();
    expect(onActed).toHaveBeenCalledWith(['order-1']);
    expect(heard).toHaveBeenCalledWith({ table: 'salesorder', ids: ['order-1'] });
    // The button that was pressed has gone; focus has not.
    await waitFor(() => expect(screen.getByRole('region', { name: 'Actions' })).toHaveFocus());
  });

  test('a double click sends once', async () => {
    let calls = 0;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    serve(async (body) => {
      calls++;
      await gate;
      return json(ran(body));
    });
    const { user } = openBar();
    const found = await button('Submit');
    await user.dblClick(found);
    await user.click(found);
    expect(found).toHaveAttribute('aria-disabled', 'true');
    expect(found).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('status')).toHaveTextContent('Submit – being sent…');
    release();
    await screen.findByText('Submit: done. Now: Submitted.', { selector: 'p' });
    expect(calls).toBe(1);
  });

  test('a lost connection: it is told that the fate is unknown, and trying again sends the same request with the same key', async () => {
    const bodies: RunBody[] = [];
    serve((body) => {
      bodies.push(body);
      if (bodies.length === 1) return HttpResponse.error();
      return bodies.length === 2 ? new HttpResponse('<h1>Bad gateway</h1>', { status: 502 }) : json(ran(body));
    });
    const { user } = openBar();
    await user.click(await button('Submit'));
    expect(await screen.findByText('No connection')).toBeVisible();
    expect(screen.getByText(/Whether it was done is not certain. Trying again never does it twice./, { selector: 'p' })).toBeVisible();
    await user.click(await button('Try again'));
    await screen.findByText('The site is not available');
    // Pressing the button anew is no new click as long as the first one's fate is open.
    await user.click(await button('Submit'));
    await screen.findByText('Submit: done. Now: Submitted.', { selector: 'p' });
    expect(bodies).toHaveLength(3);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  test('after an answer the next click has a key of its own', async () => {
    const keys: string[] = [];
    serve(
      (body) => {
        keys.push(body.key);
        return json(ran(body, { 'order-1': keys.length === 1 ? refused('denied') : done('order-1') }));
      },
      [submit],
    );
    const { user } = openBar();
    await user.click(await button('Submit'));
    await screen.findByText('Submit: not done');
    await user.click(await button('Submit'));
    await screen.findByText('Submit: done. Now: Submitted.', { selector: 'p' });
    expect(new Set(keys).size).toBe(2);
  });

  test.each([
    ['wrong-state', 'This is no longer possible: the record has been taken further. See what can be done now. Now: Approved.'],
    ['version-conflict', 'The record has been changed since you saw it. Check it, then send again.'],
    ['not-available', 'The record is not there any more, or not for you. Go back to the list and load it again.'],
    ['key-reused', 'This was sent before with other details. Check what has been done; then start again if it is still needed.'],
    ['no-rule', 'You are not allowed to do this.'],
    ['action-not-available', 'This action does not exist any more. Load the page anew.'],
  ] as const)('refused (%s): what to do and the reference are told, and the offers are asked again', async (code, sentence) => {
    const more = code === 'wrong-state' ? { stage: { value: '3', label: 'Approved' } } : {};
    serve((body) => json(ran(body, { 'order-1': refused(code, more) })));
    const { user } = openBar();
    await user.click(await button('Submit'));
    expect(await screen.findByText('Submit: not done')).toBeVisible();
    expect(screen.getByRole('listitem')).toHaveTextContent(`${sentence}Reference K7QM2XW4RT5B`);
    expect(screen.getByRole('status')).toHaveTextContent(`Submit: not done ${sentence}`);
    await button('Approve');
    await user.click(await button('Close message'));
    expect(screen.queryByText('Submit: not done')).toBeNull();
  });

  test('on a stale page: its state now is told, and the lists around learn that they are old', async () => {
    const stage = { value: '3', label: 'Approved' };
    serve((body) => json(ran(body, { 'order-1': refused('version-conflict', { stage }) })));
    const heard: unknown[] = [];
    const hear = (event: Event) => heard.push((event as CustomEvent).detail);
    document.addEventListener(actedEvent, hear);
    const onActed = jest.fn();
    const { user } = openBar({ onActed });
    await user.click(await button('Submit'));
    expect(
      await screen.findByText(/^The record has been changed since you saw it\. Check it, then send again\. Now: Approved\./),
    ).toBeVisible();
    // What can be done now is offered at once.
    await button('Approve');
    expect(heard).toEqual([{ table: 'salesorder', ids: ['order-1'] }]);
    expect(onActed).not.toHaveBeenCalled();
    document.removeEventListener(actedEvent, hear);
  });

  test('refused as a whole, with a reason', async () => {
    serve(() => json(refused('requirement-open', { reason: 'Accept the terms first.' }), 403));
    const { user } = openBar();
    await user.click(await button('Submit'));
    expect(await screen.findByText('Before you can do this, something else has to be done. Accept the terms first.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  test.each([
    ['no JSON', () => HttpResponse.text('{"ok":tru')],
    ['no answer for the row', () => json({ ok: true, result: { table: 'salesorder', action: 'submit', rows: [], repeated: false } })],
    [
      'an answer that is none',
      () => json({ ok: true, result: { table: 's', action: 'submit', rows: [{ id: 'order-1', answer: 7 }], repeated: false } }),
    ],
  ])('rubbish (%s) is neither done nor refused', async (_what, answer) => {
    serve(() => answer());
    const { user } = openBar();
    await user.click(await button('Submit'));
    expect(await screen.findByText('The answer was not understood')).toBeVisible();
    expect(screen.getByText(/Whether it was done is not certain/, { selector: 'p' })).toBeVisible();
    expect(await button('Try again')).toBeVisible();
  });

  test('no answer in time', async () => {
    serve(() => new Promise<Response>(() => undefined));
    const { user } = openBar({}, environment({ timeout: 300, slowAfter: 60 }));
    await user.click(await button('Submit'));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('This is taking longer than usual. Still working…'));
    expect(await screen.findByText('No answer yet')).toBeVisible();
  });

  test('in German', async () => {
    document.documentElement.lang = 'de';
    serve((body) => json(ran(body, { 'order-1': refused('version-conflict') })));
    const { user } = openBar();
    await user.click(await button('Submit'));
    expect(await screen.findByText('Submit: nicht ausgeführt')).toBeVisible();
    expect(screen.getByRole('listitem')).toHaveTextContent('Prüfen Sie ihn und senden Sie dann noch einmal.');
  });
});
