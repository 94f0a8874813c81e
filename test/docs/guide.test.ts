import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse, parseDocument } from 'yaml';
import { hostFactory } from '../../cli/environment/host.ts';
import { type ServedSample, serveSample } from '../../cli/environment/serve.ts';
import { build, root } from '../../cli/paths.ts';
import { readSample } from '../../cli/sample/read.ts';
import type { ExperienceResult } from '../../contracts/index.ts';
import { packAll } from '../../solution/index.ts';
import { runProgram } from '../cli/run-program.ts';
import { newVisitor, resultOf } from '../doors/visitor.ts';

interface Seen {
  readonly menu: readonly string[];
  readonly home?: { readonly tab: string; readonly tile: string; readonly value: string };
  readonly rows: readonly string[] | 'refused';
  readonly columns?: readonly string[];
}

const guide = readFileSync(join(root, 'docs/guides/from-nothing-to-a-role-aware-page.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(?:yaml|liquid) (add|set|file|see) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, verb, target, text]) => ({
  verb: verb ?? '',
  target: target ?? '',
  text: text ?? '',
}));
const expected = parse(blocks.find(({ verb }) => verb === 'see')?.text ?? '') as { readonly [person: string]: Seen };

/** Does in a copy what the guide tells its reader to do. */
function follow(folder: string): void {
  for (const { verb, target, text } of blocks) {
    const [file = '', path = ''] = target.split(' ');
    if (verb === 'see') continue;
    if (verb === 'file') {
      writeFileSync(join(folder, file), text);
      continue;
    }
    const document = parseDocument(readFileSync(join(folder, file), 'utf8'));
    const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    if (verb === 'set') document.setIn(keys, document.createNode(parse(text)));
    else for (const item of parse(text) as readonly unknown[]) document.addIn(keys, document.createNode(item));
    writeFileSync(join(folder, file), document.toString());
  }
}

describe('from nothing to a role-aware page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portico-guide-'));
  let portal: ServedSample;

  before(async () => {
    cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
    cpSync(join(root, 'web-templates'), join(folder, 'web-templates'), { recursive: true });
    follow(folder);
    const zips = join(folder, 'dist');
    const packed = packAll({ root: folder, out: zips, built: build });
    assert.equal(packed.kind, 'packed', JSON.stringify(packed));
    const sample = readSample(join(folder, 'samples/scm'));
    portal = await serveSample({ file: ':memory:', port: 0, host: hostFactory('node'), sample, zips });
  });
  after(async () => {
    await portal?.close();
    rmSync(folder, { recursive: true });
  });

  const load = async (person: string, request: object): Promise<ExperienceResult> => {
    const visitor = newVisitor(portal.url);
    assert.equal((await visitor.signIn(person)).status, 302, `${person} signs in`);
    return resultOf(await visitor.ask<ExperienceResult>('experience', request));
  };

  test('the guide has all its steps', () => assert.ok(blocks.length >= 13, `${blocks.length} blocks`));

  for (const tool of ['lint', 'test'])
    test(`\`portico ${tool}\` has nothing against the policy of the guide`, async () => {
      const { code, stdout } = await runProgram(process.execPath, [
        '--import',
        'tsx',
        join(root, 'cli/main.ts'),
        tool,
        join(folder, 'samples/scm'),
      ]);
      assert.equal(code, 0, stdout);
    });

  for (const [person, { menu, home, rows, columns }] of Object.entries(expected)) {
    test(`A26: the menu of ${person}`, async () => {
      const { navigation } = await load(person, { page: '/' });
      assert.deepEqual(
        navigation.map(({ title }) => title),
        menu,
      );
    });

    test(`A03: what ${person} finds on the page`, async () => {
      const grid = (await load(person, { page: '/deliveries', grids: ['deliveries'] })).grids[0] ?? assert.fail('no grid');
      if (rows === 'refused') assert.match(grid.firstPage.ok ? '' : grid.firstPage.refusal.reference, /^[A-Z2-7]{12}$/);
      else assert.deepEqual(grid.firstPage.ok ? grid.firstPage.result.rows.map(({ values }) => values['ordernumber']).sort() : [], rows);
      if (columns)
        assert.deepEqual(
          grid.columns.map(({ name }) => name),
          columns,
        );
    });

    if (home)
      test(`A03: what ${person} finds at home`, async () => {
        const { dashboard } = await load(person, { page: '/', dashboard: { name: 'home' } });
        const opened = resultOf(dashboard ?? assert.fail('no dashboard'));
        assert.equal(opened.tab, home.tab);
        const content = resultOf(opened.tiles.find(({ name }) => name === home.tile)?.answer ?? assert.fail('no tile'));
        assert.equal(content.kind === 'counter' ? content.value : content.kind, home.value);
      });
  }

  test('the page itself is there for who has signed in, and for nobody else', async () => {
    const visitor = newVisitor(portal.url);
    assert.notEqual((await visitor.request('GET', '/deliveries')).status, 200);
    await visitor.signIn('dina');
    const { status, text } = await visitor.request('GET', '/deliveries');
    assert.equal(status, 200);
    assert.match(text, /SecureGrid/);
  });
});
