import { describe, expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/dom';
import { record, recordServer } from '../test/records.ts';
import { allowed, server } from '../test/server.ts';
import type { IInputs } from './generated/ManifestTypes.d.ts';
import { RecordPanel } from './index.ts';

type Context = ComponentFramework.Context<IInputs>;

const contextOf = (form: string | null, id: string | null, strings: { readonly [key: string]: string } = {}): Context =>
  ({
    parameters: { value: { raw: 'bound' }, form: { raw: form }, record: { raw: id }, page: { raw: '/order' } },
    resources: { getString: (key: string) => strings[key] ?? '' },
  }) as unknown as Context;

describe('the PCF adapter', () => {
  test('lives through init without values, updateView with them, getOutputs and destroy', async () => {
    const { asked, handlers } = recordServer({ experience: () => allowed(record()) });
    server.use(...handlers);
    const control = new RecordPanel();
    const container = document.createElement('div');
    document.body.append(container);
    const changed = jest.fn();
    control.init(contextOf(null, null, { save: 'Keep' }), changed, {}, container);
    expect(asked).toEqual([]);
    control.updateView(contextOf('order', '{ORDER-1}'));
    expect(await screen.findByRole('button', { name: 'Keep' })).toBeVisible();
    control.updateView(contextOf('order', 'order-1'));
    expect(asked).toEqual([{ page: '/order', record: { form: 'order', id: 'order-1' }, language: 'en' }]);
    expect(control.getOutputs()).toEqual({});
    expect(changed).not.toHaveBeenCalled();
    control.destroy();
    expect(container).toBeEmptyDOMElement();
    control.destroy();
  });
});
