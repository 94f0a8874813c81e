import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { componentId, deriveId, pluginTypeExportKey, siteIdOf } from './ids.ts';

test('an id is a lower-case GUID that follows from its names alone', () => {
  const id = deriveId('role', 'Reader');
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(deriveId('role', 'Reader'), id);
});

test('ids are pinned: environments keep them, so they must never change', () => {
  assert.equal(siteIdOf('Portico Starter'), 'a748fdf4-42e7-5601-83da-dea7f253372b');
  assert.equal(componentId(siteIdOf('Portico Starter'), 'web role', 'Authenticated Users'), '1465a088-0e73-50ad-820a-e50fe0f0a3ab');
});

test('kind, name, language and site tell components apart', () => {
  const site = siteIdOf('One');
  const ids = [
    componentId(site, 'page', 'Home'),
    componentId(site, 'site marker', 'Home'),
    componentId(site, 'content page', 'Home', 'en-US'),
    componentId(site, 'content page', 'Home', 'de-DE'),
    componentId(siteIdOf('Two'), 'page', 'Home'),
  ];
  assert.equal(new Set(ids).size, ids.length);
});

test('parts of an id cannot run into each other', () => {
  assert.notEqual(deriveId('a', 'bc'), deriveId('ab', 'c'));
  assert.throws(() => deriveId('a', ''), /must be a name/);
  assert.throws(() => deriveId('a', 'b\0c'), /must be a name/);
});

test('the export key of a plug-in type is pinned: SHA-256 over package, assembly and type, upper case', () => {
  const expected = createHash('sha256')
    .update('contoso_orders.plugins|orders.plugins|Orders.Plugins.Approve', 'utf8')
    .digest('hex')
    .toUpperCase();
  assert.equal(pluginTypeExportKey('Contoso_Orders.Plugins', 'Orders.Plugins', 'Orders.Plugins.Approve'), expected);
  assert.equal(expected, '8C571AEC0459350345F768648A2A7324CB95D53A6137F8D37783C22C74FBECD0');
  assert.notEqual(pluginTypeExportKey('Contoso_Orders.Plugins', 'Orders.Plugins', 'orders.plugins.approve'), expected);
});
