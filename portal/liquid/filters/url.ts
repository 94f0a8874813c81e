import { toText } from '../print.ts';
import { asText, type Filter, required, textFilter } from './filter.ts';
import { percentEncode } from './text.ts';

interface Address {
  /** Scheme and authority, empty for a bare path. */
  readonly base: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly fragment: string;
}

/** Filters that build or take apart absolute addresses and paths. */
export const urlFilters: Readonly<Record<string, Filter>> = {
  add_query: textFilter([required('key', 'string'), required('value', 'any')], (text, [key, value]) =>
    withQuery(text, asText(key), toText(value)),
  ),
  remove_query: textFilter([required('key', 'string')], (text, [key]) => withQuery(text, asText(key), null)),
  base: textFilter([], (text) => read(text).base),
  host: textFilter([], (text) => read(text).host),
  path: textFilter([], (text) => read(text).path),
  path_and_query: textFilter([], (text) => read(text).path + read(text).query),
  port: textFilter([], (text) => (read(text).base === '' ? null : read(text).port)),
  scheme: textFilter([], (text) => read(text).scheme),
};

function read(text: string): Address {
  const match = /^(?:(https?):\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text);
  const scheme = match?.[1]?.toLowerCase() ?? '';
  const authority = match?.[2] ?? '';
  const port = /:(\d{1,5})$/.exec(authority)?.[1];
  return {
    base: scheme === '' ? '' : `${scheme}://${authority}`,
    scheme,
    host: authority.replace(/^.*@/, '').replace(/:\d*$/, ''),
    port: port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port),
    path: match?.[3] ?? '',
    query: match?.[4] ?? '',
    fragment: match?.[5] ?? '',
  };
}

/** The address with one query parameter set (in its place, or last) or removed. */
function withQuery(text: string, key: string, value: string | null): string {
  const address = read(text);
  const pairs = address.query
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '');
  const isKey = (pair: string): boolean => decode(pair.split('=')[0] ?? '').toLowerCase() === key.toLowerCase();
  const entry = value === null ? null : `${percentEncode(key)}=${percentEncode(value)}`;
  const at = pairs.findIndex(isKey);
  const kept = pairs.filter((pair) => !isKey(pair));
  if (entry !== null) kept.splice(at === -1 ? kept.length : at, 0, entry);
  return address.base + address.path + (kept.length === 0 ? '' : `?${kept.join('&')}`) + address.fragment;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
