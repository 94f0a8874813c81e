import assert from 'node:assert/strict';
import test from 'node:test';
import vm from 'node:vm';
import type { Adapter } from './index.ts';
import { answerOf, bundleCases, engineAdapter, loadChecks, matches, PENDING, relevant } from './index.ts';

const checks = loadChecks();

test('D16: every golden case has the answer that it expects, and pending ones do not', () => {
  const failed = new Set<string>();
  const faults: string[] = [];
  for (const { name, caseId, what, check, expect } of checks) {
    const answer = answerOf(engineAdapter, check);
    if (matches(check, expect, answer)) continue;
    failed.add(caseId);
    if (!(caseId in PENDING))
      faults.push(`${name}: ${what}\n  expected ${JSON.stringify(expect)}\n  answered ${relevant(check, expect, answer)}`);
  }
  const passing = Object.keys(PENDING).filter((caseId) => !failed.has(caseId));
  assert.deepEqual(faults, []);
  assert.deepEqual(passing, [], 'pending cases that pass, or that do not exist');
  assert.ok(checks.length > 400, 'all checks were read');
});

test('the runner finds a wrong answer', () => {
  const open: Adapter = {
    ...engineAdapter,
    decide: (inputs, request) => ({ ...(engineAdapter.decide(inputs, request) as object), allowed: true }),
  };
  const wrong = checks.filter(({ check, expect }) => check.call === 'decide' && !matches(check, expect, answerOf(open, check)));
  assert.ok(wrong.length > 20);
});

test('the bundle lowered to ES5 answers every check as Node does, byte for byte, without built-ins that are younger', async () => {
  const context = vm.createContext({});
  // What ES5 does not have is taken away first, so that a use of it shows.
  vm.runInContext(
    `(function (g) {
      ['Map', 'Set', 'WeakMap', 'WeakSet', 'Symbol', 'Promise', 'Proxy', 'Reflect', 'BigInt', 'Intl', 'globalThis'].forEach(function (name) { delete g[name]; });
      ['assign', 'entries', 'values', 'fromEntries', 'is', 'getOwnPropertyDescriptors', 'getOwnPropertySymbols', 'hasOwn', 'setPrototypeOf'].forEach(function (name) { delete Object[name]; });
      ['includes', 'startsWith', 'endsWith', 'padStart', 'padEnd', 'normalize', 'repeat', 'at', 'codePointAt', 'matchAll', 'replaceAll', 'trimEnd', 'trimStart'].forEach(function (name) { delete String.prototype[name]; });
      ['includes', 'find', 'findIndex', 'flat', 'flatMap', 'at', 'fill', 'keys', 'entries', 'values'].forEach(function (name) { delete Array.prototype[name]; });
      ['from', 'of'].forEach(function (name) { delete Array[name]; });
      ['isInteger', 'isNaN', 'isFinite', 'parseFloat'].forEach(function (name) { delete Number[name]; });
      ['sign', 'trunc'].forEach(function (name) { delete Math[name]; });
      delete String.raw; delete String.fromCodePoint;
    })(this)`,
    context,
  );
  vm.runInContext(await bundleCases(), context);
  for (const { name, check } of checks) {
    const answer = vm.runInContext(`porticoCases.run(${JSON.stringify(JSON.stringify(check))})`, context);
    assert.equal(answer, answerOf(engineAdapter, check), name);
  }
});
