import { expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/dom';
import { counter, serveDashboard, tile } from '../test/dashboards.ts';
import type { IInputs } from './generated/ManifestTypes.d.ts';
import { RoleDashboard } from './index.ts';

type Context = ComponentFramework.Context<IInputs>;

const contextOf = (dashboard: string | null, page: string | null, strings: { readonly [key: string]: string } = {}): Context =>
  ({
    parameters: { value: { raw: 'bound' }, dashboard: { raw: dashboard }, page: { raw: page } },
    resources: { getString: (key: string) => strings[key] ?? '' },
  }) as unknown as Context;

test('the PCF adapter lives through init without values, updateView with them, getOutputs and destroy', async () => {
  window.history.replaceState(null, '', '/');
  const asked = serveDashboard([tile('open', counter('3', { warns: true }))]);
  const control = new RoleDashboard();
  const container = document.createElement('div');
  document.body.append(container);
  const changed = jest.fn();
  control.init(contextOf(null, null, { warns: 'Look here' }), changed, {}, container);
  expect(asked).toEqual([]);
  control.updateView(contextOf('home', '/start'));
  expect(await screen.findByText('Look here')).toBeVisible();
  control.updateView(contextOf('home', '/start'));
  expect(asked).toEqual([{ page: '/start', dashboard: { name: 'home' }, language: 'en' }]);
  expect(control.getOutputs()).toEqual({});
  expect(changed).not.toHaveBeenCalled();
  control.destroy();
  expect(container).toBeEmptyDOMElement();
  control.destroy();
});
