import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { callAsContact } from '../../cli/environment/call.ts';
import { hostFactory } from '../../cli/environment/host.ts';
import { localUsers } from '../../cli/environment/prepare.ts';
import { type ServedSample, serveSample } from '../../cli/environment/serve.ts';
import { siteRoles } from '../../cli/environment/site-roles.ts';
import { root } from '../../cli/paths.ts';
import { besideOf } from '../../cli/policy/beside.ts';
import { packPolicy } from '../../cli/policy/pack.ts';
import { publishPolicy } from '../../cli/policy/publish.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { localPassword } from '../../cli/sample/load.ts';
import { readSample, type Sample } from '../../cli/sample/read.ts';
import type {
  ActionsResult,
  Answer,
  CheckResult,
  QueryResult,
  RecordOperation,
  RecordResult,
  RunActionResult,
} from '../../contracts/index.ts';
import { apis, mostActionRows, recordOperations, serverLogicUrl, tokenHeader } from '../../contracts/index.ts';
import type { TypedValue } from '../../portal/dataverse/index.ts';
import { openBrowser } from '../../portal/site/test/browser.ts';
import { launchBrowser } from '../journeys/browser.ts';
import { settled } from '../journeys/grid.ts';
import { differences } from './differences.ts';

type HttpBrowser = ReturnType<typeof openBrowser>;
export type Rule = { readonly id: string } & { readonly [key: string]: unknown };

/** The doors that exist, side by side, on the portal of a sample in memory: every question is asked at each of them. */
export interface Doors {
  readonly served: ServedSample;
  readonly id: (table: string, short: string) => string;
  readonly http: (person: string | null) => Promise<HttpBrowser>;
  /** Asks an operation at the two doors that take requests, and answers both, under the door's name. */
  readonly ask: <Result>(
    person: string | null,
    operation: RecordOperation,
    request: object,
  ) => Promise<{ readonly [door: string]: Answer<Result> }>;
  /** Asserts that a person finds just these records: in the grid, in lists, in counts, one by one by id, and by pressing a button on each. */
  readonly sees: (person: string | null, expected: readonly string[], told?: string) => Promise<void>;
  /** What may be done with a record, asked at both doors, which have to agree. */
  readonly privileges: (person: string, record: string) => Promise<readonly string[]>;
  readonly publish: (rules: readonly object[]) => Promise<void>;
  readonly change: (table: string, short: string, values: { readonly [column: string]: TypedValue }) => Promise<void>;
  readonly assign: (person: string, role: string) => Promise<void>;
  /** Opens an address in Chromium as a person. */
  readonly open: (person: string, path: string) => Promise<import('playwright-core').Page>;
  readonly close: () => Promise<void>;
}

export const scm = (): Sample => readSample(join(root, 'samples/scm'));
const six = ['read', 'create', 'write', 'delete', 'append', 'appendto'];

/** A button without consequences, for everybody who may read a record: whoever can press it has found the record. */
const probe = 'probe';
const probeAction = (table: string) => ({
  name: probe,
  titles: { en: 'Probe' },
  table,
  inputs: [],
  comment: 'none' as const,
  tone: 'neutral' as const,
  several: true,
  effects: [],
  order: 99,
});
const probeRule = (table: string) => ({ id: 'probe', effect: 'allow', table, roles: ['*'], actions: [probe], access: 'global' });

/** The sample with the button on the table that is asked about. */
const withProbe = (sample: Sample, table: string): Sample => ({
  ...sample,
  policy: { ...sample.policy, rules: [...sample.policy.rules, probeRule(table)] },
  experience: { ...sample.experience, actions: [...(sample.experience.actions ?? []), probeAction(table)] },
});

