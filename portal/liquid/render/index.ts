import { randomBytes } from 'node:crypto';
import type { CachedFragment, LiquidEnvironment } from '../environment.ts';
import { LiquidLimitError } from '../errors.ts';
import { type Donuts, type Output, type RenderState, report, timeLimit } from './state.ts';
import { cutFragment, orParseError, renderIsolated } from './substitution.ts';
import { parsed, renderTemplate } from './walk.ts';

/**
 * Renders a template for one visitor. A parse error or a crossed limit gives its message alone; run-time errors stand in the text as
 * `Liquid error: …`. Rejects only when a door or a drop throws something other than `LiquidError`.
 *
 * @example await renderLiquid('{{ user.fullname | default: "guest" }}', environment)
 */
export async function renderLiquid(source: string, environment: LiquidEnvironment): Promise<string> {
  return await withState(environment, null, (state) => renderWhole(state, source));
}

/** Renders a template that visitors share: bodies of `substitution` stay source, to be filled in by `resolveSubstitutions`. */
export async function renderCacheable(source: string, environment: LiquidEnvironment): Promise<CachedFragment> {
  const donuts: Donuts = { nonce: randomBytes(16).toString('hex'), bodies: [] };
  const html = await withState(environment, donuts, (state) => renderWhole(state, source));
  return { html, nonce: donuts.nonce, bodies: donuts.bodies };
}

/** Completes a cached fragment for one visitor: every substitution is rendered against the global objects alone. */
export async function resolveSubstitutions(fragment: CachedFragment, environment: LiquidEnvironment): Promise<string> {
  return await withState(environment, null, async (state) => {
    const parts: string[] = [];
    for (const { text, body } of cutFragment(fragment)) {
      if (body !== null) parts.push(await messageInstead(state, () => renderIsolated(state, body)));
      parts.push(text);
    }
    return parts.join('');
  });
}

async function renderWhole(state: RenderState, source: string): Promise<string> {
  const output: Output = { parts: [] };
  return await messageInstead(state, async () => {
    await renderTemplate(state, parsed(state, source), output);
    return output.parts.join('');
  });
}

/** A parse error's or a limit's message in place of everything. */
async function messageInstead(state: RenderState, render: () => Promise<string>): Promise<string> {
  try {
    return await orParseError(state, render);
  } catch (error) {
    if (!(error instanceof LiquidLimitError)) throw error;
    report(state, 'limit', error.message);
    return `Liquid error: ${error.message}`;
  }
}

async function withState<T>(environment: LiquidEnvironment, donuts: Donuts | null, run: (state: RenderState) => Promise<T>): Promise<T> {
  const { milliseconds } = environment.limits;
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(timeLimit(milliseconds)), milliseconds);
  });
  expired.catch(() => undefined);
  try {
    return await run({
      environment,
      budget: { turns: 0, characters: 0, deadline: Date.now() + milliseconds, expired },
      globals: new Map(Object.keys(environment.objects).map((name) => [name.toLowerCase(), name])),
      scopes: [new Map()],
      depth: 0,
      template: null,
      registers: new Map(),
      blocks: new Map(),
      parsed: new Map(),
      donuts,
    });
  } finally {
    clearTimeout(timer);
  }
}
