import type { Host } from '../host.ts';
import { isList, isObject, parseJson } from '../json.ts';
import { guidOf } from '../text.ts';
import type { Anchor } from './keyset.ts';

/**
 * Where the next request goes on: behind the last row that was given (null: from the start), after `skip` stretches of the scan
 * that gave nothing. Neither keys nor ids of rows that were looked at and not given stand here.
 */
export interface Place {
  readonly anchor: Anchor | null;
  readonly skip: number;
}

/** What a continuation is bound to: the person, the query and the policy. */
export interface Binding {
  /** Secret of the policy version, hex. */
  readonly key: string;
  readonly person: string;
  /** SHA-256 of the normalised query, hex. */
  readonly query: string;
  readonly policyHash: string;
}

const MAC = 64;
const MOST_SKIPS = 100000;

/** Text for the caller: the authentication code, then the place as JSON. It holds nothing that the person was not given. */
export const sealContinuation = (host: Host, binding: Binding, place: Place): string => {
  const text = JSON.stringify([place.anchor === null ? null : [place.anchor.keys, place.anchor.id], place.skip]);
  return macOf(host, binding, text) + text;
};

/** The place of a continuation that this server sealed for this person, query and policy; null for every other text. */
export function openContinuation(host: Host, binding: Binding, continuation: string, keys: number): Place | null {
  const text = continuation.slice(MAC);
  if (!sameText(macOf(host, binding, text), continuation.slice(0, MAC))) return null;
  const parsed = parseJson(text);
  return parsed.kind === 'json' ? placeIn(parsed.value, keys) : null;
}

const macOf = (host: Host, { key, person, query, policyHash }: Binding, text: string): string =>
  host.hmac(key, JSON.stringify(['continuation', person, query, policyHash, text]));

function placeIn(value: unknown, keys: number): Place | null {
  if (!isList(value) || value.length !== 2) return null;
  const [at, skip] = [value[0], value[1]];
  if (typeof skip !== 'number' || Math.floor(skip) !== skip || skip < 0 || skip > MOST_SKIPS) return null;
  if (at === null) return { anchor: null, skip };
  const id = isList(at) ? guidOf(at[1]) : null;
  if (!isList(at) || id === null || !isList(at[0]) || at[0].length !== keys || !at[0].every(isCell)) return null;
  return { anchor: { keys: at[0] as Anchor['keys'], id }, skip };
}

const isCell = (value: unknown): boolean => value === null || !isObject(value);

/** Compares in the same time wherever the texts differ. */
function sameText(left: string, right: string): boolean {
  let difference = left.length === MAC && right.length === MAC ? 0 : 1;
  for (let index = 0; index < MAC; index++) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
