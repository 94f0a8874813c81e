import type { CachedFragment } from '../environment.ts';
import { LiquidParseError } from '../errors.ts';
import { type Output, type RenderState, report, write } from './state.ts';
import { parsed, renderTemplate } from './walk.ts';

/**
 * `substitution`: in a cacheable render a placeholder, otherwise its body at once. Either way the body sees the global objects alone, so
 * that a template behaves the same with the cache on and off.
 */
export async function renderSubstitution(state: RenderState, source: string, output: Output): Promise<void> {
  if (state.donuts !== null) {
    state.donuts.bodies.push(source);
    return write(state, output, placeholder(state.donuts.nonce, state.donuts.bodies.length - 1));
  }
  write(state, output, await orParseError(state, () => renderIsolated(state, source)));
}

/** A body that does not parse is replaced by the bare message, like a template of its own. */
export async function orParseError(state: RenderState, render: () => Promise<string>): Promise<string> {
  try {
    return await render();
  } catch (error) {
    if (!(error instanceof LiquidParseError)) throw error;
    report(state, 'parse-error', error.message);
    return error.message;
  }
}

/** Renders a body against global objects only; limits are those of the render around it. */
export async function renderIsolated(state: RenderState, source: string): Promise<string> {
  const inner: RenderState = {
    ...state,
    scopes: [new Map()],
    registers: new Map(),
    blocks: new Map(),
    donuts: null,
    depth: state.depth + 1,
  };
  const output: Output = { parts: [] };
  await renderTemplate(inner, parsed(inner, source), output);
  return output.parts.join('');
}

function placeholder(nonce: string, index: number): string {
  return `<!--substitution:${nonce}:${index}-->`;
}

/** Cuts a cached fragment at its placeholders: texts and bodies in turn. Only its own nonce counts; data cannot know it. */
export function cutFragment(fragment: CachedFragment): readonly { readonly text: string; readonly body: string | null }[] {
  const opening = `<!--substitution:${fragment.nonce}:`;
  const pieces = fragment.html.split(opening);
  return pieces.map((piece, index) => {
    if (index === 0) return { text: piece, body: null };
    const end = piece.indexOf('-->');
    const body = fragment.bodies[Number(piece.slice(0, end))];
    return { text: piece.slice(end + 3), body: body ?? null };
  });
}
