import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import { offer, offered } from '../test/actions.ts';
import { environment, openGrid, openRecord } from '../test/page.ts';
import { field, fields, newRecord, record, recordRow, recordServer } from '../test/records.ts';
import { allowed, refused, server } from '../test/server.ts';

const serve = (...given: Parameters<typeof recordServer>) => {
  const served = recordServer(...given);
  server.use(...served.handlers);
  return served;
};

describe('one record', () => {
  test('is asked for by one request, and shown in its sections as the answer says', async () => {
    const { asked } = serve({ experience: () => allowed(record()) });
    openRecord();
    expect(await screen.findByRole('heading', { level: 2, name: 'Pumps' })).toBeVisible();
    expect(asked).toEqual([{ page: '/order', record: { form: 'order', id: 'order-1' }, language: 'en' }]);
    expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
      'What is ordered',
      'Delivery and payment',
    ]);
    // What the person may write is an input of its kind, in the reader's format and time zone.
    expect(screen.getByRole('textbox', { name: 'Subject (required)' })).toHaveValue('Pumps');
    expect(screen.getByRole('textbox', { name: 'Subject (required)' })).toHaveAccessibleDescription('What it is about.');
    expect(screen.getByRole('textbox', { name: 'Amount' })).toHaveValue('1250.00');
    expect(screen.getByRole('textbox', { name: 'Description' }).tagName).toBe('TEXTAREA');
    expect(screen.getByRole('combobox', { name: 'Customer' })).toHaveValue('Customer X');
    expect(screen.getByRole('combobox', { name: 'Urgent' })).toHaveDisplayValue('No');
    expect(screen.getByRole('combobox', { name: 'Priority' })).toHaveDisplayValue('Normal');
    expect(screen.getByLabelText('Delivery')).toHaveValue('2026-12-04');
    expect(screen.getByLabelText('Call at')).toHaveValue('2026-11-30T14:30');
    expect(screen.getByLabelText('Call at')).toHaveAccessibleDescription(/^Time zone: Central European/);
    // What they may not is text.
    expect(screen.getByText('SO-1').closest('input')).toBeNull();
  });

  test('a masked value is shown as its mask, and explained', async () => {
    serve({ experience: () => allowed(record()) });
    openRecord();
    const label = await screen.findByText('Payment reference');
    const place = label.parentElement as HTMLElement;
    expect(within(place).queryByRole('textbox')).toBeNull();
    expect(place).toHaveTextContent('****DE89');
    expect(within(place).getByText('masked DE89')).toBeInTheDocument();
    expect(place).toHaveTextContent('You see this value masked.');
  });

  test('without anything to write there is neither an input nor a button', async () => {
    const sections = record().sections.map((section) => ({
      ...section,
      fields: section.fields.map((one) => ({ ...one, writable: false })),
    }));
    serve({ experience: () => allowed(record({ sections, canSave: false })) });
    openRecord();
    expect(await screen.findByText('$1,250.00'.slice(1))).toBeVisible();
    for (const role of ['textbox', 'combobox', 'button'] as const) expect(screen.queryByRole(role)).toBeNull();
    expect(screen.getByText('Dec 4, 2026')).toBeVisible();
    expect(screen.getByText('Customer X')).toBeVisible();
  });

  test('a field of a kind that this version does not know is shown only', async () => {
    const strange = { ...field('x', 'Strange', { kind: 'text', max: 9, lines: 1 }), check: { kind: 'colour' } as never };
    serve({
      experience: () => allowed(record({ sections: [{ name: 's', title: 'S', fields: [strange] }], row: recordRow({ x: 'teal' }) })),
    });
    openRecord();
    expect(await screen.findByText('teal')).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('the `id` of the page’s query names it, where the host does not; without one it is a new record', async () => {
    const { asked } = serve({ experience: ({ record: wish }) => allowed(wish?.id ? record() : newRecord({ prioritycode: 1 })) });
    window.history.replaceState(null, '', '/order?id=%7BORDER-1%7D');
    const { control } = openRecord({ record: null });
    await screen.findByRole('heading', { name: 'Pumps' });
    window.history.replaceState(null, '', '/order');
    control.update({ form: 'order', record: '', page: '/order' });
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
    expect(screen.getByRole('combobox', { name: 'Priority' })).toHaveDisplayValue('Normal');
    expect(asked.map((body) => body.record)).toEqual([{ form: 'order', id: 'order-1' }, { form: 'order' }]);
  });

  test('goes out together with the lists of the page', async () => {
    const { asked } = serve({ experience: () => allowed(record()) });
    const env = environment();
    window.history.replaceState(null, '', '/order');
    openGrid({}, env, 'invoices');
    openRecord({ page: '/orders' }, env);
    await screen.findByRole('heading', { name: 'Pumps' });
    expect(asked).toEqual([{ page: '/orders', grids: ['invoices'], record: { form: 'order', id: 'order-1' }, language: 'en' }]);
  });

  test('its actions come with it, without a second request', async () => {
    const actions = offered({ 'order-1': [offer('submit')] });
    serve({ experience: () => allowed(record({ actions })) });
    openRecord();
    expect(await screen.findByRole('button', { name: 'Submit' })).toBeVisible();
  });

  test('comments: newest first, by whom and when, as text', async () => {
    const rows = [
      { author: 'Jane Doe', mine: true, occurredOn: '2026-11-30T13:30:00Z', text: 'Second' },
      { author: null, mine: false, occurredOn: '2026-11-29T13:30:00Z', text: '<b>First</b>' },
      { author: 'Ruth Roe', mine: false, occurredOn: '2026-11-28T13:30:00Z', text: 'Third' },
    ];
    serve({ experience: () => allowed(record({ comments: { rows, more: true } })) });
    openRecord();
    const list = within(await screen.findByRole('region', { name: 'Comments' }));
    expect(list.getAllByRole('listitem').map((item) => item.textContent?.replace(/[\u202f\u00a0]/g, ' '))).toEqual([
      'You Nov 30, 2026, 2:30 PMSecond',
      'Somebody Nov 29, 2026, 2:30 PM<b>First</b>',
      'Ruth Roe Nov 28, 2026, 2:30 PMThird',
    ]);
    expect(list.getByText('Older comments are not shown.')).toBeVisible();
  });

  test('none yet', async () => {
    serve({ experience: () => allowed(record({ comments: { rows: [], more: false } })) });
    openRecord();
    expect(await screen.findByText('No comments yet.')).toBeVisible();
  });

  test('A30: a refused record says why, and gives the reference', async () => {
    serve({ experience: () => refused('not-available') });
    openRecord();
    expect(await screen.findByRole('heading', { name: 'This cannot be shown to you' })).toBeVisible();
    expect(screen.getByText('K7QM2XW4RT5B')).toBeVisible();
    expect(screen.queryByRole('form')).toBeNull();
  });

  test('a site that has no such form says so', async () => {
    const { asked } = serve({ experience: () => allowed(record()) });
    openRecord({ form: null }, { slowAfter: 20 });
    expect(await screen.findByRole('heading', { name: 'This part of the page is not set up' })).toBeVisible();
    expect(asked).toEqual([]);
  });

  test('in German and in Arabic, each in its direction', async () => {
    serve({ experience: () => allowed(record({ sections: [{ name: 's', title: 'S', fields: [fields.amount] }] })) });
    const { control, element } = openRecord({ language: 'de' });
    expect(await screen.findByRole('textbox', { name: 'Amount' })).toHaveValue('1250,00');
    expect(screen.getByRole('button', { name: 'Speichern' })).toBeVisible();
    control.update({ form: 'order', record: 'order-1', page: '/order', language: 'ar' });
    await screen.findByRole('button', { name: 'حفظ' });
    await waitFor(() => expect(element.querySelector('.portico-record')).toHaveAttribute('dir', 'rtl'));
  });
});
