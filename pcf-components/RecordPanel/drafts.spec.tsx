import { afterEach, describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { HttpResponse } from 'msw';
import { openRecord } from '../test/page.ts';
import { newRecord, record, recordRow, recordServer, type SaveBody, saved } from '../test/records.ts';
import { allowed, jane, refused, server } from '../test/server.ts';

const serve = (...given: Parameters<typeof recordServer>) => {
  const served = recordServer(...given);
  server.use(...served.handlers);
  return served;
};
const box = (name: string) => screen.findByRole('textbox', { name });
const description = () => box('Description');
const press = (name: string) => screen.getByRole('button', { name });
const values = (body: SaveBody | undefined) => Object.fromEntries(body?.values.map(({ column, value }) => [column, value]) ?? []);
/** A tab’s store may be made to be full. */
const { setItem } = Storage.prototype;
afterEach(() => {
  Storage.prototype.setItem = setItem;
});

const ruth = { ...jane, name: 'Ruth Roe', key: 'ruth-1' };

/** The page as a reload makes it: nothing of the control is left but what the tab keeps. */
const reload = (opened: ReturnType<typeof openRecord>, ...how: Parameters<typeof openRecord>) => {
  opened.control.destroy();
  return openRecord(...how);
};
const leaving = () => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

describe('unsaved input', () => {
  test('survives a reload, is told, and is gone once saved', async () => {
    const { bodies } = serve({ experience: () => allowed(record()), save: () => saved('8') });
    const first = openRecord();
    await first.user.type(await description(), 'half a story');
    const { user } = reload(first);
    expect(await description()).toHaveValue('half a story');
    expect(screen.getByText(/^Your unsaved input from .+ was put back\.$/, { selector: 'p' })).toBeVisible();
    await user.click(press('Save'));
    await waitFor(() => expect(bodies).toHaveLength(1));
    await screen.findByText('Saved.', { selector: 'span' });
    expect(values(bodies[0])).toEqual({ description: 'half a story' });
    expect(window.sessionStorage).toHaveLength(0);
  });

  test('can be thrown away where it was put back', async () => {
    serve({ experience: () => allowed(record()) });
    const first = openRecord();
    await first.user.type(await description(), 'x');
    const { user } = reload(first);
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(await description()).toHaveValue('');
    expect(window.sessionStorage).toHaveLength(0);
  });

  test('is offered, not put back, where the record has been changed since', async () => {
    let version = '7';
    let row = recordRow();
    serve({ experience: () => allowed(record({ version, row })) });
    const first = openRecord();
    await first.user.type(await description(), 'mine');
    version = '8';
    row = recordRow({ name: 'Valves' });
    const second = reload(first);
    expect(
      await screen.findByText(/^You have unsaved input from .+\. The record has been changed since\.$/, { selector: 'p' }),
    ).toBeVisible();
    expect(await description()).toHaveValue('');
    // What is typed meanwhile takes nothing of the offer away.
    await second.user.type(await box('Amount'), '9');
    const third = reload(second);
    await third.user.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(await description()).toHaveValue('mine');
    expect(await box('Amount')).toHaveValue('1250.009');
    expect(await box('Subject (required)')).toHaveValue('Valves');
  });

  test('an offer that is declined is forgotten', async () => {
    let version = '7';
    serve({ experience: () => allowed(record({ version })) });
    const first = openRecord();
    await first.user.type(await description(), 'mine');
    version = '8';
    const { user } = reload(first);
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(screen.queryByText(/unsaved input/)).toBeNull();
    expect(window.sessionStorage).toHaveLength(0);
  });

  test('of a field that both changed is shown beside the other value when it is taken up again', async () => {
    let version = '7';
    let row = recordRow();
    serve({ experience: () => allowed(record({ version, row })) });
    const first = openRecord();
    await first.user.type(await description(), 'mine');
    version = '8';
    row = recordRow({ description: 'theirs' });
    const { user } = reload(first);
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    const group = await screen.findByRole('group', { name: 'Description' });
    expect(group).toHaveTextContent('Keep mine: mine');
    expect(group).toHaveTextContent('Take theirs: theirs');
  });

  test('that says what the record says by now is dropped in silence', async () => {
    let version = '7';
    let row = recordRow();
    serve({ experience: () => allowed(record({ version, row })) });
    const first = openRecord();
    await first.user.type(await description(), 'same');
    version = '8';
    row = recordRow({ description: 'same' });
    reload(first);
    expect(await description()).toHaveValue('same');
    expect(screen.queryByText(/unsaved/)).toBeNull();
  });

  test('is never shown to another person, and not kept for them either', async () => {
    let person = jane;
    serve({ experience: () => allowed(record()), person: () => person });
    const first = openRecord();
    await first.user.type(await description(), 'for my eyes');
    person = ruth;
    const second = reload(first);
    expect(await description()).toHaveValue('');
    expect(screen.queryByText(/unsaved input/)).toBeNull();
    expect(JSON.stringify(window.sessionStorage)).not.toContain('for my eyes');
    person = jane;
    reload(second);
    expect(await description()).toHaveValue('');
  });

  test('in memory goes too when somebody else turns out to be signed in', async () => {
    let person = jane;
    serve({
      experience: () => allowed(record()),
      save: () => refused('denied'),
      person: () => person,
    });
    const { user } = openRecord();
    await user.type(await description(), 'for my eyes');
    person = ruth;
    await user.click(press('Save'));
    await waitFor(async () => expect(await description()).toHaveValue(''));
  });

  test('of nobody who is known is not kept', async () => {
    serve({ experience: () => allowed(newRecord()), person: () => ({ kind: 'anonymous', name: null, key: null, personas: [] }) });
    const { user } = openRecord({ record: null });
    await user.type(await box('Subject (required)'), 'x');
    expect(window.sessionStorage).toHaveLength(0);
    expect(leaving()).toBe(true);
  });

  test('each record and each form has its own', async () => {
    serve({ experience: ({ record: wish }) => allowed(wish?.id ? record() : newRecord()) });
    const first = openRecord({ record: null });
    await first.user.type(await box('Subject (required)'), 'New');
    const second = reload(first);
    expect(await box('Subject (required)')).toHaveValue('Pumps');
    const third = reload(second, { form: 'other', record: null });
    expect(await box('Subject (required)')).toHaveValue('');
    reload(third, { record: null });
    expect(await box('Subject (required)')).toHaveValue('New');
  });

  test('a browser that keeps nothing, or rubbish, stops nobody', async () => {
    serve({ experience: () => allowed(record()), save: () => saved('8') });
    const first = openRecord();
    await first.user.type(await description(), 'x');
    const name = window.sessionStorage.key(0) ?? '';
    for (const rubbish of ['{', '[]', '{"format":1}', '{"format":2}', 'null']) {
      first.control.destroy();
      window.sessionStorage.setItem(name, rubbish);
      const again = openRecord();
      expect(await description()).toHaveValue('');
      again.control.destroy();
    }
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { user } = openRecord();
    await user.type(await description(), 'y');
    expect(leaving()).toBe(true);
    await user.click(press('Save'));
    expect(await screen.findByText('Saved.', { selector: 'span' })).toBeVisible();
  });

  test('a page with unsaved input asks before it is left; one without does not', async () => {
    serve({ experience: () => allowed(record()), save: () => saved('8', recordRow({ description: 'x' })) });
    const { user } = openRecord();
    await description();
    expect(leaving()).toBe(false);
    await user.type(await description(), 'x');
    expect(leaving()).toBe(true);
    await user.click(press('Save'));
    await screen.findByText('Saved.', { selector: 'span' });
    expect(leaving()).toBe(false);
  });
});

describe('the session', () => {
  test('ended in mid-form: sign-in leads back here, asks nothing on the way, and the input is there again', async () => {
    let signedIn = true;
    serve({
      experience: () => allowed(record()),
      save: () => (signedIn ? saved('8') : new HttpResponse(null, { status: 401 })),
    });
    window.history.replaceState(null, '', '/order?id=order-1');
    const first = openRecord({ record: null });
    await first.user.type(await description(), 'typed before');
    signedIn = false;
    await first.user.click(press('Save'));
    expect(await screen.findByRole('heading', { name: 'You have been signed out' })).toBeVisible();
    const link = screen.getByRole('link', { name: 'Sign in' });
    expect(link).toHaveAttribute('href', '/SignIn?ReturnUrl=%2Forder%3Fid%3Dorder-1');
    expect(await description()).toHaveValue('typed before');
    link.addEventListener('click', (event) => event.preventDefault());
    await first.user.click(link);
    expect(leaving()).toBe(false);
    signedIn = true;
    const { user } = reload(first, { record: null });
    expect(await description()).toHaveValue('typed before');
    await user.click(press('Save'));
    expect(await screen.findByText('Saved.', { selector: 'span' })).toBeVisible();
  });

  test('ended with something typed that may not be kept: sign-in opens beside the page', async () => {
    const sections = record().sections.map((section) => ({
      ...section,
      fields: section.fields.map((one) => (one.name === 'paymentreference' ? { ...one, writable: true } : one)),
    }));
    serve({ experience: () => allowed(record({ sections })), save: () => refused('session-expired') });
    const { user } = openRecord();
    await user.type(await box('Payment reference'), 'DE00');
    await user.click(press('Save'));
    expect(await screen.findByRole('link', { name: 'Sign in (new tab)' })).toHaveAttribute('target', '_blank');
    expect(await box('Payment reference')).toHaveValue('DE00');
    expect(JSON.stringify(window.sessionStorage)).not.toContain('DE00');
  });

  test('had ended before the page came: a visitor’s answer is not taken for the person’s', async () => {
    serve({ experience: () => allowed(record()), person: () => ({ kind: 'anonymous', name: null, key: null, personas: [] }) });
    const around = document.createElement('div');
    around.setAttribute('data-signed-in', '');
    document.body.append(around);
    const { element, control } = openRecord();
    around.append(element);
    control.update({ form: 'order', record: 'order-1', page: '/order' });
    expect(await screen.findByRole('heading', { name: 'You have been signed out' })).toBeVisible();
  });
});
