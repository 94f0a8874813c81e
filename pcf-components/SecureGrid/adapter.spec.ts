import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/dom';
import { grid, order, page } from '../test/orders.ts';
import { experience, json, onExperience, server } from '../test/server.ts';
import type { IInputs } from './generated/ManifestTypes.d.ts';
import { SecureGrid } from './index.ts';

type Context = ComponentFramework.Context<IInputs>;

const contextOf = (gridName: string | null, pageAddress: string | null, strings: { readonly [key: string]: string } = {}): Context =>
  ({
    parameters: { value: { raw: 'bound' }, grid: { raw: gridName }, page: { raw: pageAddress } },
    resources: { getString: (key: string) => strings[key] ?? '' },
  }) as unknown as Context;

const start = (context: Context) => {
  const control = new SecureGrid();
  const container = document.createElement('div');
  document.body.append(container);
  const changed = jest.fn();
  control.init(context, changed, {}, container);
  return { control, container, changed };
};

describe('the PCF adapter', () => {
  let pages: string[] = [];
  beforeEach(() => {
    pages = [];
    server.use(
      onExperience((body) => {
        pages.push(body.page);
        return json(experience(grid(page([order(1)]))));
      }),
    );
  });

  test('lives through init, updateView, getOutputs and destroy', async () => {
    const context = contextOf('orders', '/orders');
    const { control, container, changed } = start(context);
    control.updateView(context);
    await screen.findByRole('table');
    control.updateView(context);
    expect(control.getOutputs()).toEqual({});
    expect(changed).not.toHaveBeenCalled();
    expect(pages).toEqual(['/orders']);
    control.destroy();
    expect(container).toBeEmptyDOMElement();
    control.destroy();
  });

  test('a first view without values waits; the values bring the list', async () => {
    const { control } = start(contextOf(null, null));
    control.updateView(contextOf(null, null));
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    expect(pages).toEqual([]);
    control.updateView(contextOf('orders', null));
    await screen.findByRole('table');
    expect(pages).toEqual(['/orders']);
    control.destroy();
  });

  test('texts come from the platform’s resources where it has them', async () => {
    const { control } = start(contextOf('orders', '/orders', { searchPlaceholder: 'Seek' }));
    expect(await screen.findByPlaceholderText('Seek')).toBeVisible();
    expect(screen.getByText('1–1 of 1')).toBeVisible();
    control.destroy();
  });

  test('another grid is another list', async () => {
    const { control } = start(contextOf('orders', '/orders'));
    await screen.findByRole('table');
    control.updateView(contextOf('orders', '/archive'));
    await waitFor(() => expect(pages).toEqual(['/orders', '/archive']));
    control.destroy();
  });
});
