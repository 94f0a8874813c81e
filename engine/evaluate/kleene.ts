import type { Truth } from '../types.ts';

/** Strong Kleene: not unknown is unknown. */
export const not = (truth: Truth): Truth => (truth === 'unknown' ? 'unknown' : !truth);

/** A false wins, then an unknown; nothing is true. `each` is asked only as long as the answer is open. */
export function all<T>(items: readonly T[], each: (item: T) => Truth): Truth {
  let result: Truth = true;
  for (let index = 0; index < items.length; index += 1) {
    const truth = each(items[index] as T);
    if (truth === false) return false;
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** A true wins, then an unknown; nothing is false. */
export const any = <T>(items: readonly T[], each: (item: T) => Truth): Truth => not(all(items, (item) => not(each(item))));
