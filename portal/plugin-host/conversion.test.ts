import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OrganizationGateway, PlatformContext, ServiceAnswer, ServiceRequest, ServiceRow } from './index.ts';
import { act, context, hostNames, noGateway, textOf, useHosts } from './test/hosts.ts';

const id = (last: number): string => `0b000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
const nasty = 'quote " slash \\ / control \u0000\u001f lines \b\f\n\r\t \u2028\u2029 half \ud800 and 漢 😀';

const row: ServiceRow = {
  id: id(1),
  table: 'salesorder',
  version: '4711',
  values: {
    name: ['text', nasty],
    empty: ['text', ''],
    lines: ['integer', -2147483648],
    versionnumber: ['bigint', '9223372036854775807'],
    discount: ['decimal', '0.0000000001'],
    large: ['decimal', '7922816251426433759354395033'],
    total: ['money', '1.50'],
    debt: ['money', '-0.10'],
    share: ['float', '12.3456'],
    tiny: ['float', '0.0000001'],
    urgent: ['boolean', true],
    state: ['choice', 2],
    channels: ['choices', [3, 1]],
    placed: ['datetime', '2026-06-15T12:00:00Z'],
    day: ['datetime', '1900-01-01T00:00:00Z'],
    salesorderid: ['guid', id(1)],
    customer: ['lookup', 'account', id(2), 'X & Söhne'],
    owner: ['lookup', 'systemuser', id(3), null],
    'c.fullname': ['aliased', 'contact', 'fullname', ['text', 'Jane']],
    'c.parent': ['aliased', 'contact', 'parentcustomerid', ['lookup', 'account', id(2), 'X & Söhne']],
    sum: ['aliased', 'salesorder', 'totalamount', ['money', '99.00']],
  },
  formatted: { state: 'Sent', channels: 'Web; Phone', total: '€1.50', placed: '15/06/2026', urgent: 'Yes', sum: '€99.00' },
};

const compact = {
  id: id(1),
  table: 'salesorder',
  values: {
    name: nasty,
    empty: '',
    lines: -2147483648,
    versionnumber: '9223372036854775807',
    discount: '0.0000000001',
    large: '7922816251426433759354395033',
    total: '1.50',
    debt: '-0.10',
    share: '12.3456',
    tiny: '0.0000001',
    urgent: true,
    state: 2,
    channels: '3,1',
    placed: '2026-06-15T12:00:00Z',
    day: '1900-01-01T00:00:00Z',
    salesorderid: id(1),
    customer: `account:${id(2)}`,
    owner: `systemuser:${id(3)}`,
    'c.fullname': 'Jane',
    'c.parent': `account:${id(2)}`,
    sum: '99.00',
  },
  labels: {
    total: '€1.50',
    urgent: 'Yes',
    state: 'Sent',
    channels: 'Web; Phone',
    customer: 'X & Söhne',
    'c.parent': 'X & Söhne',
    sum: '€99.00',
  },
  version: '4711',
};

const written = {
  name: ['text', nasty],
  lines: ['integer', 7],
  discount: ['decimal', '1.500'],
  total: ['money', '-1.50'],
  share: ['float', '1.50'],
  urgent: ['boolean', false],
  state: ['choice', 2],
  channels: ['choices', [3, 1]],
  placed: ['datetime', '2026-02-28T23:59:59Z'],
  key: ['guid', id(1).toUpperCase()],
  customer: ['lookup', 'account', id(2).toUpperCase()],
  gone: null,
};

/** Answers with what is given and keeps what was asked. */
function recording(
  answer: (request: ServiceRequest) => ServiceAnswer,
): OrganizationGateway & { readonly seen: [string, ServiceRequest][] } {
  const seen: [string, ServiceRequest][] = [];
  return {
    seen,
    handle: (caller, request) => {
      seen.push([caller, request]);
      return answer(request);
    },
  };
}

for (const name of hostNames) {
  describe(`the border of the ${name} host, byte for byte`, () => {
    const hosts = useHosts();
    const host = (operation: string, argument: object, gateway: OrganizationGateway) =>
      act(hosts[name], { act: 'host', operation, argument }, gateway);

    test('the call that the script gets', async () => {
      const request = JSON.stringify({ act: 'echo', text: nasty });
      const { portalProperties, isPortalsClientCall, portalsContactId, initiatingUserApplicationId, isApplicationUser, ...base } = context;
      const { organizationId, userId, correlationId, requestId, depth, stage, isInTransaction } = base;
      const first = { organizationId, userId, initiatingUserId: context.initiatingUserId.toLowerCase() };
      const last = { depth, stage, isInTransaction };
      const echoed = async (of: PlatformContext) =>
        textOf(await hosts[name].execute({ message: 'sample_Call', inputs: { Request: request }, context: of, gateway: noGateway }));
      const expected = (middle: object) => JSON.stringify({ message: 'sample_Call', request, context: { ...first, ...middle, ...last } });

      const present = { initiatingUserApplicationId, isApplicationUser, isPortalsClientCall, portalsContactId, correlationId, requestId };
      assert.equal(await echoed(context), expected(present));
      const absent = { initiatingUserApplicationId: null, isApplicationUser: null, isPortalsClientCall: null, portalsContactId: null };
      const old = { ...base, requestId: null, portalProperties: 'absent' } as const;
      assert.equal(await echoed(old), expected({ ...absent, correlationId, requestId: null }));
      assert.equal(portalProperties, 'present');
    });

    test('JSON that the script writes', async () => {
      const value = [nasty, 0.1, -0, 1e21, 1e-7, 9007199254740991, true, null, {}, [], [5], { b: { c: [1] } }];
      assert.equal(textOf(await act(hosts[name], { act: 'rewritten', value })), JSON.stringify(value));
    });

    test('rows with every kind of cell', async () => {
      const gateway = recording(() => ({
        result: { rows: [row, { ...row, version: null }], more: true, cookie: '<cookie page="1"/>', count: 2 },
      }));
      const fetchXml = `<fetch><!-- ${nasty} --></fetch>`;
      const text = textOf(await host('retrieveMultiple', { as: 'user', fetchXml }, gateway));
      const { version, ...unversioned } = compact;
      assert.equal(version, '4711');
      assert.equal(text, JSON.stringify({ rows: [compact, unversioned], more: true, cookie: '<cookie page="1"/>', count: 2 }));
      assert.deepEqual(gateway.seen, [[context.userId, { kind: 'retrieveMultiple', fetchXml }]]);
      const none = recording(() => ({ result: { rows: [], more: false, cookie: null, count: null } }));
      const empty = textOf(await host('retrieveMultiple', { as: 'system', fetchXml }, none));
      assert.equal(empty, '{"rows":[],"more":false,"cookie":null,"count":null}');
      assert.equal(none.seen[0]?.[0], 'system');
    });

    test('values of every kind on their way to the database', async () => {
      const canonical = { ...written, share: ['float', '1.5'], key: ['guid', id(1)], customer: ['lookup', 'account', id(2)] };
      const gateway = recording((request) => ({ result: request.kind === 'create' ? { id: id(9) } : {} }));
      assert.equal(textOf(await host('create', { as: 'system', table: 'salesorder', values: written }, gateway)), `{"id":"${id(9)}"}`);
      const update = { as: 'user', table: 'salesorder', id: id(1).toUpperCase(), values: written };
      assert.equal(textOf(await host('update', update, gateway)), '{}');
      assert.equal(textOf(await host('update', { ...update, values: {}, version: '5' }, gateway)), '{}');
      assert.deepEqual(gateway.seen, [
        ['system', { kind: 'create', table: 'salesorder', values: canonical }],
        [context.userId, { kind: 'update', table: 'salesorder', id: id(1), values: canonical }],
        [context.userId, { kind: 'update', table: 'salesorder', id: id(1), values: {}, version: '5' }],
      ]);
    });

    test('a row that is deleted', async () => {
      const gateway = recording(() => ({ result: {} }));
      const row = { table: 'salesorder', id: id(1).toUpperCase() };
      assert.equal(textOf(await host('delete', { as: 'system', ...row }, gateway)), '{}');
      assert.equal(textOf(await host('delete', { as: 'user', ...row }, gateway)), '{}');
      const request = { kind: 'delete', table: 'salesorder', id: id(1) };
      assert.deepEqual(gateway.seen, [
        ['system', request],
        [context.userId, request],
      ]);
    });

    test('values of a wrong shape reach no database', async () => {
      const wrong = [
        ['integer', 1.5], ['integer', '1'], ['integer', 2147483648], ['decimal', 1.5], ['decimal', '1e5'], ['decimal', '01'], ['money', '-0'],
        ['decimal', '+1'], ['boolean', 'true'], ['choices', '1'], ['datetime', '2026-02-30T00:00:00Z'], ['datetime', '2026-06-15'],
        ['guid', '{0b000000-0000-4000-8000-000000000001}'], ['lookup', 'account'], ['text', 5], ['text'], ['html', 'x'], 'text', 5,
      ]; // biome-ignore format: one value beside the other
      const gateway = recording(() => ({ result: { id: id(9) } }));
      for (const value of wrong) {
        const outcome = await host('create', { as: 'system', table: 'account', values: { name: value } }, gateway);
        assert.ok(outcome.kind === 'fault' && outcome.fault.kind === 'plugin' && outcome.fault.subCode === 1010, JSON.stringify(value));
      }
      assert.deepEqual(gateway.seen, []);
    });
  });
}
