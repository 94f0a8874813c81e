import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { callAsContact } from '../../cli/environment/call.ts';
import { hostFactory } from '../../cli/environment/host.ts';
import { type Environment, prepareEnvironment } from '../../cli/environment/prepare.ts';
import { root } from '../../cli/paths.ts';
import { rowId } from '../../cli/sample/ids.ts';
import { readSample } from '../../cli/sample/read.ts';
import type { Answer, ExperienceResult } from '../../contracts/index.ts';

const sample = readSample(join(root, 'samples/scm'), Date.parse('2026-06-15T12:00:00Z'));
const untold = (answer: unknown): string =>
  JSON.stringify(answer)
    .replace(/"reference":"\w+"/g, '"reference":""')
    .replace(/"asOf":"[^"]+"/g, '"asOf":""')
    .replace(/"(?:createdon|version|continuation)":"[^"]*"/g, '""');

const load = ({ dataverse }: Environment, person: string, dashboard: object): Promise<Answer<ExperienceResult>> => {
  const request = { page: '/', grids: ['orders'], dashboard: { name: 'home', ...dashboard } };
  return callAsContact(dataverse, 'LoadExperience', request, rowId(sample.name, 'contact', person));
};

test('every dashboard of the sample has the same tiles in the shipped plug-in on .NET as in Node (A03 D16)', async () => {
  const open = (kind: 'node' | 'dotnet') =>
    prepareEnvironment({ file: ':memory:', sales: true, service: false, host: hostFactory(kind) }, sample);
  const [node, dotnet] = [await open('node'), await open('dotnet')];
  try {
    let seen = 0;
    for (const person of sample.matrix.people) {
      const first = await load(node, person, {});
      const tabs = first.ok && first.result.dashboard?.ok ? first.result.dashboard.result.tabs.map(({ name }) => ({ tab: name })) : [{}];
      for (const tab of tabs) {
        const [expected, answer] = [await load(node, person, tab), await load(dotnet, person, tab)];
        assert.equal(untold(answer), untold(expected), `${person} ${JSON.stringify(tab)}`);
        if (answer.ok && answer.result.dashboard?.ok) seen += answer.result.dashboard.result.tiles.filter((tile) => tile.answer.ok).length;
      }
    }
    assert.ok(seen > 20, `only ${seen} tiles were compared`);
  } finally {
    await node.dataverse.close();
    await dotnet.dataverse.close();
  }
});
