import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import { act, fireEvent } from '@testing-library/preact';
import { grid, page, pageFrom } from '../test/orders.ts';
import { environment, openGrid } from '../test/page.ts';
import { allowed, experience, json, onExperience, onRecords, server } from '../test/server.ts';

const headingIs = (name: string) => screen.findByRole('heading', { name });

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
    expect(screen.getByRole('heading', { name: 'This part of the page is not set up' })).toBeVisible();
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
