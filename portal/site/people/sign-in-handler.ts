import { localReturnUrl } from '../pages/return-url.ts';
import { type Reply, redirect } from '../request/reply.ts';
import type { SiteStore } from '../store.ts';
import type { Visit } from '../visit.ts';
import type { ForgeryCheck } from './anti-forgery.ts';
import { signIn } from './sign-in.ts';
import { signInPage, signOutPage } from './sign-in-pages.ts';
import { listPersonas } from './visitor.ts';

/** What the sign-in routes may do to the browser's session and token. */
export interface SessionDoor {
  /** Ends the present session, starts one for the contact, and sets the cookie. */
  readonly start: (contactId: string) => void;
  readonly end: () => void;
  /** A field that belongs to the present session; sets the cookie of the pair where it lacks. */
  readonly field: () => string;
  readonly check: (field: string | null) => ForgeryCheck;
}

const stale = 'This form was open for too long. Please try again.';
const wrong = 'User name or password is not right, or the account is locked after too many attempts.';

/** GET and POST of `/SignIn`. */
export async function serveSignIn(
  store: SiteStore,
  visit: Visit,
  {
    method,
    door,
    form,
    samplePassword,
  }: {
    readonly method: string;
    readonly door: SessionDoor;
    readonly form: Readonly<Record<string, string>>;
    readonly samplePassword: string | null;
  },
): Promise<Reply> {
  const returnUrl = localReturnUrl(method === 'POST' ? form['returnurl'] : parameter(visit, 'ReturnUrl'));
  const sample = samplePassword === null ? null : { password: samplePassword, people: listPersonas(store, visit.site) };
  const page = (status: number, problem: string | null, username = ''): Reply =>
    signInPage(status, { sample, siteName: visit.site.name, field: door.field(), returnUrl, username, problem });
  if (method !== 'POST') return visit.visitor.kind === 'contact' ? redirect(returnUrl) : page(200, null);
  const username = form['username'] ?? '';
  if (door.check(form['__requestverificationtoken'] ?? null) !== 'genuine') return page(403, stale, username);
  const result = await signIn(store, { username, password: form['password'] ?? '', now: visit.now });
  if (result.kind !== 'signed-in') return page(401, wrong, username);
  door.start(result.contactId);
  return redirect(returnUrl);
}

/** GET (asks) and POST (does it) of `/Account/Login/LogOff`. */
export function serveSignOut(
  visit: Visit,
  { method, door, form }: { readonly method: string; readonly door: SessionDoor; readonly form: Readonly<Record<string, string>> },
): Reply {
  const returnUrl = localReturnUrl(method === 'POST' ? form['returnurl'] : parameter(visit, 'ReturnUrl'));
  if (visit.visitor.kind === 'anonymous') return redirect(returnUrl);
  if (method !== 'POST' || door.check(form['__requestverificationtoken'] ?? null) !== 'genuine')
    return signOutPage({ field: door.field(), returnUrl, name: visit.visitor.name });
  door.end();
  return redirect(returnUrl);
}

/** A query parameter whatever its letter case. */
function parameter({ parameters }: Visit, name: string): string | null {
  const found = Object.entries(parameters).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1] ?? null;
}
