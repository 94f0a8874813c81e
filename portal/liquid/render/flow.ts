import { looselyEqual } from '../compare.ts';
import type { Branch, Expression, When } from '../syntax.ts';
import { evaluate, holds } from './evaluate.ts';
import { type Output, type RenderState, withScope } from './state.ts';
import { type Ending, renderBody } from './walk.ts';

/** Renders the first branch whose condition holds. */
export async function renderIf(state: RenderState, branches: readonly Branch[], output: Output): Promise<Ending> {
  return await withScope(state, new Map(), async () => {
    for (const { condition, negated, body } of branches) {
      if (condition === null || (await holds(state, condition)) !== negated) return await renderBody(state, body, output);
    }
    return 'end';
  });
}

/** Renders every `when` that matches, not the first alone; `else` only while none has. */
export async function renderCase(
  state: RenderState,
  { subject, whens }: { readonly subject: Expression; readonly whens: readonly When[] },
  output: Output,
): Promise<Ending> {
  return await withScope(state, new Map(), async () => {
    let matched = false;
    for (const { values, body } of whens) {
      const times: number = values === null ? Number(!matched) : await countMatches(state, subject, values);
      matched ||= values !== null && times > 0;
      for (let time = 0; time < times; time += 1) {
        const ending = await renderBody(state, body, output);
        if (ending !== 'end') return ending;
      }
    }
    return 'end';
  });
}

async function countMatches(state: RenderState, subject: Expression, values: readonly Expression[]): Promise<number> {
  const left = await evaluate(state, subject);
  let count = 0;
  for (const value of values) if (looselyEqual(left, await evaluate(state, value))) count += 1;
  return count;
}
