import { serverLogicUrl, tokenHeader, tokenUrl } from '../../contracts/index.ts';
import { UnreadableAnswer } from './json.ts';
import type { Failure, Outcome } from './outcome.ts';
import { parse, readAnswer, unwrapAnswer } from './read-answer.ts';
import { tokenIn } from './request-token.ts';

export interface PortalClient {
  /** Calls a bridge. Never throws: whatever happens has a name in `Outcome`. A call can be repeated: only reads may be sent, and writes with a key. */
  readonly call: <Result>(
    bridge: Parameters<typeof serverLogicUrl>[0],
    body: unknown,
    readResult: (value: unknown) => Result,
    signal: AbortSignal,
  ) => Promise<Outcome<Result>>;
}

export interface PortalClientOptions {
  /** Address of the page; every request goes to its origin. */
  readonly page: string;
  /** Milliseconds for one call, its token included. */
  readonly timeout: number;
}

interface Received {
  readonly status: number;
  readonly redirected: boolean;
  readonly html: boolean;
  readonly text: string;
}

/** Carries a named outcome out of the steps below to the one place that catches. */
class Ended extends Error {
  constructor(readonly outcome: { kind: 'signed-out' } | { kind: 'failed'; failure: Failure }) {
    super(outcome.kind);
  }
}
const failed = (failure: Failure) => new Ended({ kind: 'failed', failure });

/** A client that keeps one anti-forgery token per page and fetches a new one when the platform turns a request away. */
export const createPortalClient = ({ page, timeout }: PortalClientOptions): PortalClient => {
  let token: Promise<string> | null = null;

  // Shared by the calls of a page, so it does not end when one of them does.
  const freshToken = (): Promise<string> => {
    const fetching = fetchToken(page, AbortSignal.timeout(timeout));
    token = fetching;
    // A token that did not come is not kept: the next call asks again.
    fetching.catch(() => {
      if (token === fetching) token = null;
    });
    return fetching;
  };

  const post = async (address: string, body: unknown, signal: AbortSignal): Promise<Received> => {
    const send = async (value: string) =>
      receive(
        await fetch(new URL(address, page), {
          method: 'POST',
          credentials: 'same-origin',
          cache: 'no-store',
          headers: { 'Content-Type': 'application/json', Accept: 'application/json', [tokenHeader]: value },
          body: JSON.stringify(body),
          signal,
        }),
      );
    const first = await send(await (token ?? freshToken()));
    // The token belongs to the session: after signing in elsewhere the old one is turned away before our code runs.
    return isTurnedAway(first) ? send(await freshToken()) : first;
  };

  return {
    call: async (bridge, body, readResult, signal) => {
      const clock = AbortSignal.timeout(timeout);
      try {
        return interpret(await post(serverLogicUrl(bridge), body, AbortSignal.any([signal, clock])), readResult);
      } catch (error) {
        if (signal.aborted) return { kind: 'cancelled' };
        if (clock.aborted || isTimeout(error)) return { kind: 'failed', failure: 'timeout' };
        if (error instanceof Ended) return error.outcome;
        if (error instanceof UnreadableAnswer) return { kind: 'failed', failure: 'unreadable' };
        // `fetch` rejects with a TypeError when no answer arrives at all.
        if (error instanceof TypeError) return { kind: 'failed', failure: 'offline' };
        throw error;
      }
    },
  };
};

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

const fetchToken = async (page: string, signal: AbortSignal): Promise<string> => {
  const received = await receive(await fetch(new URL(tokenUrl, page), { credentials: 'same-origin', cache: 'no-store', signal }));
  if (received.status === 401 || received.redirected) throw new Ended({ kind: 'signed-out' });
  if (received.status >= 400) throw failed(statusFailure(received.status));
  const token = tokenIn(received.text);
  if (token === null) throw failed('unreadable');
  return token;
};

const receive = async (response: Response): Promise<Received> => ({
  status: response.status,
  redirected: response.redirected,
  html: /\bhtml\b/i.test(response.headers.get('Content-Type') ?? ''),
  text: await response.text(),
});

const answers = (received: Received): boolean => !received.html && /"ok\\*"\s*:/.test(received.text);
const isTurnedAway = (received: Received): boolean => (received.status === 403 || received.status === 400) && !answers(received);

const statusFailure = (status: number): Failure => {
  if (status >= 500 || status === 429) return 'unavailable';
  return status === 400 || status === 403 ? 'forbidden' : 'unreadable';
};

const interpret = <Result>(received: Received, readResult: (value: unknown) => Result): Outcome<Result> => {
  if (!answers(received)) {
    // A sign-in page instead of an answer: the session has ended, and the platform redirected to it or served it in place.
    const signInPage = received.html && (received.redirected || received.status === 200);
    if (received.status === 401 || signInPage) return { kind: 'signed-out' };
    return { kind: 'failed', failure: received.status < 400 ? 'unreadable' : statusFailure(received.status) };
  }
  const answer = readAnswer(unwrapAnswer(parse(received.text)), readResult);
  if (answer.ok) return { kind: 'result', result: answer.result };
  return answer.refusal.code === 'session-expired' ? { kind: 'signed-out' } : { kind: 'refused', refusal: answer.refusal };
};
