import { describe, expect, jest, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { controls } from '../../contracts/index.ts';
import { adoptStyles } from '../shared/adopt-styles.ts';
import { offer, offered } from '../test/actions.ts';
import { grid, order, page, pageFrom } from '../test/orders.ts';
import { environment } from '../test/page.ts';
import { allowed, json, nobody, onActions, onExperience, onRecords, server } from '../test/server.ts';
import { mount, mountAll } from './mount-controls.ts';
import { registry } from './registry.ts';

const place = (attributes: { readonly [name: string]: string }): HTMLElement => {
  const element = document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
};
const serve = () => {
  const asked: unknown[] = [];
  server.use(
    onExperience((body) => {
      asked.push(body);
      const grids = (body.grids ?? []).map((name) => grid(page([order(1)]), { name, title: `List of ${name}` }));
      return json(allowed({ person: nobody, language: 'en', hasHome: false, navigation: [], grids }));
    }),
  );
  return asked;
};

describe('the mounting script', () => {
  test('knows every control of the contract', () => {
    expect(Object.keys(registry)).toEqual(Object.keys(controls));
  });

  test('mounts what `data-portico` names, all lists of the page by one request', async () => {
    const asked = serve();
    place({ 'data-portico': 'SecureGrid', 'data-grid': 'orders', 'data-page': '/orders' });
    place({ 'data-portico': 'SecureGrid', 'data-grid': 'invoices', 'data-page': '/orders' });
    const unknown = place({ 'data-portico': 'FromTheFuture' });
    mountAll(document, environment());
    await screen.findByRole('table', { name: /List of orders/ });
    await screen.findByRole('table', { name: /List of invoices/ });
    expect(asked).toEqual([{ page: '/orders', grids: ['orders', 'invoices'], language: 'en' }]);
    expect(unknown).toBeEmptyDOMElement();
  });

  test('mounts the actions of a record', async () => {
    server.use(
      onActions({
        actions: ({ table, ids, language }) => json(offered({ [ids[0] ?? '']: [offer('go', { title: `${table} ${language}` })] })),
      }),
    );
    place({ 'data-portico': 'ActionBar', 'data-table': 'salesorder', 'data-record': '{ORDER-1}', 'data-language': 'de' });
    mountAll(document, environment());
    expect(await screen.findByRole('button', { name: 'salesorder de' })).toBeVisible();
  });

  test('given properties go before attributes; a second mount updates; destroy leaves nothing behind', async () => {
    const asked = serve();
    const env = environment();
    const element = place({ 'data-portico': 'SecureGrid', 'data-grid': 'orders', 'data-page': '/orders' });
    const control = mount(element, { grid: 'invoices' }, env);
    await screen.findByRole('table', { name: /List of invoices/ });
    expect(mount(element, { grid: 'orders' }, env)).toBe(control);
    await screen.findByRole('table', { name: /List of orders/ });
    expect(asked).toHaveLength(2);
    control.destroy();
    expect(element).toBeEmptyDOMElement();
  });

  test('destroying a grid gives up its request, and no timer fires afterwards', async () => {
    const aborted = jest.fn();
    server.use(
      onExperience(() =>
        json(allowed({ person: nobody, language: 'en', hasHome: false, navigation: [], grids: [grid(pageFrom(undefined))] })),
      ),
      onRecords((_body, request) => {
        request.signal.addEventListener('abort', aborted);
        return new Promise<Response>(() => undefined);
      }),
    );
    const element = place({ 'data-portico': 'SecureGrid', 'data-grid': 'orders' });
    const control = mount(element, {}, environment({ slowAfter: 40 }));
    (await screen.findByRole('button', { name: 'Next' })).click();
    await waitFor(() => expect(screen.getByRole('table')).toHaveAttribute('aria-busy', 'true'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    control.destroy();
    await waitFor(() => expect(aborted).toHaveBeenCalled());
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(element).toBeEmptyDOMElement();
  });

  test('an unknown name is an error where it is asked for by hand', () => {
    expect(() => mount(place({ 'data-portico': 'toString' }))).toThrow('no control is called `toString`');
  });

  test('the style sheet arrives once', () => {
    const before = document.querySelectorAll('style').length;
    adoptStyles('.portico-grid { color: red }');
    adoptStyles('.portico-grid { color: red }');
    expect(document.querySelectorAll('style').length + (document.adoptedStyleSheets?.length ?? 0)).toBe(before + 1);
  });
});
