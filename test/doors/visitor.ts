import assert from 'node:assert/strict';
import { localPassword } from '../../cli/sample/load.ts';
import { type Answer, type serverLogics, serverLogicUrl, tokenHeader, tokenUrl } from '../../contracts/index.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser as far as HTTP goes: it keeps cookies, follows nothing, and speaks to server logic as a page does. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  readonly request: (
    method: string,
    path: string,
    init?: { readonly body?: string; readonly headers?: HeaderFields },
  ) => Promise<HttpAnswer>;
  readonly form: (path: string, fields: Readonly<Record<string, string>>) => Promise<HttpAnswer>;
  readonly token: () => Promise<string>;
  /** The sample's people have one local password. */
  readonly signIn: (person: string, returnUrl?: string) => Promise<HttpAnswer>;
  /** Posts a body as it is to server logic, with a genuine token. */
  readonly post: (bridge: keyof typeof serverLogics, body: string) => Promise<HttpAnswer>;
  /** Posts JSON to server logic and opens the platform's envelope: the answer of the custom API as the bridge passed it on. */
  readonly ask: <Result>(bridge: keyof typeof serverLogics, body: object) => Promise<Answer<Result>>;
}
type HeaderFields = Readonly<Record<string, string>>;

/** A new visitor of the portal at an address. */
export function newVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const request: Visitor['request'] = async (method, path, { body, headers: given = {} } = {}) => {
    const headers = new Headers(given);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(`${url}${path}`, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const token = async (): Promise<string> => {
    const [, value] = /value="([^"]+)"/.exec((await request('GET', tokenUrl)).text) ?? [];
    assert.ok(value, 'the token page has a field');
    return value;
  };
  const form: Visitor['form'] = (path, fields) =>
    request('POST', path, {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const post: Visitor['post'] = async (bridge, body) =>
    request('POST', serverLogicUrl(bridge), { body, headers: { 'content-type': 'application/json', [tokenHeader]: await token() } });
  return {
    cookies,
    request,
    form,
    token,
    post,
    signIn: async (person, returnUrl = '/') =>
      form('/SignIn', { [tokenHeader]: await token(), Username: person, Password: localPassword, ReturnUrl: returnUrl }),
    ask: async <Result>(bridge: keyof typeof serverLogics, body: object) => answerIn<Result>(await post(bridge, JSON.stringify(body))),
  };
}

/** The answer of a custom API in the envelope of server logic. */
export function answerIn<Result>({ status, text }: HttpAnswer): Answer<Result> {
  assert.equal(status, 200, text);
  return JSON.parse((JSON.parse(text) as { readonly data: string }).data) as Answer<Result>;
}

/** The result of an answer; a refusal fails the test with its code. */
export function resultOf<Result>(answer: Answer<Result>): Result {
  assert.ok(answer.ok, answer.ok ? '' : `refused: ${answer.refusal.code} ${answer.refusal.message}`);
  return answer.result;
}
