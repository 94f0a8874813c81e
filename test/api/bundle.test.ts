import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
// @ts-expect-error the build is plain JavaScript without declarations
import { apiBundle } from '../../plugins/api/build.mjs';
import type { HostFunction, Runner } from '../../plugins/api/index.ts';
import { ids } from './fixture.ts';
import { createTilesWorld, oneTab, tile } from './tiles-world.ts';
import { createWorld } from './world.ts';

const text: string = await apiBundle();

/** What the plug-in's engine does not have, taken out of the realm before the bundle runs in it. */
const withoutLaterBuiltIns = `
  ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Proxy', 'Reflect', 'BigInt', 'Intl'].forEach(function (name) { delete this[name]; }, this);
  ['assign', 'entries', 'values', 'fromEntries', 'is', 'getOwnPropertySymbols', 'getOwnPropertyDescriptors', 'setPrototypeOf', 'hasOwn']
    .forEach(function (name) { delete Object[name]; });
  ['from', 'of'].forEach(function (name) { delete Array[name]; });
  ['includes', 'find', 'findIndex', 'findLast', 'flat', 'flatMap', 'at', 'fill', 'keys', 'entries', 'values', 'copyWithin', 'toSorted']
    .forEach(function (name) { delete Array.prototype[name]; });
  ['includes', 'startsWith', 'endsWith', 'repeat', 'padStart', 'padEnd', 'normalize', 'codePointAt', 'at', 'trimEnd', 'trimStart', 'matchAll', 'replaceAll']
    .forEach(function (name) { delete String.prototype[name]; });
  ['isInteger', 'isFinite', 'isNaN', 'isSafeInteger', 'parseFloat', 'parseInt'].forEach(function (name) { delete Number[name]; });
  ['trunc', 'sign', 'random'].forEach(function (name) { delete Math[name]; });
  delete Date.now;
  var keys = Object.keys;
  Object.keys = function (of) { if (of !== Object(of)) throw new TypeError('Object.keys of no object'); return keys(of); };
`;

function bundled(host: HostFunction): Runner {
  const scope = vm.createContext({ porticoHost: host });
  vm.runInContext(withoutLaterBuiltIns, scope);
  vm.runInContext(text, scope);
  return { run: (callJson) => vm.runInContext(`portico.run(${JSON.stringify(callJson)})`, scope) };
}

const untold = (answer: unknown): string => JSON.stringify(answer).replace(/"reference":"\w+"/g, '"reference":""');

test('the bundle answers as the sources do, with the built-ins of ES5 alone', async () => {
  const [plain, es5] = await Promise.all([createWorld(), createWorld({ runner: bundled })]);
  const calls = [
    ['LoadExperience', { page: '/orders', grids: ['orders'], language: 'de' }],
    ['QueryRecords', { table: 'salesorder', count: true, pageSize: 2, sort: [{ column: 'totalamount', descending: true }] }],
    ['QueryRecords', { table: 'salesorder', search: { text: '[', columns: ['name', 'billto_line1'] } }],
    ['QueryRecords', { table: 'salesorder', filter: [{ column: 'requestdeliveryby', operator: '≥', value: '2026-01-01T00:00:00+02:00' }] }],
    ['QueryRecords', { table: 'nowhere' }],
    ['QueryRecords', '{'],
    ['QueryRecords', { table: 'salesorder', continuation: 'x' }],
    ['GetRecord', { table: 'salesorder', id: ids.orderJane }],
    ['GetRecord', { table: 'salesorder', id: ids.orderSam }],
    ['CheckAccess', { table: 'salesorder', id: ids.orderJane, privileges: ['read', 'create', 'write', 'delete', 'append', 'appendto'] }],
    ['CheckAccess', { table: 'salesorder', privileges: ['read', 'create'] }],
    ['WhoAmI', {}],
    ['WhoAmI', { claims: { site: ids.otherSite } }],
  ] as const;
  for (const contact of [ids.jane, ids.rep, ids.admin, ids.may, ids.left, null]) {
    for (const [api, request] of calls) {
      const [expected, answer] = [await plain.call(api, request, { contact }), await es5.call(api, request, { contact })];
      assert.equal(untold(answer), untold(expected), `${api} ${JSON.stringify(request)}`);
    }
  }
  plain.close();
  es5.close();
});

test('tiles come out alike too, on every way of computing them', async () => {
  const group = (column: string, by = 'value') => ({ kind: 'chart', form: 'bar', group: { column, by }, most: 3 });
  const tiles = [
    tile('count', { kind: 'counter', measure: { count: true }, filter: ['totalamount', '≥', '1'] }),
    tile('sum', { kind: 'counter', measure: { sum: 'totalamount' } }),
    tile('customer', { ...group('customerid'), measure: { sum: 'totalamount' } }),
    tile('call', { ...group('willcall'), measure: { count: true } }),
    tile('month', { ...group('requestdeliveryby', 'month'), measure: { count: true } }),
    tile('list', { kind: 'list', columns: [{ name: 'name', titles: { en: 'x' } }], sort: [{ column: 'totalamount' }], size: 4 }),
    tile('due', {
      kind: 'sla',
      title: 'name',
      due: 'requestdeliveryby',
      met: { column: 'statuscode', values: [2] },
      warnMinutes: 5,
      size: 9,
    }),
  ];
  const personas = [{ name: 'x', titles: { en: 'x' }, when: [{ principal: 'contact.fullname' }, 'begins-with', 'J'] as const }];
  const experience = oneTab(tiles, { personas });
  const [plain, es5] = await Promise.all([createTilesWorld(experience), createTilesWorld(experience, undefined, bundled)]);
  for (const contact of [ids.admin, ids.rep, ids.jane, ids.may]) {
    const request = { page: '/', grids: ['orders'], dashboard: { name: 'home' } };
    const [expected, answer] = [
      await plain.call('LoadExperience', request, { contact }),
      await es5.call('LoadExperience', request, { contact }),
    ];
    assert.equal(untold(answer), untold(expected));
    assert.match(untold(answer), /"kind":"sla"/);
  }
  plain.close();
  es5.close();
});
