import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type Answer,
  auditOutcomes,
  columnOf,
  identityModes,
  optionValue,
  policyVersionTable,
  siteTable,
  type WhoResult,
} from '../../contracts/index.ts';
import { ids, policy } from './fixture.ts';
import { type Call, createWorld, type World } from './world.ts';

const NO_CONTACT = '00000000-0000-0000-0000-000000000000';
let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

const absent = { isPortalsClientCall: null, portalsContactId: null } as const;
const none = { isPortalsClientCall: false, portalsContactId: NO_CONTACT } as const;
const employee = {
  userId: ids.employee,
  initiatingUserId: ids.employee,
  initiatingUserApplicationId: NO_CONTACT,
  isApplicationUser: false,
  ...none,
} as const;
const stranger = {
  userId: ids.strangerApplication,
  initiatingUserId: ids.strangerApplication,
  initiatingUserApplicationId: ids.application,
  isApplicationUser: true,
  ...none,
} as const;

const who = (request: object, as: Call): Promise<Answer<WhoResult>> => world.call('WhoAmI', request, as);
const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.refusal.code);
const last = () => world.audit().at(-1) ?? assert.fail('no entry');
const isSecurityEvent = () => last().outcome === optionValue(auditOutcomes, 'security-event');

test('the platform names the contact: that is the person, with linked and flagged roles of this site', async () => {
  assert.deepEqual(await who({}, { contact: ids.jane }), {
    ok: true,
    result: { kind: 'contact', site: ids.site, contact: { id: ids.jane, name: 'Jane' }, roles: ['Authenticated Users', 'Authorised'] },
  });
});

test('roles of another site and inactive roles do not hold, whatever their name', async () => {
  const answer = await who({}, { contact: ids.may });
  assert.deepEqual(answer.ok && answer.result.roles, ['Authenticated Users']);
});

test('an empty contact id is a visitor', async () => {
  assert.deepEqual(await who({}, { contact: null }), {
    ok: true,
    result: { kind: 'anonymous', site: ids.site, contact: null, roles: ['Anonymous Users'] },
  });
});

test('claims that agree change nothing, in both modes', async () => {
  const claims = { site: ids.site, contact: ids.jane };
  assert.equal(codeOf(await who({ claims }, { contact: ids.jane })), 'ok');
  assert.equal(codeOf(await who({ claims: { site: ids.site, anonymous: true } }, { contact: null })), 'ok');
});

test('property absent: strict refuses, whatever is claimed', async () => {
  for (const context of [absent, none, { ...absent, isPortalsClientCall: true }, { ...absent, portalsContactId: ids.jane }]) {
    assert.equal(codeOf(await who({}, { context })), 'identity-unproven');
    assert.equal(codeOf(await who({ claims: { site: ids.site, contact: ids.jane } }, { context })), 'identity-unproven');
    assert.equal(last().code, 'identity-unproven');
    assert.equal(last().contact, undefined);
  }
});

test('property absent: trusted server logic accepts contact or visitor, and refuses silence', async () => {
  await world.setMode('trusted-server-logic');
  for (const context of [absent, none]) {
    const jane = await who({ claims: { site: ids.site, contact: ids.jane } }, { context });
    assert.equal(jane.ok && jane.result.contact?.name, 'Jane');
    const visitor = await who({ claims: { site: ids.site, anonymous: true } }, { context });
    assert.equal(visitor.ok && visitor.result.kind, 'anonymous');
    assert.equal(codeOf(await who({}, { context })), 'identity-unproven');
    assert.equal(codeOf(await who({ claims: { site: ids.site } }, { context })), 'identity-unproven');
    assert.equal(codeOf(await who({ claims: { site: ids.site, anonymous: false } }, { context })), 'identity-unproven');
    assert.equal(codeOf(await who({ claims: { site: ids.site, contact: ids.missing } }, { context })), 'nobody');
  }
  await world.setMode('strict');
});

