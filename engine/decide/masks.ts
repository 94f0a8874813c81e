import { own } from '../own.ts';
import type { Policy } from '../policy.ts';
import type { Cell } from '../types.ts';

/** What a mask shows of a value: its text, or stars and the last characters. A value no longer than `last` shows stars only. @example maskOf(policy, 'last4', '4111222233334444') */
export function maskOf(policy: Policy, mask: string, value: Cell | undefined): string | null {
  if (value === null || value === undefined) return null;
  const declared = own(policy.masks, mask);
  if (declared && 'text' in declared) return declared.text;
  const text = String(value);
  const last = declared?.last ?? 0;
  const shown = last > 0 && text.length > last ? text.slice(text.length - last) : '';
  let stars = '';
  while (stars.length + shown.length < text.length) stars += '*';
  return stars + shown;
}
