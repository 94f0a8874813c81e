import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/dom';
import { HttpResponse } from 'msw';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { openGrid } from '../test/page.ts';
import { allowed, experience, json, nobody, onExperience, onRecords, onToken, refused, server, tokenPage } from '../test/server.ts';

const headingIs = (name: string) => screen.findByRole('heading', { name });

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

  test('a page that was made for somebody says so, and learns that nobody is there any more', async () => {
    const said: unknown[] = [];
    server.use(
      onExperience(() => json(experience(grid(pageFrom(undefined))))),
      onRecords(({ signedIn }) => {
        said.push(signedIn);
        return json(refused('session-expired'), 401);
      }),
    );
    const { user } = openGrid({ 'data-signed-in': '' });
    await user.type(await screen.findByRole('searchbox'), 'pump{Enter}');
    await headingIs('You have been signed out');
    expect(said).toEqual([true]);
    expect(screen.getByRole('searchbox')).toHaveValue('pump');
  });

  test('had ended before the first answer: a visitor’s empty list is not taken for the person’s', async () => {
    const answer = { person: nobody, language: 'en', hasHome: false, navigation: [], grids: [grid(page([]))] };
    server.use(onExperience(() => json(allowed(answer))));
    openGrid({ 'data-signed-in': '' });
    await headingIs('You have been signed out');
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