test('a claim that contradicts the evidence is refused in every mode, as a security event', async () => {
  for (const mode of ['strict', 'trusted-server-logic'] as const) {
    await world.setMode(mode);
    const cases: readonly (readonly [object, Call])[] = [
      [{ site: ids.site, contact: ids.sam }, { contact: ids.jane }],
      [{ site: ids.site, anonymous: true }, { contact: ids.jane }],
      [{ site: ids.site, contact: ids.jane }, { contact: null }],
      [{ site: ids.otherSite, contact: ids.jane }, { contact: ids.jane }],
      [{ site: ids.otherSite }, { contact: ids.jane }],
      [{ site: ids.otherSite, contact: ids.jane }, { context: absent }],
      [{ site: ids.site, contact: ids.jane, anonymous: true }, { context: absent }],
      [{ site: ids.site, contact: ids.sam }, { context: { isPortalsClientCall: false, portalsContactId: ids.jane } }],
    ];
    for (const [claims, as] of cases) {
      assert.equal(codeOf(await who({ claims }, as)), 'identity-mismatch', JSON.stringify(claims));
      assert.ok(isSecurityEvent(), JSON.stringify(claims));
      const platformNames = 'contact' in as ? as.contact !== null : as.context?.portalsContactId === ids.jane;
      assert.equal(last().contactname, platformNames ? 'Jane' : undefined, JSON.stringify(claims));
    }
  }
  await world.setMode('strict');
});

test('a contradiction is not hidden by a malformed request beside it', async () => {
  const answer = await world.call('QueryRecords', { claims: { site: ids.site, contact: ids.sam }, tabel: 1 }, { contact: ids.jane });
  assert.equal(codeOf(answer), 'identity-mismatch');
});

test('an unknown application user is nobody; naming a contact makes it a security event', async () => {
  assert.equal(codeOf(await who({}, { context: stranger })), 'nobody');
  assert.equal(codeOf(await who({ claims: { site: ids.site, contact: ids.jane } }, { context: stranger })), 'identity-mismatch');
  assert.ok(isSecurityEvent());
  assert.equal(last().callerid, ids.strangerApplication);
});

test('a person of the organisation is staff, sees the evidence, and is not served by the APIs for visitors', async () => {
  const answer = await who({}, { context: employee });
  assert.equal(answer.ok && answer.result.kind, 'staff');
  assert.equal(answer.ok && answer.result.evidence?.initiatingUserId, ids.employee);
  assert.equal(codeOf(await world.call('QueryRecords', { table: 'salesorder' }, { context: employee })), 'kind-not-served');
});

test('where the platform does not say whether a caller is an application, nobody is served', async () => {
  const unclear = { ...employee, initiatingUserApplicationId: null, isApplicationUser: null };
  assert.equal(codeOf(await who({}, { context: unclear })), 'identity-unproven');
});

test('inactive, merged, log-on disabled and missing contacts are nobody at every door', async () => {
  for (const contact of [ids.left, ids.merged, ids.disabled, ids.missing]) {
    for (const [api, request] of [
      ['WhoAmI', {}],
      ['QueryRecords', { table: 'salesorder' }],
      ['LoadExperience', { page: '/' }],
      ['CheckAccess', { table: 'salesorder', privileges: ['read'] }],
    ] as const)
      assert.equal(codeOf(await world.call(api, request, { contact })), 'nobody', `${api} ${contact}`);
  }
  assert.match(String(last().details), new RegExp(ids.missing));
});

test('sites that share an application user are told apart by a trusted claim only', async () => {
  const shared = await createWorld();
  const column = (schema: string) => columnOf(siteTable, schema);
  const other = {
    [siteTable.primaryName]: 'Other',
    [column('SiteId')]: ids.otherSite,
    [column('PortalUser')]: `systemuser:${ids.portalUser}`,
    [column('IdentityMode')]: optionValue(identityModes, 'strict'),
  };
  await shared.seed({ [siteTable.name]: [other] });
  assert.equal(codeOf(await shared.call('WhoAmI', {}, { contact: ids.jane })), 'identity-unproven');
  const claims = { site: ids.site, contact: ids.jane };
  assert.equal(codeOf(await shared.call('WhoAmI', { claims }, { contact: ids.jane })), 'identity-unproven');
  await shared.setMode('trusted-server-logic');
  assert.equal(codeOf(await shared.call('WhoAmI', { claims }, { contact: ids.jane })), 'ok');
  assert.equal(
    codeOf(await shared.call('WhoAmI', { claims: { ...claims, site: ids.otherSite } }, { contact: ids.jane })),
    'identity-unproven',
  );
  shared.close();
});

