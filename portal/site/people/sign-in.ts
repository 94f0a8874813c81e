import type { Row, Values } from '../../dataverse/index.ts';
import type { SiteStore } from '../store.ts';
import { verifyPassword } from './passwords.ts';
import { maySignIn } from './visitor.ts';

/** Answer of an attempt. Every refusal is the same, that of a locked account included: no user name can be found out here. */
export type SignInResult = { readonly kind: 'signed-in'; readonly contactId: string } | { readonly kind: 'refused' };

/** The platform's defaults: five failures lock an account for 24 hours. */
export const lockout = { failures: 5, milliseconds: 24 * 60 * 60 * 1000 } as const;

const longest = 200;

/**
 * Checks user name and password of a local contact. The attempt is counted in the database before the password is looked at,
 * so that parallel guesses cannot exceed the limit; success sets the counter back.
 */
export async function signIn(
  store: SiteStore,
  attempt: { readonly username: string; readonly password: string; readonly now: Date },
): Promise<SignInResult> {
  const { password, now } = attempt;
  const username = attempt.username.trim().toLowerCase();
  if (username === '' || password === '' || username.length > longest || password.length > longest) return { kind: 'refused' };
  const found = store.rows('contact').filter((row) => String(row.values['adx_identity_username'] ?? '').toLowerCase() === username);
  const [person, another] = found;
  if (!person || another || !maySignIn(person)) {
    await verifyPassword(password, null);
    return { kind: 'refused' };
  }
  const isOpen = await countAttempt(store, person.id, now);
  // A locked account takes as long to answer as any other.
  const hash = isOpen ? textOf(person.values['adx_identity_passwordhash']) : null;
  if (!(await verifyPassword(password, hash))) return { kind: 'refused' };
  await store.change('contact', person.id, () => ({
    adx_identity_accessfailedcount: ['integer', 0],
    adx_identity_lockoutenddate: null,
    adx_identity_lastsuccessfullogin: ['datetime', instant(now)],
  }));
  return { kind: 'signed-in', contactId: person.id };
}

/** False when the contact is locked or gone; a locked one is not counted. */
async function countAttempt(store: SiteStore, id: string, now: Date): Promise<boolean> {
  let isOpen = true;
  const row = await store.change('contact', id, (contact): Values | null => {
    if (isLocked(contact, now)) {
      isOpen = false;
      return null;
    }
    // A lock that has ended starts a new count.
    const before =
      contact.values['adx_identity_lockoutenddate'] === undefined ? Number(contact.values['adx_identity_accessfailedcount'] ?? 0) : 0;
    const locks = before + 1 >= lockout.failures;
    return {
      adx_identity_accessfailedcount: ['integer', before + 1],
      adx_identity_lockoutenddate: locks ? ['datetime', instant(new Date(now.getTime() + lockout.milliseconds))] : null,
    };
  });
  return row !== null && isOpen;
}

function isLocked(contact: Row, now: Date): boolean {
  const until = textOf(contact.values['adx_identity_lockoutenddate']);
  return until !== null && Date.parse(until) > now.getTime();
}

const textOf = (cell: unknown): string | null => (typeof cell === 'string' ? cell : null);
const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