/** `table` is what the sample's grid shows, `label` the column whose text tells the grid's rows apart. */
export async function openDoors(bare: Sample = scm(), table = 'salesorder', label = 'ordernumber'): Promise<Doors> {
  const sample = withProbe(bare, table);
  const [served, browser] = await Promise.all([
    serveSample({ file: ':memory:', port: 0, host: hostFactory('node'), sample }),
    launchBrowser(),
  ]);
  const { dataverse, site } = served;
  const id = (of: string, short: string): string => rowId(sample.name, of, short);
  const records = Object.keys(sample.rows[table] ?? {});
  const labels = new Map(records.map((each) => [String(sample.rows[table]?.[each]?.[label]), each]));
  const people = new Map<string, HttpBrowser>();
  const tokens = new Map<string, string>();
  const http = async (person: string | null): Promise<HttpBrowser> => {
    const known = people.get(person ?? '');
    if (known) return known;
    const fresh = openBrowser({ site: { url: served.url } } as Parameters<typeof openBrowser>[0]);
    if (person !== null) assert.equal((await fresh.signIn(person, localPassword)).status, 302, `${person} signs in`);
    people.set(person ?? '', fresh);
    return fresh;
  };

  const ask = async <Result>(
    person: string | null,
    operation: RecordOperation,
    request: object,
  ): Promise<{ readonly [door: string]: Answer<Result> }> => {
    const visitor = await http(person);
    const token = tokens.get(person ?? '') ?? (await visitor.token());
    tokens.set(person ?? '', token);
    const body = JSON.stringify({ operation, ...request });
    const response = await visitor.send('POST', serverLogicUrl('records'), body, { [tokenHeader]: token });
    assert.equal(response.status, 200, response.text);
    const envelope = JSON.parse(response.text) as { readonly data?: string; readonly Data?: string };
    const contact = person === null ? null : id('contact', person);
    return {
      'server logic': JSON.parse(envelope.data ?? envelope.Data ?? '') as Answer<Result>,
      'custom api': await callAsContact<Result>(dataverse, apiOf(operation), request, contact),
    };
  };

  const contexts = new Map<string, BrowserContext>();
  const open: Doors['open'] = async (person, path) => {
    const context = contexts.get(person) ?? (await signedIn(browser, served.url, await http(person)));
    contexts.set(person, context);
    const page = await context.newPage();
    await page.goto(`${served.url}${path}`);
    return page;
  };
  const inGrid = async (person: string): Promise<readonly string[]> => {
    const page = await open(person, '/orders');
    const found: string[] = [];
    for (;;) {
      await settled(page);
      found.push(...(await page.locator('.portico-grid tbody th').allInnerTexts()));
      const next = page.getByRole('button', { name: 'Next' });
      if (found.length === 0 || (await next.count()) === 0 || (await next.isDisabled())) break;
      await next.click();
    }
    if (found.length === 0)
      await page
        .getByText(/not allowed to see this|Nothing here/i)
        .first()
        .waitFor();
    await page.close();
    return found.map((each) => labels.get(each) ?? each);
  };

  let clicks = 0;
  /** The records on which a person can press the button, with the version that the offers name; nothing is offered on what is hidden. */
  const pressed = async (person: string | null): Promise<{ readonly [door: string]: readonly string[] }> => {
    const found: { [door: string]: string[] } = { 'server logic': [], 'custom api': [] };
    for (let at = 0; at < records.length; at += mostActionRows) {
      const ids = records.slice(at, at + mostActionRows).map((each) => id(table, each));
      const [offers] = Object.values(await ask<ActionsResult>(person, 'actions', { table, ids }));
      const versions = new Map(offers?.ok ? offers.result.rows.map((row) => [row.id, row.version]) : []);
      const rows = ids.map((each) => ({ id: each, version: versions.get(each) ?? '1' }));
      clicks += 1;
      const request = { table, action: probe, key: `probe-${String(clicks).padStart(20, '0')}`, rows };
      for (const [door, answer] of Object.entries(await ask<RunActionResult>(person, 'run', request))) {
        if (!answer.ok) assert.equal(answer.refusal.status, 403);
        else
          for (const row of answer.result.rows) {
            if (row.answer.ok) found[door]?.push(records.find((each) => id(table, each) === row.id) ?? row.id);
            else assert.equal(row.answer.refusal.code, 'not-available', `${door}, ${person}`);
          }
      }
    }
    return found;
  };

  const sees: Doors['sees'] = async (person, expected, told = '') => {
    const hidden = records.filter((each) => !expected.includes(each));
    const check = (door: string, seen: readonly string[]): void =>
      assert.deepEqual(differences(expected, hidden, seen), [], `${door}, ${person}: ${told}`);
    for (const [door, list] of Object.entries(await ask<QueryResult>(person, 'query', { table, pageSize: 250, count: true }))) {
      check(`${door}, list`, list.ok ? list.result.rows.map((row) => records.find((each) => id(table, each) === row.id) ?? row.id) : []);
      if (list.ok) assert.deepEqual(list.result.count, { value: expected.length, atLeast: false }, `${door}, count, ${person}: ${told}`);
      else assert.equal(list.refusal.status, 403);
    }
    const byId: { [door: string]: string[] } = { 'server logic': [], 'custom api': [] };
    for (const record of records) {
      for (const [door, answer] of Object.entries(await ask<RecordResult>(person, 'get', { table, id: id(table, record) }))) {
        if (answer.ok) byId[door]?.push(record);
        else assert.equal(answer.refusal.status, 403);
      }
    }
    for (const [door, seen] of Object.entries(byId)) check(`${door}, by id`, seen);
    for (const [door, seen] of Object.entries(await pressed(person))) check(`action by ${door}`, seen);
    if (person !== null) check('control', await inGrid(person));
  };

  return {
    served,
    id,
    http,
    ask,
    sees,
    open,
    privileges: async (person, record) => {
      const answers = Object.values(await ask<CheckResult>(person, 'check', { table, id: id(table, record), privileges: six }));
      const [one, other] = answers.map((each) => (each.ok ? six.filter((name) => each.result.privileges[name] === true) : []));
      assert.deepEqual(one, other, 'both doors say the same');
      return one ?? [];
    },
    publish: async (given) => {
      const rules = [...given, probeRule(table)];
      // An action that no rule gives to anybody would be refused as a mistake of the policy.
      const named = rules.flatMap((each) => (each as { readonly actions?: readonly string[] }).actions ?? []);
      const actions = (sample.experience.actions ?? []).filter(({ name }) => named.includes(name));
      // So would a menu entry or a tile that needs one.
      const menu = sample.experience.menu.filter(
        ({ needs }) => needs === undefined || !('action' in needs) || named.includes(needs.action),
      );
      const experience = { ...sample.experience, actions, menu, dashboards: [], tiles: [] };
      const packed = packPolicy(
        { ...sample.policy, rules },
        besideOf(dataverse, { ...sample, experience }),
        site,
        siteRoles(dataverse, site),
      );
      await publishPolicy(dataverse, site, packed);
    },
    change: (of, short, values) =>
      dataverse.transaction({ kind: 'system' }, (service) => service.update(of, id(of, short), values)).then(() => undefined),
    assign: async (person, role) => {
      const found = siteRoles(dataverse, site).find((each) => each.name === role) ?? assert.fail(role);
      const link = { powerpagecomponentid: found.id, contactid: id('contact', person) };
      await dataverse.seed({ powerpagecomponent_mspp_webrole_contact: [link] });
    },
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}

function apiOf(operation: RecordOperation) {
  const api = recordOperations[operation];
  assert.ok(api in apis);
  return api;
}

/** A context of Chromium with the session of a person who signed in over HTTP. */
async function signedIn(browser: Browser, url: string, { cookies }: HttpBrowser): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
  return context;
}

/** Lets the portal's user read every table, for variations of the sample with tables of their own. */
export const readEverything = ({ dataverse }: ServedSample): Promise<void> =>
  dataverse.seed({ systemuserroles: [{ systemuserid: localUsers.portal, roleid: dataverse.administratorRoleId }] });
