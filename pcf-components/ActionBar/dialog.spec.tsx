import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/dom';
import { HttpResponse } from 'msw';
import { approve, escalate, offered, ran } from '../test/actions.ts';
import { openBar } from '../test/page.ts';
import { json, onActions, type RunBody, refused, server } from '../test/server.ts';

const button = (name: string) => screen.findByRole('button', { name });
const inDialog = async () => within(await screen.findByRole('dialog'));

const serve = (run: (body: RunBody, call: number) => Response | Promise<Response>) => {
  const bodies: RunBody[] = [];
  let version = 7;
  server.use(
    onActions({
      actions: () => json(offered({ 'order-1': [approve, escalate] }, String(version))),
      run: (body) => {
        bodies.push(body);
        version++;
        return run(body, bodies.length);
      },
    }),
  );
  return bodies;
};

const fillIn = async (user: ReturnType<typeof openBar>['user']) => {
  const dialog = await inDialog();
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Urgency' }), 'High');
  await user.type(dialog.getByRole('textbox', { name: 'Topic' }), 'Delivery');
  await user.type(dialog.getByRole('textbox', { name: 'Comment' }), 'It is late.');
  return dialog;
};

describe('the dialog', () => {
  test('is a named modal with the question; focus goes to its first field and back to the button', async () => {
    const bodies = serve((body) => json(ran(body)));
    const { user } = openBar();
    await user.click(await button('Approve'));
    const dialog = screen.getByRole('dialog', { name: 'Approve' });
    expect(dialog).toHaveAccessibleDescription('Approve the order?');
    expect(within(dialog).getByRole('textbox', { name: 'Comment (optional)' })).toHaveFocus();
    await user.click(within(dialog).getByRole('button', { name: 'Approve' }));
    await screen.findByText('Approve: done. Now: Submitted.', { selector: 'p' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(await button('Approve')).toHaveFocus();
    // What is empty is not sent.
    expect(Object.keys(bodies[0] ?? {}).sort()).toEqual(['action', 'key', 'operation', 'rows', 'table']);
  });

  test('Escape closes it and gives focus back; what was typed is there the next time, and gone after Cancel', async () => {
    serve((body) => json(ran(body)));
    const { user } = openBar();
    const opener = await button('Approve');
    await user.click(opener);
    await user.type(screen.getByRole('textbox'), 'Good');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(opener).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('textbox')).toHaveValue('Good');
    await user.click(await button('Cancel'));
    expect(opener).toHaveFocus();
    await user.click(opener);
    expect(screen.getByRole('textbox')).toHaveValue('');
  });

  test('what is required is asked for before anything is sent; mistakes are tied to their fields', async () => {
    const bodies = serve((body) => json(ran(body)));
    const { user } = openBar();
    await user.click(await button('Escalate'));
    const dialog = await inDialog();
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    const urgency = dialog.getByRole('combobox', { name: 'Urgency' });
    expect(urgency).toHaveAttribute('aria-invalid', 'true');
    expect(urgency).toHaveAccessibleDescription('Choose: Urgency.');
    expect(dialog.getByRole('textbox', { name: 'Topic' })).toHaveAccessibleDescription('Fill in: Topic.');
    expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveAccessibleDescription('Write a comment.');
    expect(dialog.getByLabelText('Answer until (optional)')).toHaveAttribute('aria-invalid', 'false');
    await waitFor(() => expect(urgency).toHaveFocus());
    fireEvent.input(dialog.getByRole('textbox', { name: 'Topic' }), { target: { value: 'A topic that is much too long' } });
    await waitFor(() =>
      expect(dialog.getByRole('textbox', { name: 'Topic' })).toHaveAccessibleDescription('At most 20 characters; these are 29.'),
    );
    expect(bodies).toEqual([]);
  });

  test('inputs and comment are sent by name', async () => {
    const bodies = serve((body) => json(ran(body)));
    const { user } = openBar();
    await user.click(await button('Escalate'));
    const dialog = await fillIn(user);
    fireEvent.input(dialog.getByLabelText('Answer until (optional)'), { target: { value: '2026-12-24' } });
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    await screen.findByText('Escalate: done. Now: Submitted.', { selector: 'p' });
    expect(bodies[0]?.inputs).toEqual([
      { name: 'urgency', value: 'high' },
      { name: 'until', value: '2026-12-24' },
      { name: 'topic', value: 'Delivery' },
    ]);
    expect(bodies[0]?.comment).toBe('It is late.');
  });

  test('a lost connection keeps the dialog and what was typed; sending again has the same key', async () => {
    const bodies = serve((body, call) => (call === 1 ? HttpResponse.error() : json(ran(body))));
    const { user } = openBar();
    await user.click(await button('Escalate'));
    const dialog = await fillIn(user);
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    const problem = await dialog.findByText('No connection');
    expect(problem.closest('[tabindex]')).toHaveFocus();
    expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveValue('It is late.');
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    await screen.findByText('Escalate: done. Now: Submitted.', { selector: 'p' });
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toEqual(bodies[0]);
  });

  test('after a conflict what was typed can be sent again for the new version, with a new key', async () => {
    const bodies = serve((body, call) => json(ran(body, call === 1 ? { 'order-1': refused('version-conflict') } : {})));
    const { user } = openBar();
    await user.click(await button('Escalate'));
    const dialog = await fillIn(user);
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    await dialog.findByText(/Check it, then send again/);
    const again = dialog.getByRole('button', { name: 'Escalate' });
    await waitFor(() => expect(again).toHaveAttribute('aria-disabled', 'false'));
    await user.click(again);
    await screen.findByText('Escalate: done. Now: Submitted.', { selector: 'p' });
    expect(bodies.map(({ rows }) => rows[0]?.version)).toEqual(['7', '8']);
    expect(bodies[1]?.key).not.toBe(bodies[0]?.key);
    expect(bodies[1]?.comment).toBe('It is late.');
  });

  test('a session that ended in mid-form: sign-in opens in a tab of its own, and nothing is lost', async () => {
    const bodies = serve((body, call) => (call === 1 ? new HttpResponse(null, { status: 401 }) : json(ran(body))));
    const { user } = openBar();
    await user.click(await button('Escalate'));
    const dialog = await fillIn(user);
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    const link = await dialog.findByRole('link', { name: 'Sign in (new tab)' });
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('href', '/SignIn?ReturnUrl=%2Forders%3Ftab%3Dopen');
    expect(dialog.getByText(/What you entered is still here/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    await screen.findByText('Escalate: done. Now: Submitted.', { selector: 'p' });
    expect(bodies[1]?.comment).toBe('It is late.');
  });

  test('fields that the server does not take are marked until they change', async () => {
    serve((body) => json(ran(body, { 'order-1': refused('input-missing', { inputs: ['topic', 'comment'] }) })));
    const { user } = openBar();
    await user.click(await button('Escalate'));
    const dialog = await fillIn(user);
    await user.click(dialog.getByRole('button', { name: 'Escalate' }));
    await waitFor(() => expect(dialog.getByRole('textbox', { name: 'Topic' })).toHaveAccessibleDescription('Check this.'));
    expect(dialog.getByRole('textbox', { name: 'Comment' })).toHaveAccessibleDescription('Check this.');
    await user.type(dialog.getByRole('textbox', { name: 'Topic' }), '!');
    expect(dialog.getByRole('textbox', { name: 'Topic' })).toHaveAttribute('aria-invalid', 'false');
  });

  test('while it is sent, nothing closes it and a second press of the button sends nothing', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bodies = serve(async (body) => {
      await gate;
      return json(ran(body));
    });
    const { user } = openBar();
    await user.click(await button('Approve'));
    const dialog = await inDialog();
    await user.dblClick(dialog.getByRole('button', { name: 'Approve' }));
    await user.keyboard('{Escape}');
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByRole('dialog')).toHaveAttribute('aria-busy', 'true');
    release();
    await screen.findByText('Approve: done. Now: Submitted.', { selector: 'p' });
    expect(bodies).toHaveLength(1);
  });
});
