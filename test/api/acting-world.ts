import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import {
  type ActionRun,
  type ActionsResult,
  type Answer,
  type ExperienceDefinition,
  type Refusal,
  type RunActionResult,
  type SaveResult,
  tables,
} from '../../contracts/index.ts';
import { parsePolicy } from '../../engine/index.ts';
import { lookup, text } from '../../portal/dataverse/metadata/define.ts';
import { ids } from './fixture.ts';
import { createWorld, type World } from './world.ts';

const sample = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../samples/scm/${file}`, import.meta.url)), 'utf8').replaceAll('SCM ', '');

/** The rules and actions of the sample as they are, with the role names of the fixture. */
const roleNames = ['Administrator', 'Representative', 'Authorised', 'Unauthorised', 'Authenticated Users'];
const parsed = parsePolicy({
  ...parse(sample('policy.yaml')),
  site: ids.site,
  roles: Object.fromEntries(
    roleNames.map((name) => [name, { site: ids.site, ...(name === 'Authenticated Users' ? { flags: ['authenticated'] } : {}) }]),
  ),
});
assert.equal(parsed.kind, 'policy', JSON.stringify(parsed));
export const samplePolicy = parsed.kind === 'policy' ? parsed.policy : assert.fail();
export const sampleExperience = parse(sample('experience.yaml')) as ExperienceDefinition;

/** Orders: one new of Jane, one submitted of Jane, one of Sam, one of May in another company, one that the representative placed. */
export const orders = {
  fresh: ids.orderJane,
  submitted: ids.orderJane3,
  sam: ids.orderSam,
  may: ids.orderMay,
  byRep: ids.orderJane2,
} as const;

export interface ActingWorld extends World {
  readonly list: (contact: string | null, ids: readonly string[]) => Promise<ActionsResult['rows']>;
  readonly version: (id: string) => string;
  readonly values: (id: string) => { readonly [column: string]: unknown };
  /** Runs an action on one order as it is now; `more` changes the request. */
  readonly run: (contact: string | null, action: string, id: string, more?: object) => Promise<Answer<RunActionResult>>;
  readonly save: (contact: string | null, request: object) => Promise<Answer<SaveResult>>;
  /** Rows of one of our tables, by schema names in lower case without prefix. */
  readonly ours: (schema: string) => readonly { readonly [column: string]: unknown }[];
}

let clicks = 0;
export const newKey = (): string => `click-${String(++clicks).padStart(16, '0')}`;

/** `more` goes over the experience of the sample. */
export async function createActingWorld(more: Partial<ExperienceDefinition> = {}): Promise<ActingWorld> {
  const world = await createWorld({
    policy: samplePolicy,
    experience: { ...sampleExperience, ...more },
    orderColumns: [lookup('scm_orderedby', ['contact']), lookup('scm_approvedby', ['contact']), text('scm_paymentreference', 40)],
  });
  await world.dataverse.transaction({ kind: 'system' }, (service) => {
    const order = (id: string, who: string, more: Parameters<typeof service.update>[2] = {}) =>
      service.update('salesorder', id, { scm_orderedby: ['lookup', 'contact', who], ...more });
    order(orders.fresh, ids.jane, { scm_paymentreference: ['text', 'DE89370400440532013000'] });
    order(orders.submitted, ids.jane, { statuscode: ['choice', 3], statecode: ['choice', 1] });
    order(orders.sam, ids.sam);
    order(orders.may, ids.may);
    order(orders.byRep, ids.rep, { statuscode: ['choice', 3], statecode: ['choice', 1] });
  });
  const system = world.dataverse.read({ kind: 'system' });
  const version = (id: string): string => system.retrieve('salesorder', id, ['name']).version ?? assert.fail('no version');
  return {
    ...world,
    version,
    values: (id) => system.retrieve('salesorder', id).values,
    list: async (contact, of) => {
      const answer = await world.call<ActionsResult>('ListActions', { table: 'salesorder', ids: of }, { contact });
      return resultOf(answer).rows;
    },
    run: (contact, action, id, more = {}) =>
      world.call('RunAction', { table: 'salesorder', action, key: newKey(), rows: [{ id, version: version(id) }], ...more }, { contact }),
    save: (contact, request) => world.call('SaveRecord', { table: 'salesorder', key: newKey(), ...request }, { contact }),
    ours: (schema) => {
      const table = tables.find((each) => each.schemaName.endsWith(`_${schema}`)) ?? assert.fail(schema);
      const { rows } = system.retrieveMultiple(`<fetch><entity name="${table.name}"><all-attributes/></entity></fetch>`);
      return rows.map(({ values }) =>
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name.slice(name.indexOf('_') + 1), value])),
      );
    },
  };
}

export const resultOf = <Result>(answer: Answer<Result>): Result =>
  answer.ok ? answer.result : assert.fail(JSON.stringify(answer.refusal));
export const refusalOf = <Result>(answer: Answer<Result>): Refusal =>
  answer.ok ? assert.fail(JSON.stringify(answer.result)) : answer.refusal;
/** The one row's run, or its refusal. */
export const ran = (answer: Answer<RunActionResult>): ActionRun => resultOf(resultOf(answer).rows[0]?.answer ?? assert.fail('no row'));
export const refusedRow = (answer: Answer<RunActionResult>): Refusal =>
  refusalOf(resultOf(answer).rows[0]?.answer ?? assert.fail('no row'));
