import assert from 'node:assert/strict';
import type { Fixture } from './fixture.ts';
import { password } from './fixture.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser as far as HTTP goes: it keeps cookies and follows nothing. */
export interface Browser {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly send: (method: string, path: string, body: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly post: (path: string, form: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly token: () => Promise<string>;
  readonly signIn: (username: string, secret?: string, returnUrl?: string) => Promise<Answer>;
  readonly cookies: Map<string, string>;
}

export function openBrowser({ site }: Pick<Fixture, 'site'>): Browser {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(`${site.url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const send: Browser['send'] = (method, path, body, headers = {}) => request(path, { method, headers, body });
  const post: Browser['post'] = (path, form) =>
    send('POST', path, new URLSearchParams(form).toString(), { 'content-type': 'application/x-www-form-urlencoded' });
  const token = async (): Promise<string> => {
    const { text } = await request('/_layout/tokenhtml', {});
    const [, value] = /value="([^"]+)"/.exec(text) ?? [];
    assert.ok(value, 'the token page has a field');
    return value;
  };
  return {
    cookies,
    token,
    send,
    post,
    get: (path, headers = {}) => request(path, { headers }),
    signIn: async (username, secret = password, returnUrl = '/') =>
      post('/SignIn', { __RequestVerificationToken: await token(), Username: username, Password: secret, ReturnUrl: returnUrl }),
  };
}

/** Text of the element with an id. */
export const textAt = (html: string, id: string): string | undefined => new RegExp(`id="${id}">([\\s\\S]*?)</`).exec(html)?.[1];