const switchOff = (of: World, table: string, id: string): Promise<void> =>
  of.dataverse.transaction({ kind: 'system' }, (service) =>
    service.update(table, id, { statecode: ['choice', 1], statuscode: ['choice', 2] }),
  );

test('a site whose registration is switched off serves nobody', async () => {
  const off = await createWorld();
  await switchOff(off, siteTable.name, ids.registration);
  for (const api of ['WhoAmI', 'LoadExperience'] as const)
    assert.equal(codeOf(await off.call(api, api === 'WhoAmI' ? {} : { page: '/' }, { contact: ids.jane })), 'identity-unproven');
  off.close();
});

test('a policy version that is switched off is none', async () => {
  const off = await createWorld();
  const { rows } = off.dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="${policyVersionTable.name}"><attribute name="${policyVersionTable.primaryKey}"/></entity></fetch>`,
    );
  await switchOff(off, policyVersionTable.name, rows[0]?.id ?? assert.fail('no version'));
  assert.equal(codeOf(await off.call('QueryRecords', { table: 'salesorder' }, { contact: ids.jane })), 'policy-missing');
  off.close();
});

test('a second registration counts even where its site id is none or it is switched off', async () => {
  for (const [siteId, statecode] of [
    [ids.otherSite.split('-').join(''), 0],
    ['nonsense', 0],
    [ids.otherSite, 1],
  ] as const) {
    const shared = await createWorld();
    const column = (schema: string) => columnOf(siteTable, schema);
    const second = {
      [siteTable.primaryName]: 'Second',
      [column('SiteId')]: siteId,
      [column('PortalUser')]: `systemuser:${ids.portalUser}`,
      [column('IdentityMode')]: optionValue(identityModes, 'strict'),
      ...(statecode === 0 ? {} : { statecode, statuscode: 2 }),
    };
    await shared.seed({ [siteTable.name]: [second] });
    assert.equal(codeOf(await shared.call('WhoAmI', {}, { contact: ids.jane })), 'identity-unproven', `${siteId} ${statecode}`);
    shared.close();
  }
});

test('without a policy, and with a broken one, everything that decides is refused', async () => {
  const other = await createWorld();
  const list = () => other.call('QueryRecords', { table: 'salesorder' }, { contact: ids.jane });
  assert.equal(codeOf(await list()), 'ok');
  await other.publish({ hash: '00'.repeat(32) });
  assert.equal(codeOf(await list()), 'policy-invalid');
  const roles = Object.fromEntries(Object.keys(policy.roles).map((name) => [name, { ...policy.roles[name], site: ids.otherSite }]));
  await other.publish({ policy: { ...policy, site: ids.otherSite, roles } });
  assert.equal(codeOf(await list()), 'policy-invalid', 'the policy of another site');
  for (const pack of ['{', '[]', '{"format":2}', '{"format":1,"policy":{"rules":"x"},"experience":{}}']) {
    await other.publish({ pack });
    assert.equal(codeOf(await list()), 'policy-invalid', pack);
  }
  assert.equal(other.audit().at(-1)?.contactname, 'Jane');
  assert.equal(codeOf(await other.call('WhoAmI', {}, { contact: ids.jane })), 'ok');
  await other.publish({});
  assert.equal(codeOf(await list()), 'ok', 'the next good version is in force at once');
  other.close();
});

test('a pack is read once per version', async () => {
  const fresh = await createWorld();
  for (let round = 0; round < 3; round++) await fresh.call('QueryRecords', { table: 'salesorder' }, { contact: ids.jane });
  assert.equal(fresh.asked.filter(({ operation }) => operation === 'readFile').length, 1);
  fresh.close();
});
