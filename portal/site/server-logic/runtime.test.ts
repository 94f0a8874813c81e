import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { forbiddenTexts } from './forbidden-texts.ts';
import { createServerLogicRuntime, type RunOptions } from './runtime.ts';

const runtime = createServerLogicRuntime(2);
after(() => runtime.close());

const given = {
  context: { Body: '{"a":1}', HttpMethod: 'POST', QueryParameters: { id: '7' } },
  user: { fullname: 'Jane' },
  website: { adx_name: 'Site' },
  settings: { 'search/enabled': 'yes' },
};
const run = (script: string, more: Partial<RunOptions> = {}) =>
  runtime.run({
    script,
    functionName: 'post',
    given,
    milliseconds: 10_000,
    doors: (operation, argument) => ({ operation, argument }),
    ...more,
  });
const text = async (script: string, more: Partial<RunOptions> = {}): Promise<string> => {
  const result = await run(script, more);
  assert.equal(result.kind, 'returned', JSON.stringify(result));
  return result.kind === 'returned' ? result.text : '';
};

test('a script sees Server, calls the site and returns its text; async works', async () => {
  assert.equal(
    await text(
      'function post() { return Server.User.fullname + Server.Context.QueryParameters.id + Server.SiteSetting.Get("Search/Enabled"); }',
    ),
    'Jane7yes',
  );
  assert.equal(
    await text('const post = async () => JSON.stringify(await Server.Connector.Dataverse.InvokeCustomApi("POST", "x_Api", "{}"));'),
    '{"operation":"dataverse","argument":{"operation":"InvokeCustomApi","parts":["POST","x_Api","{}"]}}',
  );
  assert.equal(await text('function post() { return { a: [1] }; }'), '{"a":[1]}');
});

test('a refused call, a thrown error and a missing function are outcomes', async () => {
  const doors = () => {
    throw new Error('no such thing');
  };
  assert.equal(
    await text('function post() { try { Server.Connector.Dataverse.DeleteRecord("a", "b"); } catch (e) { return e.message; } }', { doors }),
    'no such thing',
  );
  assert.deepEqual(await run('function post() { throw new Error("boom"); }'), { kind: 'threw', message: 'boom' });
  assert.deepEqual(await run('function get() {}'), { kind: 'absent' });
  assert.equal((await run('function post() { return new Promise(() => {}); }')).kind, 'failed');
  assert.equal((await run('this is not JavaScript')).kind, 'failed');
});

test('runs share nothing: globals and changed built-ins of one are not there in the next', async () => {
  await text('Array.isArray = () => "changed"; globalThis.kept = 1; function post() { return ""; }');
  await text('Array.isArray = () => "changed"; globalThis.kept = 1; function post() { return ""; }');
  assert.equal(await text('function post() { return typeof kept + Array.isArray([]); }'), 'undefinedtrue');
});

test('an endless loop and an endless chain of promises end at the time limit, and the next run works', async () => {
  assert.deepEqual(await run('function post() { for (;;); }', { milliseconds: 300 }), { kind: 'timed-out' });
  assert.deepEqual(await run('async function post() { for (;;) await null; }', { milliseconds: 300 }), { kind: 'timed-out' });
  const doors = () => new Promise(() => undefined);
  assert.deepEqual(await run('function post() { Server.Connector.Dataverse.DeleteRecord("a", "b"); }', { milliseconds: 300, doors }), {
    kind: 'timed-out',
  });
  assert.equal(await text('function post() { return "fine"; }'), 'fine');
});

test('a script that eats memory loses its worker only', async () => {
  const result = await run('function post() { const all = []; for (;;) all.push("x".repeat(1e6) + all.length, new Array(1e5).fill(0)); }', {
    milliseconds: 20_000,
  });
  assert.ok(result.kind === 'failed' || result.kind === 'threw' || result.kind === 'timed-out', result.kind);
  assert.equal(await text('function post() { return "fine"; }'), 'fine');
});

test('a text of hundreds of megabytes is refused before it is written out, wherever it leaves the script', async () => {
  const huge = '"x".repeat(4e8)';
  for (const body of [
    `return ${huge};`,
    `return { a: ${huge} };`,
    `return { a: new String(${huge}) };`,
    `const a = new Array(1e5).fill(1); return new Array(1e4).fill(a);`,
    `throw new Error(${huge});`,
    `Server.Logger.Log(${huge});`,
    `return Server.Connector.Dataverse.InvokeCustomApi("POST", "x", ${huge});`,
  ]) {
    const result = await run(`function post() { ${body} }`);
    assert.equal(result.kind, 'threw', body);
    assert.match(result.kind === 'threw' ? result.message : '', /more than the local portal|longer than the|endless message/, body);
  }
  assert.equal((await text('function post() { return "x".repeat(6e6); }')).length, 6_000_000);
});

const escapes: Readonly<Record<string, string>> = {
  'constructor of a method': 'Server.Connector.Dataverse.InvokeCustomApi.constructor("return process")()',
  'constructor of Server': 'Server.constructor.constructor("return process")()',
  'constructor of an answer': 'Server.Connector.Dataverse.CreateRecord("a","b").constructor.constructor("return process")()',
  'global scope': 'globalThis.constructor.constructor("return process")()',
  'indirect eval': '(0, eval)("process")',
  'no Node globals': 'process.version',
  'no require': 'require("node:fs")',
  'no timers': 'setTimeout(() => 1, 1)',
  'error of a refused call':
    '(() => { try { Server.EnvironmentVariable.get(Symbol("x")); } catch (e) { return e.constructor.constructor("return process")(); } })()',
  'error of a deep recursion':
    '(() => { let found; const dig = () => { try { Server.Logger.Log("x"); dig(); } catch (e) { found = found || e.constructor.constructor; throw e; } }; try { dig(); } catch (e) {} return found("return process")(); })()',
  'call sites':
    '(() => { Error.prepareStackTrace = (e, sites) => sites; const sites = new Error("x").stack; Error.prepareStackTrace = undefined; for (const site of sites) { const f = site.getFunction() || site.getThis(); if (f && f.constructor) { const p = f.constructor.constructor("return process")(); if (p) return p; } } return null.process; })()',
  'changed built-ins':
    '(() => { let caught; JSON.stringify = (x) => { caught = x; return "{}"; }; Function.prototype.call = function () { caught = this; }; Server.Logger.Log("x"); return caught.constructor.constructor("return process")(); })()',
};
for (const [name, expression] of Object.entries(escapes)) {
  test(`a script cannot leave its scope: ${name}`, async () => {
    const result = await run(`function post() { const p = ${expression}; return "escaped " + typeof p + " " + (p && p.version); }`, {
      doors: (operation) => (operation === 'environment' ? Promise.reject(new Error('refused')) : 'x'),
    });
    assert.ok(result.kind === 'threw' || result.kind === 'failed', JSON.stringify(result));
  });
}

test('dynamic import gives a script nothing of the worker', async () => {
  const result = await run(
    'async function post() { try { await import("node:fs"); } catch (e) { return typeof e.constructor.constructor("return process")().version; } }',
  );
  assert.ok(result.kind === 'threw' || result.kind === 'failed', JSON.stringify(result));
});

test('the validator finds the texts that the platform refuses', () => {
  assert.deepEqual(forbiddenTexts('function get() { return "important"; }'), []);
  assert.deepEqual(forbiddenTexts('eval ("1")'), ['eval(']);
  assert.deepEqual(forbiddenTexts('import/**/("x")'), ['import']);
  assert.deepEqual(forbiddenTexts('Server.constructor.constructor("x")'), ['constructor.constructor']);
});
