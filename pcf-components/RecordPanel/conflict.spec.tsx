import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/dom';
import type { RecordRow } from '../../contracts/index.ts';
import { openRecord } from '../test/page.ts';
import { record, recordRow, recordServer, type SaveBody, saved } from '../test/records.ts';
import { allowed, refused, server } from '../test/server.ts';

const box = (name: string) => screen.findByRole('textbox', { name });
const press = (name: string) => screen.getByRole('button', { name });
const values = (body: SaveBody | undefined) => Object.fromEntries(body?.values.map(({ column, value }) => [column, value]) ?? []);

/** A record that takes a save only on its own version; somebody else can change it behind the page's back. */
const serve = (more: { readonly offline?: () => boolean; readonly closes?: readonly string[] } = {}) => {
  const state = { version: 7, row: recordRow() };
  const change = (next: RecordRow['values'], labels: RecordRow['labels'] = {}) => {
    state.version++;
    state.row = recordRow({ ...state.row.values, ...next }, { ...state.row.labels, ...labels });
  };
  const sections = () =>
    record().sections.map((section) => ({
      ...section,
      fields: section.fields.map((one) => (state.version > 7 && more.closes?.includes(one.name) ? { ...one, writable: false } : one)),
    }));
  const served = recordServer({
    experience: () =>
      more.offline?.() ? Response.error() : allowed(record({ version: String(state.version), row: state.row, sections: sections() })),
    save: ({ version, values: sent }) => {
      const current = { id: 'order-1', version: String(state.version), row: state.row };
      if (version !== current.version) return refused('version-conflict', { current });
      change(Object.fromEntries(sent.map(({ column, value }) => [column, value])));
      return saved(String(state.version), state.row);
    },
  });
  server.use(...served.handlers);
  return { ...served, change, state };
};

