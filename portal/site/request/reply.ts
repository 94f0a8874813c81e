import { randomBytes } from 'node:crypto';

/** What a handler answers, before cookies and the workbench are added. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

/** A random value for one response's content security policy. */
export const newNonce = (): string => randomBytes(16).toString('base64');

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  },
  body: JSON.stringify(value),
});

/** An error of the portal's Web API: `code` from the platform's list, a message for people. */
export const apiError = (status: number, code: string, message: string): Reply => json(status, { error: { code, message } });

/** To a local path, which the caller has checked. */
export const redirect = (path: string): Reply => ({ status: 302, headers: { Location: path, 'Cache-Control': 'no-store' }, body: null });

export const plain = (status: number, text: string): Reply => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
  body: `${text}\n`,
});
