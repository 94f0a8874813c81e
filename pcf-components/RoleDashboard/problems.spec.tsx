import { describe, expect, jest, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { act } from '@testing-library/preact';
import { HttpResponse } from 'msw';
import { counter, dashboard, serveDashboard, tile, withDashboard } from '../test/dashboards.ts';
import { environment, openDashboard } from '../test/page.ts';
import { allowed, json, nobody, onExperience, refused, server } from '../test/server.ts';

const headingIs = (name: string) => screen.findByRole('heading', { name });
const good = () => json(withDashboard(allowed(dashboard([tile('a', counter('1'))]))));

describe('a dashboard that does not come', () => {
  test('refused: the code’s text, the reason, the reference and whom to ask; trying again would not help', async () => {
    serveDashboard(() => refused('no-rule', { reason: 'For customers.' }));
    openDashboard({ attributes: { 'data-support': 'help@example.com' } });
    await headingIs('This cannot be shown to you');
    expect(screen.getByText('You are not allowed to see this.')).toBeVisible();
    expect(screen.getByText('For customers.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'help@example.com' })).toHaveAttribute('href', 'mailto:help@example.com?subject=K7QM2XW4RT5B');
    expect(screen.queryByRole('button', { name: /Try again|Show my start/ })).toBeNull();
    expect(screen.getAllByRole('status')[0]).toHaveTextContent('This cannot be shown to you. You are not allowed to see this.');
  });

  const failures: readonly (readonly [string, string, () => Response | Promise<Response>])[] = [
    ['a fault', 'The site is not available', () => json(refused('fault'), 500)],
    ['a busy site', 'The site is not available', () => json(refused('busy'), 503)],
    ['no connection', 'No connection', () => HttpResponse.error()],
    ['rubbish', 'The answer was not understood', () => json(withDashboard(allowed({ tiles: 'many' } as never)))],
    ['a time that is none', 'The answer was not understood', () => json(withDashboard(allowed(dashboard([], { asOf: 'soon' }))))],
  ];
  test.each(failures)('%s can be tried again', async (_what, heading, answer) => {
    let calls = 0;
    server.use(onExperience(() => (calls++ === 0 ? answer() : good())));
    const { user } = openDashboard();
    await headingIs(heading);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Tile a')).toBeVisible();
    expect(calls).toBe(2);
  });

  test('no answer in time', async () => {
    server.use(onExperience(() => new Promise<Response>(() => undefined)));
    openDashboard({}, environment({ timeout: 80 }));
    await headingIs('No answer yet');
  });

  test('a site that has none of this name', async () => {
    server.use(onExperience(() => json(allowed({ ...{ person: nobody, language: 'en', hasHome: false, navigation: [], grids: [] } }))));
    openDashboard();
    await headingIs('This part of the page is not set up');
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('the session has ended, also where a visitor’s dashboard came in its place', async () => {
    server.use(onExperience(() => json(withDashboard(allowed(dashboard([tile('public', counter('1'))])), { person: nobody }))));
    openDashboard({ attributes: { 'data-signed-in': '' }, at: '/?tab=team' });
    await headingIs('You have been signed out');
    expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/SignIn?ReturnUrl=%2F%3Ftab%3Dteam');
    expect(screen.queryByText('Tile public')).toBeNull();
  });

  test('a tab that fails leaves the other tabs; the one that was wanted is tried again', async () => {
    const asked = serveDashboard((body) =>
      body.dashboard?.tab === 'team' && asked.filter(({ dashboard }) => dashboard?.tab === 'team').length === 1
        ? refused('fault')
        : allowed(dashboard([tile(body.dashboard?.tab ?? 'first', counter('1'))], { tab: body.dashboard?.tab ?? 'overview' })),
    );
    const { user } = openDashboard();
    await user.click(await screen.findByRole('tab', { name: 'My team' }));
    await headingIs('The site is not available');
    expect(screen.getByRole('tab', { name: 'My team' })).toHaveAttribute('aria-selected', 'true');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Tile team')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('tabpanel', { name: 'My team' })).toHaveFocus());
  });
});

describe('waiting', () => {
  const open = async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'performance'] });
    await act(async () => {
      openDashboard({}, environment({ loadExperience: () => new Promise(() => undefined) }));
    });
  };

  test('is busy at once, and says after three seconds that it takes long', async () => {
    await open();
    expect(screen.getByRole('region', { name: 'Loading…' })).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    await act(() => jest.advanceTimersByTimeAsync(3_100));
    expect(screen.getByRole('status')).toHaveTextContent('This is taking longer than usual.');
    jest.useRealTimers();
  });

  test('a host that never says which dashboard is told so in the page', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'performance'] });
    await act(async () => {
      openDashboard({ dashboard: null });
    });
    await act(() => jest.advanceTimersByTimeAsync(3_100));
    expect(screen.getByRole('heading', { name: 'This part of the page is not set up' })).toBeVisible();
    jest.useRealTimers();
  });

  test('what is asked for is given up when the control goes', async () => {
    const aborted = jest.fn();
    server.use(
      onExperience((_body, request) => {
        request.signal.addEventListener('abort', aborted);
        return new Promise<Response>(() => undefined);
      }),
    );
    const { control, element } = openDashboard();
    await waitFor(() => expect(element).not.toBeEmptyDOMElement());
    await new Promise((resolve) => setTimeout(resolve, 50));
    control.destroy();
    await waitFor(() => expect(aborted).toHaveBeenCalled());
    expect(element).toBeEmptyDOMElement();
  });
});
