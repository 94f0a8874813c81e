import type { Host } from '../host.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 12;

/** A new reference: 12 base-32 characters (RFC 4648) from the host's random, unrelated to any id. */
export function newReference(host: Host): string {
  const hex = host.random(LENGTH);
  let reference = '';
  for (let index = 0; index < LENGTH; index++) reference += BASE32.charAt(parseInt(hex.substr(index * 2, 2), 16) % BASE32.length);
  if (reference.length !== LENGTH) throw new Error('the host gave too little randomness');
  return reference;
}
