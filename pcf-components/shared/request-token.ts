import { tokenHeader } from '../../contracts/index.ts';

/**
 * The anti-forgery token in the markup of `/_layout/tokenhtml`: a hidden input, not JSON. Null where there is none.
 * `<input name="__RequestVerificationToken" type="hidden" value="abc">` → `abc`
 */
export const tokenIn = (html: string): string | null => {
  for (const [input] of html.matchAll(/<input\b[^>]*>/gi)) {
    const name = attribute(input, 'name');
    if (name === tokenHeader) return attribute(input, 'value');
  }
  return null;
};

const attribute = (tag: string, name: 'name' | 'value'): string | null => {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return match ? (match[1] ?? match[2] ?? match[3] ?? null) : null;
};