describe('somebody else changed the record', () => {
  test('both values stand beside each other; the person chooses for each, and saves on the new version', async () => {
    const { bodies, change, state } = serve();
    const { user } = openRecord();
    await user.type(await box('Description'), 'mine');
    await user.clear(await box('Pieces'));
    await user.type(await box('Pieces'), '9');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Urgent' }), 'Yes');
    change({ description: 'theirs', pieces: '7', prioritycode: 2 }, { prioritycode: 'High' });
    await user.click(press('Save'));
    expect(await screen.findByRole('heading', { name: 'Somebody else has changed this record' })).toBeVisible();
    expect(document.activeElement).toHaveTextContent(/^Somebody else has changed this record/);
    const of = (name: string) => within(screen.getByRole('group', { name }));
    expect(
      of('Description')
        .getAllByRole('radio')
        .map((radio) => radio.closest('label')?.textContent),
    ).toEqual(['Keep mine: mine', 'Take theirs: theirs']);
    // What they alone changed is told; what the person alone changed needs no word.
    expect(screen.getByText('Priority:').parentElement).toHaveTextContent('Priority: Normal → High');
    expect(screen.queryByRole('group', { name: 'Urgent' })).toBeNull();
    // Not before they have chosen.
    await user.click(press('Save with these choices'));
    expect(await screen.findByText('Choose for each field what is to hold.')).toBeVisible();
    expect(bodies).toHaveLength(1);
    await user.click(of('Description').getByRole('radio', { name: 'Keep mine: mine' }));
    await user.click(of('Pieces').getByRole('radio', { name: 'Take theirs: 7' }));
    expect(await box('Pieces')).toHaveValue('7');
    await user.click(press('Save with these choices'));
    await screen.findByText('Saved.', { selector: 'span' });
    expect([bodies[1]?.version, values(bodies[1])]).toEqual(['8', { description: 'mine', urgent: true }]);
    expect(bodies[1]?.key).not.toBe(bodies[0]?.key);
    expect(state.row.values).toMatchObject({ description: 'mine', pieces: '7', prioritycode: 2, urgent: true });
  });

  test('in other fields: the input stays, what changed is told, and a second press saves', async () => {
    const { bodies, change, state } = serve();
    const { user } = openRecord();
    await user.type(await box('Description'), 'mine');
    change({ name: 'Valves' });
    await user.click(press('Save'));
    expect(await screen.findByText(/^You changed other fields\./)).toBeVisible();
    expect(screen.getByText('Subject:').parentElement).toHaveTextContent('Subject: Pumps → Valves');
    expect(await box('Subject (required)')).toHaveValue('Valves');
    await user.click(press('Save'));
    await screen.findByText('Saved.', { selector: 'span' });
    expect(bodies[1]?.version).toBe('8');
    expect(state.row.values).toMatchObject({ name: 'Valves', description: 'mine' });
  });

  test('to just what the person typed: nothing is left to save', async () => {
    const { bodies, change } = serve();
    const { user } = openRecord();
    await user.type(await box('Description'), 'same');
    change({ description: 'same' });
    await user.click(press('Save'));
    expect(await screen.findByText('Nothing is left to save: the record says already what you typed.', { selector: 'span' })).toBeVisible();
    expect(bodies).toHaveLength(1);
    expect(window.sessionStorage).toHaveLength(0);
  });

  test('twice in a row: the second conflict is shown as the first', async () => {
    const { bodies, change } = serve();
    const { user } = openRecord();
    await user.type(await box('Description'), 'mine');
    change({ description: 'theirs' });
    await user.click(press('Save'));
    await user.click(await screen.findByRole('radio', { name: 'Keep mine: mine' }));
    change({ description: 'theirs again' });
    await user.click(press('Save with these choices'));
    await user.click(await screen.findByRole('radio', { name: 'Keep mine: mine' }));
    expect(screen.getByRole('radio', { name: 'Take theirs: theirs again' })).not.toBeChecked();
    await user.click(press('Save with these choices'));
    await screen.findByText('Saved.', { selector: 'span' });
    expect(bodies.map(({ version }) => version)).toEqual(['7', '8', '9']);
  });

  test('typing in the field in question is choosing one’s own value', async () => {
    const { bodies, change } = serve();
    const { user } = openRecord();
    await user.type(await box('Description'), 'mine');
    change({ description: 'theirs' });
    await user.click(press('Save'));
    await screen.findByRole('radio', { name: 'Keep mine: mine' });
    await user.type(await box('Description'), ' and theirs');
    expect(screen.getByRole('radio', { name: 'Keep mine: mine and theirs' })).toBeChecked();
    await user.click(press('Save'));
    await screen.findByText('Saved.', { selector: 'span' });
    expect(values(bodies[1])).toEqual({ description: 'mine and theirs' });
  });

  test('so that a field can no longer be changed: what was typed is shown to be taken along', async () => {
    const { change } = serve({ closes: ['description'] });
    const { user } = openRecord();
    await user.type(await box('Description'), 'mine');
    change({ description: 'theirs' });
    await user.click(press('Save'));
    expect(await screen.findByText('Can no longer be changed:')).toBeVisible();
    expect(screen.getByText('You typed:', { exact: false })).toHaveTextContent('Description. You typed: mine');
    expect(screen.getByText('theirs')).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Description' })).toBeNull();
  });

  test('and the newest state does not come: the one in the refusal is shown', async () => {
    let offline = false;
    const { change, bodies } = serve({ offline: () => offline });
    const { user } = openRecord();
    await user.type(await box('Description'), 'mine');
    change({ description: 'theirs' });
    offline = true;
    await user.click(press('Save'));
    await user.click(await screen.findByRole('radio', { name: 'Take theirs: theirs' }));
    await user.click(press('Save with these choices'));
    expect(await screen.findByText('There is nothing to save yet.', { selector: 'span' })).toBeVisible();
    expect(await box('Description')).toHaveValue('theirs');
    expect(bodies).toHaveLength(1);
  });

  test('two tabs: the one that saves second is told, and loses nothing', async () => {
    const { state } = serve();
    const first = openRecord();
    await box('Description');
    const second = openRecord();
    await waitFor(() => expect(screen.getAllByRole('textbox', { name: 'Description' })).toHaveLength(2));
    const mine = within(first.element);
    const other = within(second.element);
    await first.user.type(mine.getByRole('textbox', { name: 'Description' }), 'one');
    await second.user.type(other.getByRole('textbox', { name: 'Amount' }), '{Backspace}{Backspace}75');
    await first.user.click(mine.getByRole('button', { name: 'Save' }));
    await mine.findByText('Saved.', { selector: 'span' });
    await second.user.click(other.getByRole('button', { name: 'Save' }));
    await other.findByText('Saved.', { selector: 'span' });
    expect(state.row.values).toMatchObject({ description: 'one', totalamount: '1250.75' });
  });
});
