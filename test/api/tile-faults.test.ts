import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { type Answer, apis, type ExperienceResult, serverLogics } from '../../contracts/index.ts';
// @ts-expect-error the build is plain JavaScript without declarations
import { buildServerLogic } from '../../server-logic/build.mjs';
import { ids } from './fixture.ts';
import { counter, createTilesWorld, oneTab, policy, resultOf, type TilesWorld, tile } from './tiles-world.ts';

const out = await mkdtemp(join(tmpdir(), 'portico-bridge-'));
const scripts: { readonly [name: string]: string } = await buildServerLogic(out);
after(() => rm(out, { recursive: true }));

const count = { kind: 'counter', measure: { count: true } } as const;
const tiles = [
  tile('good', count),
  tile('lost', { ...count, filter: ['totalamount', '≥', '1'], measure: { sum: 'gone' } }),
  tile('other', { ...count, filter: ['statuscode', '=', 1] }),
  tile('narrow', { ...count, filter: ['gone', '=', '1'] }),
];
/** A column that the policy still names, as it was published, and the store has lost. */
const losing = {
  ...policy,
  tables: {
    ...policy.tables,
    salesorder: { ...policy.tables.salesorder, columns: { ...policy.tables.salesorder?.columns, gone: 'number' } },
  },
} as typeof policy;

interface Asked {
  readonly url: string;
  readonly payload: string;
}

/**
 * The experience bridge over the real custom APIs, each call in a transaction of its own. The script is synchronous and the database is
 * not, so it is run again from the start for each answer that it did not have yet.
 */
async function bridge(
  world: TilesWorld,
  contact: string,
  body: object,
): Promise<{ readonly answer: Answer<ExperienceResult>; readonly asked: readonly Asked[] }> {
  const answers: string[] = [];
  for (;;) {
    const asked: Asked[] = [];
    const InvokeCustomApi = (_method: string, url: string, payload: string): string => {
      asked.push({ url, payload });
      const answer = answers[asked.length - 1];
      if (answer === undefined) throw new Error('no answer yet');
      return answer;
    };
    const Server = {
      Context: { ActivityId: 'activity', FunctionName: 'post', ServerLogicName: 'x', Body: JSON.stringify(body), HttpMethod: 'POST' },
      Connector: { Dataverse: { InvokeCustomApi } },
      User: { contactid: contact },
      Website: { adx_websiteid: ids.site },
      Logger: { Log: String, Error: String },
    };
    const text = runInNewContext(`${scripts[serverLogics.experience.name]}\n;post()`, { Server }) as string;
    const open = asked[answers.length];
    if (open === undefined) return { answer: JSON.parse(text), asked };
    answers.push(await envelope(world, contact, open));
  }
}

async function envelope(world: TilesWorld, contact: string, { url, payload }: Asked): Promise<string> {
  const api = (Object.keys(apis) as (keyof typeof apis)[]).find((name) => apis[name].uniqueName === url) ?? assert.fail(url);
  const answered = (StatusCode: number, body: object) =>
    JSON.stringify({ StatusCode, Body: JSON.stringify(body), IsSuccessStatusCode: StatusCode < 300 });
  try {
    const answer = await world.call(api, JSON.parse(payload).Request, { contact });
    return answered(200, { Response: JSON.stringify(answer) });
  } catch {
    return answered(400, { error: { code: '0x80041103', message: 'SECRET' } });
  }
}

test('A26: a tile that faults is missing alone: the page, its other tiles and its grids stand, in one request of the browser', async () => {
  const world = await createTilesWorld(oneTab(tiles), losing);
  await assert.rejects(world.dashboard(ids.admin), 'the fault ends the whole call');
  const before = world.audit().length;
  const { answer, asked } = await bridge(world, ids.admin, { page: '/', grids: ['orders'], dashboard: { name: 'home' } });
  const { dashboard, grids, navigation } = resultOf(answer);
  assert.ok(navigation.length > 0);
  assert.ok(resultOf(grids[0]?.firstPage ?? assert.fail()).rows.length > 0, 'a grid of the same table is not touched');
  const shown = resultOf(dashboard ?? assert.fail());
  assert.deepEqual(
    shown.tiles.map(({ name }) => name),
    ['good', 'lost', 'other', 'narrow'],
  );
  assert.ok(!('frames' in shown));
  assert.ok(Number(counter(shown.tiles[0]).value) > 0);
  assert.ok(Number(counter(shown.tiles[2]).value) > 0);
  for (const place of [1, 3]) {
    const broken = shown.tiles[place]?.answer ?? assert.fail();
    assert.ok(!broken.ok);
    assert.equal(broken.refusal.code, 'fault');
    const entry = world.audit().find(({ name }) => name === broken.refusal.reference);
    assert.equal(entry?.contactname, 'Admin', 'whoever is told the reference can be helped with it');
  }
  assert.ok(!JSON.stringify(answer).includes('SECRET'));
  assert.ok(world.audit().length > before);
  assert.ok(asked.length <= 2 + tiles.length + 2);
  world.close();
});

test('many tiles that fail are not asked for to the end, and a fault that is not a tile’s stays one', async () => {
  const many = Array.from({ length: 12 }, (_, index) => tile(`t${index}`, { ...count, filter: ['gone', '=', String(index)] }));
  const world = await createTilesWorld(oneTab(many), losing);
  const { answer, asked } = await bridge(world, ids.admin, { page: '/', dashboard: { name: 'home' } });
  const shown = resultOf(resultOf(answer).dashboard ?? assert.fail());
  assert.equal(shown.tiles.length, 12);
  assert.ok(shown.tiles.every(({ answer: each }) => !each.ok && each.refusal.code === 'fault' && each.refusal.reference !== ''));
  assert.equal(asked.length, 2 + 3 * 2);
  world.close();

  const grid = {
    name: 'bad',
    titles: { en: 'x' },
    table: 'salesorder',
    columns: [{ name: 'gone', titles: { en: 'x' } }],
    sort: [],
    search: [],
    pageSize: 5,
  };
  const other = await createTilesWorld(oneTab([tile('good', count)], { grids: [grid] }), losing);
  const failed = await bridge(other, ids.admin, { page: '/', grids: ['bad'], dashboard: { name: 'home' } });
  assert.equal(failed.answer.ok ? '' : failed.answer.refusal.code, 'fault');
  other.close();
});
