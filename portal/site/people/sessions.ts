import { createHash, randomBytes } from 'node:crypto';

/** A signed-in browser. `key` is bound into anti-forgery tokens; it is not the cookie. */
export interface Session {
  readonly key: string;
  readonly contactId: string;
}

/** Sessions in memory: the cookie holds 256 random bits, the server keeps only their hash. A restart signs everybody out. */
export interface Sessions {
  /** Starts a session and returns the cookie's value. */
  readonly start: (contactId: string) => string;
  /** The session of a cookie; each use moves its end. Null when unknown, ended or idle for too long. */
  readonly find: (cookie: string | undefined) => Session | null;
  readonly end: (cookie: string | undefined) => void;
}

export interface SessionOptions {
  readonly clock: () => Date;
  /** Idle time until a session ends; the platform's default is 24 hours, sliding. */
  readonly idleMilliseconds?: number;
  readonly limit?: number;
}

const day = 24 * 60 * 60 * 1000;

export function createSessions({ clock, idleMilliseconds = day, limit = 1000 }: SessionOptions): Sessions {
  const kept = new Map<string, Session & { readonly until: number }>();
  const nameOf = (cookie: string): string => createHash('sha256').update(cookie).digest('base64url');
  const sweep = (now: number): void => {
    for (const [name, { until }] of kept) if (now >= until) kept.delete(name);
    // Map order is the order of the last use: the first is the one that was idle longest.
    for (const name of kept.keys()) if (kept.size >= limit) kept.delete(name);
  };
  return {
    start: (contactId) => {
      const now = clock().getTime();
      sweep(now);
      const cookie = randomBytes(32).toString('base64url');
      kept.set(nameOf(cookie), { key: randomBytes(16).toString('base64url'), contactId, until: now + idleMilliseconds });
      return cookie;
    },
    find: (cookie) => {
      if (!cookie) return null;
      const name = nameOf(cookie);
      const session = kept.get(name);
      if (!session) return null;
      kept.delete(name);
      const now = clock().getTime();
      if (now >= session.until) return null;
      kept.set(name, { ...session, until: now + idleMilliseconds });
      return { key: session.key, contactId: session.contactId };
    },
    end: (cookie) => {
      if (cookie) kept.delete(nameOf(cookie));
    },
  };
}
