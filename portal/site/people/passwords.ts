import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';

const cost = { N: 16384, r: 8, p: 1 } as const;
const keyLength = 32;

/**
 * The text that the local portal keeps in `adx_identity_passwordhash` (at most 128 characters): `scrypt$N$r$p$salt$key`.
 * It is the local portal's own format; a hash of the platform is never accepted here, and this one never there.
 * @example hashPassword('correct horse') // 'scrypt$16384$8$1$…$…'
 */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password.normalize('NFC'), salt, keyLength, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** True when the password belongs to the hash. A hash of another format is never matched; it takes as long as a wrong password. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, salt, key] = /^scrypt\$16384\$8\$1\$([\w-]{20,30})\$([\w-]{40,50})$/.exec(hash ?? '') ?? [];
  const derived = await derive(password, Buffer.from(salt ?? 'no-such-person-or-hash', 'base64url'));
  const expected = Buffer.from(key ?? '', 'base64url');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
