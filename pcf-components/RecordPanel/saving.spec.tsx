import { describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { actedEvent } from '../../contracts/index.ts';
import { openRecord } from '../test/page.ts';
import { newRecord, record, recordRow, recordServer, type SaveBody, saved } from '../test/records.ts';
import { allowed, refused, server } from '../test/server.ts';

const serve = (...given: Parameters<typeof recordServer>) => {
  const served = recordServer(...given);
  server.use(...served.handlers);
  return served;
};
const box = (name: string) => screen.findByRole('textbox', { name });
const press = (name: string) => screen.getByRole('button', { name });
const values = ({ values: sent }: SaveBody) => Object.fromEntries(sent.map(({ column, value }) => [column, value]));
const told = () => screen.getAllByRole('status').map((status) => status.textContent);

describe('saving', () => {
  test('sends what was changed alone, with version and key, as plain values; the row is up to date and told', async () => {
    let version = '7';
    let row = recordRow();
    const { asked, bodies } = serve({
      experience: () => allowed(record({ version, row })),
      save: () => {
        version = '8';
        row = recordRow({ name: 'Valves', totalamount: '2000.50' });
        return saved(version, row);
      },
    });
    const events: unknown[] = [];
    const hear = (event: Event) => events.push((event as CustomEvent).detail);
    document.addEventListener(actedEvent, hear);
    const { user } = openRecord();
    const name = await box('Subject (required)');
    await user.clear(name);
    await user.type(name, 'Valves');
    await user.clear(await box('Amount'));
    await user.type(await box('Amount'), '2,000.50');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Priority' }), 'High');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Urgent' }), 'Yes');
    await user.click(press('Save'));
    await screen.findByText('Saved.', { selector: 'span' });
    expect(bodies).toHaveLength(1);
    const [body] = bodies as [SaveBody];
    expect({ ...body, key: '', values: values(body) }).toEqual({
      operation: 'save',
      table: 'salesorder',
      id: 'order-1',
      version: '7',
      key: '',
      values: { name: 'Valves', totalamount: '2000.5', prioritycode: 2, urgent: true },
    });
    expect(body.key.length).toBeGreaterThanOrEqual(16);
    expect(told()).toContain('Saved.');
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(events).toEqual([{ table: 'salesorder', ids: ['order-1'] }]);
    document.removeEventListener(actedEvent, hear);
    // The next save is on the new version.
    await user.type(await box('Description'), 'x');
    await user.click(press('Save'));
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect([bodies[1]?.version, values(bodies[1] as SaveBody)]).toEqual(['8', { description: 'x' }]);
    expect(bodies[1]?.key).not.toBe(body.key);
  });

  test('a double click, and one while it is sent, is one save', async () => {
    let release = () => undefined as undefined;
    const { bodies } = serve({
      experience: () => allowed(record()),
      save: async () => {
        await new Promise<void>((resolve) => {
          release = () => void resolve() as undefined;
        });
        return saved('8');
      },
    });
    const { user } = openRecord();
    await user.type(await box('Description'), 'x');
    await user.dblClick(press('Save'));
    await user.click(press('Saving…'));
    await waitFor(() => expect(bodies).toHaveLength(1));
    release();
    await screen.findByText('Saved.', { selector: 'span' });
    expect(bodies).toHaveLength(1);
  });

  test('without a change there is nothing to save, and that is said', async () => {
    const { bodies } = serve({ experience: () => allowed(record()) });
    const { user } = openRecord();
    await user.type(await box('Description'), 'x{Backspace}');
    await user.click(press('Save'));
    expect(await screen.findByText('There is nothing to save yet.', { selector: 'span' })).toBeVisible();
    expect(bodies).toEqual([]);
  });

  test('a moment is sent in UTC, a day as the day that it is, an emptied field as nothing', async () => {
    const { bodies } = serve({ experience: () => allowed(record()), save: () => saved('8') });
    const { user } = openRecord();
    const call = await screen.findByLabelText('Call at');
    await user.clear(call);
    await user.type(call, '2026-07-01T09:15');
    await user.clear(screen.getByLabelText('Delivery'));
    await user.type(screen.getByLabelText('Delivery'), '2027-01-02');
    await user.clear(await box('Pieces'));
    await user.click(press('Save'));
    await waitFor(() => expect(bodies).toHaveLength(1));
    expect(values(bodies[0] as SaveBody)).toEqual({ callat: '2026-07-01T07:15:00Z', requestdeliveryby: '2027-01-02', pieces: null });
  });

  test('what the person may write and never read is sent only where something was typed', async () => {
    const secret = record().sections.map((section) => ({
      ...section,
      fields: section.fields.map((one) => (one.name === 'paymentreference' ? { ...one, writable: true } : one)),
    }));
    const { bodies } = serve({ experience: () => allowed(record({ sections: secret })), save: () => saved('8') });
    const { user } = openRecord();
    const payment = await box('Payment reference');
    expect(payment).toHaveValue('');
    expect(payment).toHaveAccessibleDescription(/masked DE89.* What you type replaces it; leave the box empty to keep it/);
    await user.type(await box('Description'), 'x');
    await user.click(press('Save'));
    await waitFor(() => expect(bodies).toHaveLength(1));
    expect(values(bodies[0] as SaveBody)).toEqual({ description: 'x' });
    await user.type(await box('Payment reference'), 'DE00 1');
    expect(JSON.stringify(window.sessionStorage)).not.toContain('DE00');
    await user.click(press('Save'));
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(values(bodies[1] as SaveBody)).toEqual({ paymentreference: 'DE00 1' });
  });

  test('discarding can be taken back', async () => {
    serve({ experience: () => allowed(record()) });
    const { user } = openRecord();
    await user.type(await box('Description'), 'long story');
    await user.click(press('Discard changes'));
    expect(await box('Description')).toHaveValue('');
    await user.click(press('Undo'));
    expect(await box('Description')).toHaveValue('long story');
  });
});

