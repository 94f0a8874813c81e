import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { type LiquidEnvironment, renderLiquid } from './index.ts';
import { environmentFor } from './testing.ts';
import { LiquidDecimal } from './value.ts';

interface Case {
  readonly template: string;
  readonly expected: string;
  readonly grade: string;
  readonly source: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly templates?: Readonly<Record<string, string>>;
  readonly encodeUserAndRequest?: boolean;
}

interface Table {
  readonly data: Readonly<Record<string, unknown>>;
  readonly cases: readonly Case[];
}

const table = JSON.parse(readFileSync(new URL('./dialect.json', import.meta.url), 'utf8')) as Table;

/** Spells out the values that JSON has no form for. */
function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, inner] = ['', null]] = Object.entries(value);
  if (key === '$date' && typeof inner === 'string') return new Date(inner);
  if (key === '$decimal' && Array.isArray(inner)) return new LiquidDecimal(BigInt(String(inner[0])), Number(inner[1]));
  if (key === '$map') return new Map(Object.entries(inner as Record<string, unknown>).map(([name, item]) => [name, decode(item)]));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decode(item)]));
}

function environmentOf(entry: Case): LiquidEnvironment {
  const objects = decode({ ...table.data, ...entry.data }) as Record<string, unknown>;
  return {
    ...environmentFor({ objects, templates: entry.templates ?? {} }),
    encodeUserAndRequest: entry.encodeUserAndRequest ?? true,
  };
}

test('the dialect table: every row prints what its evidence says', async (context) => {
  assert.ok(table.cases.length > 180);
  for (const [index, entry] of table.cases.entries()) {
    await context.test(`${index} ${entry.source}: ${entry.template}`, async () => {
      assert.equal(await renderLiquid(entry.template, environmentOf(entry)), entry.expected);
    });
  }
});
