import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AntiForgery, ForgeryCheck } from '../people/anti-forgery.ts';
import type { Sessions } from '../people/sessions.ts';
import { tokenField } from '../people/sign-in-pages.ts';
import type { Reply } from './reply.ts';

export const sessionCookie = '.AspNet.ApplicationCookie';
/** Keeps the language that the visitor selected until the browser's session ends (documentation of the platform's cookies). */
export const languageCookie = 'ContextLanguageCode';

/** One request with its cookies: reading them, and the few that an answer may set. All are HttpOnly and of this path only. */
export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly session: () => string | undefined;
  readonly cookie: (name: string) => string | undefined;
  readonly setSession: (value: string | null) => void;
  readonly setLanguage: (code: string) => void;
  /** The anti-forgery field for a session; sets its cookie when the browser has none. */
  readonly field: (sessionKey: string | null) => string;
  readonly check: (sessionKey: string | null, field: string | null | undefined) => ForgeryCheck;
  readonly body: () => Promise<string>;
  readonly send: (reply: Reply) => Response;
}

export function createExchange(c: Context, antiForgery: AntiForgery): Exchange {
  const options = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  let pair: string | undefined = getCookie(c, tokenField);
  return {
    url: new URL(c.req.url),
    method: c.req.method,
    headers: c.req.header(),
    session: () => getCookie(c, sessionCookie),
    cookie: (name) => getCookie(c, name),
    setSession: (value) => setCookie(c, sessionCookie, value ?? '', value === null ? { ...options, maxAge: 0 } : options),
    setLanguage: (code) => setCookie(c, languageCookie, code, options),
    field: (sessionKey) => {
      const { cookie, field } = antiForgery.issue(pair, sessionKey);
      if (cookie !== pair) setCookie(c, tokenField, cookie, options);
      pair = cookie;
      return field;
    },
    check: (sessionKey, field) => antiForgery.check(pair, field, sessionKey),
    body: () => c.req.text(),
    send: ({ status, headers, body }) => {
      const head = new Headers(headers);
      for (const cookie of c.res.headers.getSetCookie()) head.append('Set-Cookie', cookie);
      return new Response(body === null ? null : typeof body === 'string' ? body : Buffer.from(body), { status, headers: head });
    },
  };
}

/** A form's fields by lower-case name; of repeated ones the first. Anything but a plain form is empty. */
export async function readForm(exchange: Exchange): Promise<Readonly<Record<string, string>>> {
  if (exchange.method !== 'POST' || !(exchange.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return {};
  const fields: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(await exchange.body())) fields[name.toLowerCase()] ??= value;
  return fields;
}

/** Starts and ends sessions in answer to a request; what it sets, the browser gets. */
export function sessionDoor(exchange: Exchange, sessions: Sessions, sessionKey: string | null) {
  return {
    start: (contactId: string): void => {
      sessions.end(exchange.session());
      exchange.setSession(sessions.start(contactId));
    },
    end: (): void => {
      sessions.end(exchange.session());
      exchange.setSession(null);
    },
    field: (): string => exchange.field(sessionKey),
    check: (field: string | null): ForgeryCheck => exchange.check(sessionKey, field),
  };
}