describe('creating', () => {
  test('sends what was filled in and leads to the page of the new record', async () => {
    const { bodies } = serve({
      experience: () => allowed(newRecord({ prioritycode: 1 })),
      save: () => saved('1', { ...recordRow(), id: 'order-9' }),
    });
    const { user, went } = openRecord({ record: null });
    await user.type(await box('Subject (required)'), 'New pumps');
    await user.click(press('Create'));
    await waitFor(() => expect(went).toEqual(['/order?id=order-9']));
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toEqual({
      operation: 'save',
      table: 'salesorder',
      key: bodies[0]?.key,
      values: [{ column: 'name', value: 'New pumps' }],
    });
    expect(window.sessionStorage).toHaveLength(0);
    // A second press does nothing more.
    await user.click(press('Create'));
    expect(bodies).toHaveLength(1);
  });

  test('brought back by the browser as it was, the page offers a new record and not the same once more', async () => {
    const { asked } = serve({
      experience: () => allowed(newRecord()),
      save: () => saved('1', { ...recordRow(), id: 'order-9' }),
    });
    const { user, went } = openRecord({ record: null });
    await user.type(await box('Subject (required)'), 'New pumps');
    await user.click(press('Create'));
    await waitFor(() => expect(went).toHaveLength(1));
    const back = new Event('pageshow') as Event & { persisted?: boolean };
    Object.defineProperty(back, 'persisted', { value: true });
    window.dispatchEvent(back);
    await waitFor(() => expect(asked).toHaveLength(2));
    await waitFor(async () => expect(await box('Subject (required)')).toHaveValue(''));
  });

  test('who may not see what they created is told so, and is led nowhere', async () => {
    serve({
      experience: () => allowed(newRecord()),
      save: () => allowed({ table: 'salesorder', id: 'order-9', version: '1', repeated: false }),
    });
    const { user, went } = openRecord({ record: null });
    await user.type(await box('Subject (required)'), 'New pumps');
    await user.click(press('Create'));
    expect(await screen.findByText('Created. You may not see the new record.', { selector: 'span' })).toBeVisible();
    expect(went).toEqual([]);
  });

  test('a save after which the record is out of sight ends calmly', async () => {
    serve({
      experience: () => allowed(record()),
      save: () => allowed({ table: 'salesorder', id: 'order-1', version: '8', repeated: false }),
    });
    const { user } = openRecord();
    await user.type(await box('Description'), 'x');
    await user.click(press('Save'));
    expect(await screen.findByRole('heading', { name: 'No longer available' })).toBeVisible();
    expect(screen.getByText('Saved. After this change the record is not shown to you any more.', { selector: 'p' })).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('mistakes', () => {
  test('are told when a field is left, and listed with links when saving; nothing is sent', async () => {
    const { bodies } = serve({ experience: () => allowed(record()) });
    const { user } = openRecord();
    await user.clear(await box('Subject (required)'));
    await user.clear(await box('Amount'));
    await user.type(await box('Amount'), '12.345');
    await user.tab();
    expect(await box('Amount')).toBeInvalid();
    expect(await box('Amount')).toHaveAccessibleDescription('Amount: at most 2 digits after the decimal separator.');
    await user.clear(await box('Pieces'));
    await user.type(await box('Pieces'), '5.5');
    await user.click(press('Save'));
    const links = await screen.findAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual([
      'Fill in: Subject.',
      'Amount: at most 2 digits after the decimal separator.',
      'Pieces is not a whole number. Write it like 1250.',
    ]);
    expect(document.activeElement).toHaveTextContent(/^Not saved yet. Check these fields:/);
    await user.click(links[2] as HTMLElement);
    expect(await box('Pieces')).toHaveFocus();
    expect(bodies).toEqual([]);
    // What is corrected leaves the list at once.
    await user.clear(await box('Pieces'));
    await user.type(await box('Pieces'), '6');
    expect(screen.getAllByRole('link')).toHaveLength(2);
  });

  test.each([
    ['Subject (required)', 'x'.repeat(21), 'At most 20 characters; these are 21.'],
    ['Amount', '1.2.3', 'Amount is not a number. Write it like 1250.50.'],
    ['Amount', '1000001', 'Amount: between 0 and 1,000,000.'],
    ['Amount', '-1', 'Amount: between 0 and 1,000,000.'],
    ['Pieces', '0', 'Pieces: between 1 and 500.'],
    ['Pieces', 'many', 'Pieces is not a whole number. Write it like 1250.'],
  ])('%s: %s', async (name, typed, mistake) => {
    serve({ experience: () => allowed(record()) });
    const { user } = openRecord();
    const one = await box(name);
    await user.clear(one);
    await user.click(one);
    await user.paste(typed);
    await user.tab();
    expect(one).toBeInvalid();
    expect(one).toHaveAccessibleDescription(expect.stringContaining(mistake));
  });

  test('a required choice, moment or lookup that is missing', async () => {
    const sections = newRecord().sections.map((section) => ({
      ...section,
      fields: section.fields.map((one) => ({ ...one, required: true })),
    }));
    serve({ experience: () => allowed({ ...newRecord(), sections }) });
    const { user } = openRecord({ record: null });
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect((await screen.findAllByRole('link')).map((link) => link.textContent)).toEqual([
      'Fill in: Subject.',
      'Choose: Customer.',
      'Fill in: Amount.',
      'Choose: Priority.',
      'Fill in: Call at.',
      'Fill in: Description.',
    ]);
  });

  test.each([
    ['value-invalid', 'Correct it and save again', 'This value does not fit.'],
    ['input-missing', 'Fill it in and save again', 'Fill this in.'],
    ['column-forbidden', 'Put it back, then save again', 'You may not change this.'],
    ['masked-value-returned', 'Type the whole new value', 'Type the whole new value, or leave the box empty.'],
    ['security-bearing-column', 'Put it back, then save again', 'This decides about access and cannot be changed here.'],
  ] as const)('a refusal of the server (%s) stands at its field, with what to do and the reference', async (code, todo, mistake) => {
    const { bodies } = serve({ experience: () => allowed(record()), save: () => refused(code, { columns: ['description'] }) });
    const { user } = openRecord();
    await user.type(await box('Description'), 'typed');
    await user.click(press('Save'));
    expect(await screen.findByRole('heading', { name: 'Not saved' })).toBeVisible();
    expect(document.activeElement).toHaveTextContent(todo);
    expect(document.activeElement).toHaveTextContent('K7QM2XW4RT5B');
    expect(await box('Description')).toHaveAccessibleDescription(mistake);
    expect(await box('Description')).toHaveValue('typed');
    await user.click(screen.getByRole('link', { name: `Description: ${mistake}` }));
    expect(await box('Description')).toHaveFocus();
    await user.keyboard('!');
    expect(await box('Description')).toBeValid();
    // Another try is another click.
    await user.click(press('Save'));
    await waitFor(() => expect(bodies).toHaveLength(2));
    expect(bodies[1]?.key).not.toBe(bodies[0]?.key);
  });

  test('B17: a permission that went away while the form was open: nothing is saved, and what was typed can be taken along', async () => {
    let permitted = true;
    const { bodies } = serve({
      experience: () => (permitted ? allowed(record()) : refused('not-available')),
      save: () => {
        permitted = false;
        return refused('not-available');
      },
    });
    const { user } = openRecord();
    await user.type(await box('Description'), 'my long story');
    await user.click(press('Save'));
    expect(await screen.findByRole('heading', { name: 'No longer available' })).toBeVisible();
    expect(screen.getByText('You typed:', { exact: false })).toHaveTextContent('Description. You typed: my long story');
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(bodies).toHaveLength(1);
  });

  test('a change that would take the record out of the person’s reach says so, with the rule’s reason', async () => {
    serve({
      experience: () => allowed(record()),
      save: () => refused('would-leave-access', { reason: 'Orders stay with their customer.' }),
    });
    const { user } = openRecord();
    await user.type(await box('Description'), 'x');
    await user.click(press('Save'));
    expect(await screen.findByText(/Undo the change that takes it out of your reach\. Orders stay with their customer\.$/)).toBeVisible();
  });

  test('a row that may not be linked to is named at the lookup that leads to it', async () => {
    serve({
      experience: () => allowed(record()),
      query: () =>
        allowed({
          table: 'account',
          columns: [{ name: 'name', type: 'text' }],
          rows: [{ id: 'y', values: { name: 'Customer Y' }, labels: {}, masked: [] }],
          more: false,
          continuation: null,
          count: null,
        }),
      save: () => refused('append-to-missing', { missing: { privilege: 'appendto', table: 'account', id: 'y' } }),
    });
    const { user } = openRecord();
    const customer = await screen.findByRole('combobox', { name: 'Customer' });
    await user.clear(customer);
    await user.type(customer, 'Cust');
    await user.click(await screen.findByRole('option', { name: 'Customer Y' }));
    await user.click(press('Save'));
    await screen.findByRole('heading', { name: 'Not saved' });
    expect(customer).toHaveAccessibleDescription(/You may not link to this row\. Choose another one\./);
  });
});
