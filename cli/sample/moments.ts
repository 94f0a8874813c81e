const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What a sample may say in place of a value: a time or a day, counted from the loading of its rows. */
export type Moment = { readonly now: string } | { readonly today: string };

/**
 * A value with its moment resolved: times are UTC in whole seconds, days are ISO dates. Anything else that is no plain value throws.
 *
 * @example resolved({ now: '+3h' }, Date.UTC(2026, 5, 15, 12)) // '2026-06-15T15:00:00Z'
 */
export function resolved(value: unknown, loadedAt: number): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const [key, ...others] = Object.keys(value as object);
  const offset = (value as { readonly [key: string]: unknown })[key ?? ''];
  const found = others.length === 0 && typeof offset === 'string' ? /^([-+]\d{1,5})([mhd])$/.exec(offset) : null;
  if (!found || (key !== 'now' && key !== 'today'))
    throw new Error(`\`${JSON.stringify(value)}\` is neither a value nor a moment like { now: "+3h" } or { today: "-12d" }`);
  const at = new Date(loadedAt + Number(found[1]) * units[found[2] as keyof typeof units]).toISOString();
  return key === 'now' ? `${at.slice(0, 19)}Z` : at.slice(0, 10);
}
