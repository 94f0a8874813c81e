import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { screen, within } from '@testing-library/dom';
import { act } from '@testing-library/preact';
import type { Answer, SlaContent } from '../../contracts/index.ts';
import type { LoadExperience } from '../shared/experience-loader.ts';
import { readExperience } from '../shared/read-experience.ts';
import { textsFor } from '../shared/texts/index.ts';
import { dashboard, sla, tile, withDashboard } from '../test/dashboards.ts';
import { environment, openDashboard } from '../test/page.ts';
import { allowed } from '../test/server.ts';
import { durationText, slaAt, slaSentence } from './sla-clock.ts';

const asOf = '2026-11-22T08:00:00Z';
const after = (seconds: number) => new Date(Date.parse(asOf) + seconds * 1_000).toISOString().replace('.000Z', 'Z');
const row = (id: string, seconds: number | null, state: SlaContent['rows'][number]['state'] = 'running') => ({
  id,
  title: `Case ${id}`,
  due: seconds === null ? null : after(seconds),
  state,
});

beforeEach(() => {
  // The browser's clock is years ahead; it must not matter.
  jest.useFakeTimers({ now: Date.parse('2031-01-01T00:00:00Z'), doNotFake: ['queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

const open = async (rows: SlaContent['rows'], more: { readonly language?: string } = {}) => {
  let asked = 0;
  const answer: Answer<unknown> = withDashboard(allowed(dashboard([tile('s', sla(rows))], { asOf })));
  const loadExperience: LoadExperience = async () => {
    asked++;
    return { kind: 'result', result: readExperience((answer as { result: unknown }).result) };
  };
  await act(async () => {
    openDashboard(more, environment({ loadExperience }));
  });
  await act(() => jest.advanceTimersByTimeAsync(0));
  return { asked: () => asked };
};
const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1_000));

const item = (title: string) => {
  const found = screen.getByText(title).closest('li');
  if (!found) throw new Error(`no row ${title}`);
  return found;
};
const spoken = () => within(screen.getByRole('article')).getByRole('status').textContent;

describe('a countdown', () => {
  test('A16: begins at the server’s time, turns to warning and breach by text, icon and colour, and a screen reader is told just then', async () => {
    await open([row('one', 3_602), row('two', 90_000)]);
    const one = item('Case one');
    const icon = () => one.querySelector('path')?.getAttribute('d');
    expect(one).toHaveAttribute('data-state', 'running');
    expect(within(one).getByText('In time')).toBeVisible();
    expect(within(one).getByText('1:00:02 left')).toHaveAttribute('aria-hidden', 'true');
    expect(within(one).getByText('1 hour left')).toBeInTheDocument();
    const [calm] = [icon()];
    await pass(1);
    expect(within(one).getByText('1:00:01 left')).toBeVisible();
    expect(spoken()).toBe('');

    await pass(2);
    expect(one).toHaveAttribute('data-state', 'warning');
    expect(within(one).getByText('Due soon')).toBeVisible();
    expect(spoken()).toBe('Case one: Due soon, 59 minutes left');
    expect(icon()).not.toBe(calm);
    const warning = icon();

    await pass(1_800);
    expect(spoken()).toBe('Case one: Due soon, 59 minutes left');
    expect(within(one).getByText('0:29:59 left')).toBeVisible();

    await pass(1_800);
    expect(one).toHaveAttribute('data-state', 'breached');
    expect(within(one).getByText('Overdue')).toBeVisible();
    expect(within(one).getByText('0:00:01 overdue')).toBeVisible();
    expect(within(one).getByText('1 second overdue')).toBeInTheDocument();
    expect(spoken()).toBe('Case one: Overdue');
    expect(icon()).not.toBe(warning);
    expect(item('Case two')).toHaveAttribute('data-state', 'running');
  });

  test('A16: what is paused, met or not known has no running time; a deadline that may not be read is not known', async () => {
    await open([row('paused', 100, 'paused'), row('met', -100, 'met'), row('secret', null), row('unclear', 50, null)]);
    expect(['paused', 'met', 'secret', 'unclear'].map((id) => item(`Case ${id}`).getAttribute('data-state'))).toEqual([
      'paused',
      'met',
      'unknown',
      'unknown',
    ]);
    expect(within(item('Case met')).getByText('Due Nov 22, 2026, 8:58 AM')).toBeVisible();
    await pass(200);
    expect(item('Case paused')).toHaveAttribute('data-state', 'paused');
    expect(screen.queryByText(/ left| overdue/)).toBeNull();
    expect(spoken()).toBe('');
    expect(screen.getByRole('link', { name: 'Case met' })).toHaveAttribute('href', '/case?id=met');
  });

  test('who wants less motion sees whole minutes in words', async () => {
    const matchMedia = jest.fn(() => ({ matches: true }));
    Object.defineProperty(window, 'matchMedia', { value: matchMedia, configurable: true });
    await open([row('one', 7_500)]);
    expect(within(item('Case one')).getByText('2 hours 5 minutes left')).toBeVisible();
    expect(screen.queryByText(/2:05/)).toBeNull();
    Reflect.deleteProperty(window, 'matchMedia');
  });

  test('a computer that slept asks again', async () => {
    const { asked } = await open([row('one', 7_500)]);
    expect(asked()).toBe(1);
    jest.setSystemTime(Date.now() + 3_600_000);
    await pass(2);
    expect(asked()).toBe(2);
  });

  test('in Arabic', async () => {
    await open([row('one', 2 * 86_400 + 3 * 3_600)], { language: 'ar' });
    const shown = new Intl.NumberFormat('ar').format(3);
    expect(within(item('Case one')).getByText(`المتبقي: يومان و${shown} ساعات`)).toBeVisible();
  });
});

test.each([
  [7_500, 'running', '2 hours 5 minutes left'],
  [3_600, 'running', '1 hour left'],
  [3_599, 'warning', '59 minutes left'],
  [59, 'warning', '59 seconds left'],
  [0, 'breached', '0 seconds overdue'],
  [-86_400 * 3, 'breached', '3 days overdue'],
])('%d seconds before the deadline it is %s: %s', (seconds, state, sentence) => {
  const reading = slaAt(row('x', seconds), 3_600, Date.parse(asOf));
  expect([reading.state, slaSentence(textsFor('en'), reading)]).toEqual([state, sentence]);
  expect(durationText(textsFor('de'), 90)).toBe('1 Minute');
});
