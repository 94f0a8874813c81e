import { describe, expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/dom';
import { HttpResponse } from 'msw';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { environment, openGrid } from '../test/page.ts';
import { allowed, experience, json, onExperience, onRecords, refused, server } from '../test/server.ts';

const firstPageIs = (firstPage: ReturnType<typeof refused>) =>
  server.use(onExperience(() => json(experience({ ...grid(pageFrom(undefined)), firstPage }))));
const headingIs = (name: string) => screen.findByRole('heading', { name });

describe('refusals', () => {
  test('a refused list tells the code’s text, the reason and the reference, and whom to ask', async () => {
    firstPageIs(refused('no-rule', { reason: 'Orders are for people whom your company has authorised.' }));
    openGrid({ 'data-support': 'help@example.com' });
    await headingIs('This cannot be shown to you');
    expect(screen.getByText('You are not allowed to see this.')).toBeVisible();
    expect(screen.getByText('Orders are for people whom your company has authorised.')).toBeVisible();
    expect(screen.getByText('K7QM2XW4RT5B')).toBeVisible();
    expect(screen.getByRole('link', { name: 'help@example.com' })).toHaveAttribute('href', 'mailto:help@example.com?subject=K7QM2XW4RT5B');
    expect(screen.getAllByRole('status')[0]).toHaveTextContent('This cannot be shown to you. You are not allowed to see this.');
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  test('a refused page of its own status is read as the refusal that it is', async () => {
    server.use(onExperience(() => json(refused('identity-unproven'), 403)));
    openGrid();
    expect(await screen.findByText('The site could not prove who you are.')).toBeVisible();
  });

  test('the reference is copied by its button', async () => {
    firstPageIs(refused('denied'));
    const { user } = openGrid();
    const write = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce();
    const button = await screen.findByRole('button', { name: 'Copy reference' });
    await user.click(button);
    expect(await screen.findByText('Copied')).toBeVisible();
    expect(write).toHaveBeenCalledWith('K7QM2XW4RT5B');
    write.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
    await user.click(button);
    expect(await screen.findByText('Copying did not work. Select the reference and copy it.')).toBeVisible();
  });

  test('a code from a newer server is shown in the server’s words', async () => {
    firstPageIs(refused('denied', { code: 'moon-phase' as never, message: 'The moon is not full.' }));
    openGrid();
    expect(await screen.findByText('The moon is not full.')).toBeVisible();
  });

  test('a busy site may be tried again', async () => {
    let calls = 0;
    server.use(onExperience(() => (calls++ === 0 ? json(refused('busy'), 503) : json(experience(grid(page([order(1)])))))));
    const { user } = openGrid();
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.getByRole('group', { name: 'Sales orders' })).toHaveFocus();
  });
});

describe('failures', () => {
  test('an error keeps what was typed, and trying again repeats the search', async () => {
    const asked: (string | undefined)[] = [];
    server.use(
      onExperience(() => json(experience(grid(pageFrom(undefined))))),
      onRecords(({ search }) => {
        asked.push(search?.text);
        return asked.length === 1 ? HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 }) : json(allowed(page([order(7)])));
      }),
    );
    const { user } = openGrid();
    await user.type(await screen.findByRole('searchbox'), 'pump{Enter}');
    await headingIs('The site is not available');
    expect(screen.getByRole('searchbox')).toHaveValue('pump');
    expect(document.body).not.toHaveTextContent('Bad gateway');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('rowheader', { name: 'SO-7' })).toBeVisible();
    expect(asked).toEqual(['pump', 'pump']);
  });

  test('no connection', async () => {
    server.use(onExperience(() => HttpResponse.error()));
    openGrid();
    await headingIs('No connection');
  });

  test('no answer in time', async () => {
    server.use(onExperience(() => new Promise<Response>(() => undefined)));
    openGrid({}, environment({ timeout: 80 }));
    await headingIs('No answer yet');
  });

  const rubbish: readonly (readonly [string, () => Response])[] = [
    ['no JSON', () => HttpResponse.text('{"ok":tru')],
    ['another JSON', () => HttpResponse.json({ value: [1, 2] })],
    ['neither result nor refusal', () => HttpResponse.json({ ok: true })],
    ['a result without rows', () => json(allowed({ ...pageFrom(undefined), rows: 'many' }))],
    ['a row that is a text', () => json(allowed({ ...pageFrom(undefined), rows: ['SO-1'] }))],
    ['an object as a value', () => json(allowed(page([{ ...order(1), values: { name: { $ne: '' } as never } }])))],
    ['a count that is none', () => json(allowed(page([], { count: { value: -1, atLeast: false } })))],
    ['an empty body', () => new HttpResponse('', { status: 200 })],
  ];
  test.each(rubbish)('rubbish: %s', async (_what, answer) => {
    server.use(
      onExperience(() => json(experience(grid(pageFrom(undefined))))),
      onRecords(answer),
    );
    const { user } = openGrid();
    await user.type(await screen.findByRole('searchbox'), 'pump{Enter}');
    await headingIs('The answer was not understood');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('a list that the site does not know', async () => {
    server.use(onExperience(() => json(experience(grid(pageFrom(undefined), { name: 'invoices' })))));
    openGrid();
    await headingIs('This part of the page is not set up');
  });
});
