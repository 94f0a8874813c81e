import { describe, expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/dom';
import { offered, submit } from '../test/actions.ts';
import { json, onActions, server } from '../test/server.ts';
import type { IInputs } from './generated/ManifestTypes.d.ts';
import { ActionBar } from './index.ts';

type Context = ComponentFramework.Context<IInputs>;

const contextOf = (table: string | null, record: string | null, strings: { readonly [key: string]: string } = {}): Context =>
  ({
    parameters: { value: { raw: 'bound' }, table: { raw: table }, record: { raw: record } },
    resources: { getString: (key: string) => strings[key] ?? '' },
  }) as unknown as Context;

describe('the PCF adapter', () => {
  test('lives through init without values, updateView with them, getOutputs and destroy', async () => {
    const asked: (readonly string[])[] = [];
    server.use(
      onActions({
        actions: ({ ids }) => {
          asked.push(ids);
          return json(offered(Object.fromEntries(ids.map((id) => [id, [submit]]))));
        },
      }),
    );
    const control = new ActionBar();
    const container = document.createElement('div');
    document.body.append(container);
    const changed = jest.fn();
    control.init(contextOf(null, null, { actions: 'What to do' }), changed, {}, container);
    expect(asked).toEqual([]);
    control.updateView(contextOf('salesorder', 'order-1'));
    await screen.findByRole('button', { name: 'Submit' });
    control.updateView(contextOf('salesorder', 'order-1'));
    expect(asked).toEqual([['order-1']]);
    control.updateView(contextOf('salesorder', 'order-2'));
    await screen.findByRole('region', { name: 'What to do' });
    await screen.findByRole('button', { name: 'Submit' });
    expect(asked).toEqual([['order-1'], ['order-2']]);
    expect(control.getOutputs()).toEqual({});
    expect(changed).not.toHaveBeenCalled();
    control.destroy();
    expect(container).toBeEmptyDOMElement();
    control.destroy();
  });
});
