import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Whether a request proves that a page of this site sent it. */
export type ForgeryCheck = 'genuine' | 'missing' | 'mismatch';

/**
 * The anti-forgery pair: a random cookie, and a field that is an HMAC over the cookie and the session. A field taken before
 * sign-in is therefore worthless after it, and one person's field is worthless for another.
 */
export interface AntiForgery {
  readonly issue: (cookie: string | undefined, sessionKey: string | null) => { readonly cookie: string; readonly field: string };
  readonly check: (cookie: string | undefined, field: string | null | undefined, sessionKey: string | null) => ForgeryCheck;
}

export function createAntiForgery(): AntiForgery {
  const secret = randomBytes(32);
  const sign = (salt: string, cookie: string, sessionKey: string | null): Buffer =>
    createHmac('sha256', secret)
      .update(JSON.stringify([salt, cookie, sessionKey]))
      .digest();
  return {
    issue: (given, sessionKey) => {
      const cookie = given && /^[\w-]{43}$/.test(given) ? given : randomBytes(32).toString('base64url');
      const salt = randomBytes(12).toString('base64url');
      return { cookie, field: `${salt}.${sign(salt, cookie, sessionKey).toString('base64url')}` };
    },
    check: (cookie, field, sessionKey) => {
      if (!cookie || !field) return 'missing';
      const [salt, mac, ...rest] = field.split('.');
      if (!salt || !mac || rest.length > 0 || field.length > 200) return 'mismatch';
      const given = Buffer.from(mac, 'base64url');
      const expected = sign(salt, cookie, sessionKey);
      return given.length === expected.length && timingSafeEqual(given, expected) ? 'genuine' : 'mismatch';
    },
  };
}
