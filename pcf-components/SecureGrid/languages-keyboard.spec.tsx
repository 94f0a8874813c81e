import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { openGrid } from '../test/page.ts';
import { allowed, experience, json, onExperience, onRecords, refused, server } from '../test/server.ts';

describe('in German', () => {
  test('texts, dates and numbers follow the language of the page', async () => {
    document.documentElement.lang = 'de-DE';
    const languages: unknown[] = [];
    server.use(
      onExperience(({ language }) => {
        languages.push(language);
        return json(experience(grid(page([order(1, { requestdeliveryby: '2026-12-11T23:30:00Z' })]), { title: 'Aufträge' }), 'de'));
      }),
    );
    openGrid();
    expect(await screen.findByRole('table', { name: 'Aufträge, absteigend sortiert nach Order' })).toBeVisible();
    expect(screen.getByText('1.250,00')).toBeVisible();
    expect(screen.getByText('12.12.2026, 00:30')).toBeVisible();
    expect(screen.getByRole('searchbox', { name: 'Suchen: Aufträge' })).toBeVisible();
    expect(screen.getByText('1–1 von 1')).toBeVisible();
    expect(languages).toEqual(['de-DE']);
  });

  test('a refusal is told in German', async () => {
    server.use(onExperience(() => json(refused('no-rule'), 403)));
    openGrid({ lang: 'de', 'data-support': 'Tel. 4711' });
    expect(await screen.findByRole('heading', { name: 'Das kann Ihnen nicht gezeigt werden' })).toBeVisible();
    expect(screen.getByText('Sie dürfen das nicht sehen.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Referenz kopieren' })).toBeVisible();
    expect(screen.getByText('Tel. 4711')).toBeVisible();
  });

  test('a language without a catalogue gets English texts and its own formats', async () => {
    document.documentElement.lang = 'fr-FR';
    server.use(onExperience(() => json(experience(grid(page([order(1)]))))));
    openGrid();
    expect(await screen.findByRole('searchbox', { name: 'Search: Sales orders' })).toBeVisible();
    expect(screen.getByText('4 déc. 2026')).toBeVisible();
  });
});

describe('in Arabic', () => {
  test('the list is written from right to left, with its texts, dates and plural forms', async () => {
    document.documentElement.lang = 'ar';
    server.use(
      onExperience(() => json(experience(grid(pageFrom(undefined), { title: 'طلبات البيع' }), 'ar'))),
      onRecords(({ continuation }) => json(allowed(pageFrom(continuation)))),
    );
    const { user } = openGrid();
    const table = await screen.findByRole('table', { name: 'طلبات البيع, مرتبة حسب Order تنازليًا' });
    expect(screen.getByRole('region', { name: 'طلبات البيع' })).toHaveAttribute('dir', 'rtl');
    expect(screen.getByRole('searchbox', { name: 'بحث: طلبات البيع' })).toBeVisible();
    const day = new Intl.DateTimeFormat('ar', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date('2026-12-04T00:00:00Z'));
    expect(table).toHaveTextContent(day);
    await user.click(screen.getByRole('button', { name: 'التالي' }));
    expect(await screen.findByRole('rowheader', { name: 'SO-3' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'السابق' })).toBeVisible();
  });

  test('a refusal is told in Arabic', async () => {
    server.use(onExperience(() => json(refused('no-rule'), 403)));
    openGrid({ lang: 'ar-EG' });
    expect(await screen.findByRole('heading', { name: 'لا يمكن عرض هذا لك' })).toBeVisible();
    expect(screen.getByText('لا يحق لك الاطلاع على هذا.')).toBeVisible();
  });
});

describe('by keyboard alone', () => {
  test('search, headers, rows and pages are reached in reading order; sorting and paging work by Enter and Space', async () => {
    server.use(
      onExperience(() => json(experience(grid(pageFrom(undefined))))),
      onRecords(({ continuation }) => json(allowed(pageFrom(continuation)))),
    );
    const { user } = openGrid();
    await screen.findByRole('table');
    const reached: (string | null)[] = [];
    for (let step = 0; step < 9; step++) {
      await user.tab();
      reached.push(document.activeElement?.getAttribute('type') === 'search' ? 'Search' : (document.activeElement?.textContent ?? null));
    }
    expect(reached[0]).toBe('Search');
    expect(document.activeElement).toHaveAccessibleName('Next');
    expect(reached.slice(2)).toEqual(['Order', 'Subject', 'Status', 'Delivery', 'Amount', 'Previous', 'Next']);
    await user.keyboard(' ');
    await waitFor(() => expect(screen.getByRole('rowheader', { name: 'SO-3' })).toBeVisible());
    screen.getByRole('button', { name: 'Order' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('columnheader', { name: 'Order' })).toHaveAttribute('aria-sort', 'ascending'));
    expect(screen.getByRole('button', { name: 'Order' })).toHaveFocus();
  });
});
