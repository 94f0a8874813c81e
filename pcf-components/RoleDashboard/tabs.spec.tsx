import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import type { ExperienceRequest } from '../../contracts/index.ts';
import { counter, dashboard, serveDashboard, tile, withDashboard } from '../test/dashboards.ts';
import { openDashboard } from '../test/page.ts';
import { allowed, json, onExperience, refused, server } from '../test/server.ts';

const tabOf = (body: ExperienceRequest) => body.dashboard?.tab ?? 'overview';

/** Each tab has one tile, named after it. */
const serveTabs = () => serveDashboard((body) => allowed(dashboard([tile(tabOf(body), counter('1'))], { tab: tabOf(body) })));

const tab = (name: string) => screen.findByRole('tab', { name });

describe('tabs', () => {
  test('A12: only the tabs that the answer names are there, and only the selected one was asked for', async () => {
    const asked = serveTabs();
    const { user } = openDashboard();
    expect(await tab('Overview')).toHaveAttribute('aria-selected', 'true');
    expect(screen.getAllByRole('tab').map((one) => one.textContent)).toEqual(['Overview', 'My team', 'Money']);
    expect(screen.getByRole('tabpanel', { name: 'Overview' })).toContainElement(screen.getByText('Tile overview'));
    await user.click(await tab('My team'));
    expect(await screen.findByText('Tile team')).toBeVisible();
    expect(screen.queryByText('Tile overview')).toBeNull();
    expect(window.location.search).toBe('?tab=team');
    expect(asked.map(({ dashboard }) => dashboard)).toEqual([{ name: 'home' }, { name: 'home', tab: 'team' }]);
  });

  test('the tab of the address is asked for at once; back and forward lead through the tabs', async () => {
    const asked = serveTabs();
    const { user } = openDashboard({ at: '/?x=1&tab=team#here' });
    expect(await screen.findByText('Tile team')).toBeVisible();
    await user.click(await tab('Money'));
    expect(await screen.findByText('Tile money')).toBeVisible();
    expect(window.location.href).toBe('http://localhost/?x=1&tab=money#here');
    window.history.back();
    expect(await screen.findByText('Tile team')).toBeVisible();
    expect(await tab('My team')).toHaveAttribute('aria-selected', 'true');
    expect(asked.map(({ dashboard }) => dashboard?.tab)).toEqual(['team', 'money', 'team']);
  });

  test('A12: a tab of the address that the person does not have is refused, with its reference and a way to the own start', async () => {
    serveDashboard((body) =>
      body.dashboard?.tab === 'board' ? refused('not-available') : allowed(dashboard([tile('own', counter('1'))])),
    );
    const { user } = openDashboard({ at: '/?tab=board' });
    expect(await screen.findByRole('heading', { name: 'This cannot be shown to you' })).toBeVisible();
    expect(screen.getByText('K7QM2XW4RT5B')).toBeVisible();
    expect(screen.queryByRole('tab')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show my start' }));
    expect(await screen.findByText('Tile own')).toBeVisible();
    expect(window.location.search).toBe('');
    await waitFor(() => expect(screen.getByRole('tabpanel')).toHaveFocus());
  });

  test('what cannot be the name of a tab is not passed on', async () => {
    const asked = serveTabs();
    openDashboard({ at: '/?tab=%3Cb%3E' });
    await screen.findByText('Tile overview');
    expect(asked[0]?.dashboard).toEqual({ name: 'home' });
  });

  test('the old tab stays while the new one is on its way, and says that it loads; a newer choice gives up the older', async () => {
    const gates = new Map<string, () => void>();
    server.use(
      onExperience((body) => {
        const name = tabOf(body);
        const answer = json(withDashboard(allowed(dashboard([tile(name, counter('1'))], { tab: name }))));
        return name === 'overview' ? answer : new Promise((resolve) => gates.set(name, () => resolve(answer)));
      }),
    );
    const { user } = openDashboard();
    await user.click(await tab('My team'));
    expect(await tab('My team')).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByText('Tile overview')).toBeVisible();
    expect(screen.getByText('Loading…', { selector: '.portico-as-of' })).toBeVisible();
    expect(screen.getByRole('region')).toHaveAttribute('aria-busy', 'true');
    await waitFor(() => expect(gates.has('team')).toBe(true));
    await user.click(await tab('Money'));
    await waitFor(() => expect(gates.has('money')).toBe(true));
    gates.get('team')?.();
    gates.get('money')?.();
    expect(await screen.findByText('Tile money')).toBeVisible();
    expect(screen.queryByText('Tile team')).toBeNull();
    expect(screen.getByText('Money: 1 tile')).toHaveAttribute('role', 'status');
  });

  test('by keyboard: one stop, arrows move, Enter selects; in a right-to-left language the arrows turn round', async () => {
    serveTabs();
    const { user, control } = openDashboard();
    await tab('Overview');
    await user.tab();
    expect(await tab('Overview')).toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(await tab('My team')).toHaveFocus();
    expect(await tab('My team')).toHaveAttribute('aria-selected', 'false');
    await user.keyboard('{End}{ArrowRight}');
    expect(await tab('Overview')).toHaveFocus();
    await user.keyboard('{ArrowLeft}{Enter}');
    expect(await screen.findByText('Tile money')).toBeVisible();
    expect(await tab('Money')).toHaveFocus();
    await user.keyboard('{Home}');
    await user.tab();
    expect(screen.getByRole('link', { name: 'Tile money' })).toHaveFocus();
    control.destroy();
    openDashboard({ language: 'ar' });
    (await tab('Overview')).focus();
    await user.keyboard('{ArrowLeft}');
    expect(await tab('My team')).toHaveFocus();
  });

  test('a dashboard of one tab has none to choose from', async () => {
    serveDashboard(() => allowed(dashboard([tile('a', counter('1'))], { tabs: [{ name: 'overview', title: 'Overview' }] })));
    openDashboard();
    await screen.findByText('Tile a');
    expect(screen.queryByRole('tablist')).toBeNull();
    expect(screen.getByText('Home of Jane: 1 tile')).toHaveAttribute('role', 'status');
  });
});
