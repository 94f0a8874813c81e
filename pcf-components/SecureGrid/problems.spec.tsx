import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import { act, fireEvent } from '@testing-library/preact';
import { HttpResponse } from 'msw';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { environment, openGrid } from '../test/page.ts';
import { allowed, experience, json, onExperience, onRecords, onToken, refused, server, tokenPage } from '../test/server.ts';

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
    await headingIs('This list is not set up');
  });
});

describe('the session', () => {
  const endings: readonly (readonly [string, () => Response])[] = [
    ['401', () => new HttpResponse(null, { status: 401 })],
    ['a sign-in page in place of the answer', () => HttpResponse.html('<form action="/SignIn"></form>')],
    ['a refusal', () => json(refused('session-expired'), 401)],
  ];
  test.each(endings)('has ended (%s): a link leads to sign-in and back', async (_how, answer) => {
    server.use(
      onExperience(() => json(experience(grid(pageFrom(undefined))))),
      onRecords(answer),
    );
    const { user } = openGrid();
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await headingIs('You have been signed out');
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/SignIn?ReturnUrl=%2Forders%3Ftab%3Dopen');
    expect(screen.queryByText('SO-5')).toBeNull();
  });

  test('a token that is turned away is fetched anew, once', async () => {
    const tokens: (string | null)[] = [];
    let handedOut = 0;
    server.use(
      onToken(() => HttpResponse.html(tokenPage(`token-${++handedOut}`))),
      onExperience((_body, request) => {
        const token = request.headers.get('__RequestVerificationToken');
        tokens.push(token);
        return token === 'token-1' ? new HttpResponse('forged', { status: 403 }) : json(experience(grid(page([order(1)]))));
      }),
    );
    openGrid();
    expect(await screen.findByRole('table')).toBeVisible();
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  test('a request that stays turned away is told, not repeated without end', async () => {
    let calls = 0;
    server.use(
      onExperience(() => {
        calls++;
        return new HttpResponse('no', { status: 403 });
      }),
    );
    openGrid();
    await headingIs('The request was not accepted');
    expect(calls).toBe(2);
  });

  test('no token at all', async () => {
    server.use(onToken(() => HttpResponse.html('<p>hello</p>')));
    openGrid();
    await headingIs('The answer was not understood');
  });
});

describe('waiting', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'performance'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is busy at once, and says after three seconds that it takes long', async () => {
    const call = jest.fn(() => new Promise<never>(() => undefined));
    openGrid({}, environment({ client: { call }, loadExperience: () => new Promise(() => undefined) }));
    const region = screen.getByRole('region', { name: 'Loading…' });
    expect(region).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    await act(() => jest.advanceTimersByTime(2_900));
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    await act(() => jest.advanceTimersByTime(200));
    expect(screen.getByRole('status')).toHaveTextContent('This is taking longer than usual.');
    expect(within(region).getByText('This is taking longer than usual. Still working…', { selector: 'bdi' })).toBeVisible();
  });

  test('a host that never says which list is told so in the page', async () => {
    openGrid({}, environment(), null);
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    await act(() => jest.advanceTimersByTime(3_100));
    expect(screen.getByRole('heading', { name: 'This list is not set up' })).toBeVisible();
  });
});

test('while a newer page is on its way the old rows stay, marked busy', async () => {
  const gate: { open?: () => void } = {};
  server.use(
    onExperience(() => json(experience(grid(pageFrom(undefined))))),
    onRecords(({ continuation }) => new Promise((resolve) => (gate.open = () => resolve(json(allowed(pageFrom(continuation))))))),
  );
  openGrid();
  fireEvent.click(await screen.findByRole('button', { name: 'Next' }));
  await waitFor(() => expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true'));
  expect(screen.getByRole('rowheader', { name: 'SO-5' })).toBeVisible();
  await waitFor(() => expect(gate.open).toBeDefined());
  gate.open?.();
  expect(await screen.findByRole('rowheader', { name: 'SO-3' })).toBeVisible();
  expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'false');
});

test('an empty list says that there is nothing yet', async () => {
  server.use(onExperience(() => json(experience(grid(page([]))))));
  openGrid();
  await headingIs('Nothing here yet');
  expect(screen.getByRole('status')).toHaveTextContent('Sales orders: none');
});
