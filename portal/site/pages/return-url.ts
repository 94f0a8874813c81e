/**
 * The local path that a `ReturnUrl` names, or `/`. Absolute and protocol-relative addresses, backslashes, control characters
 * and the sign-in pages themselves are refused: a link to this site must never lead anywhere else.
 * @example localReturnUrl('/orders?page=2') // '/orders?page=2'
 * @example localReturnUrl('//evil.example') // '/'
 */
export function localReturnUrl(given: string | null | undefined): string {
  if (!given || given.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given)) return '/';
  const base = 'http://local.invalid';
  const url = URL.canParse(given, base) ? new URL(given, base) : null;
  if (!url || url.origin !== base || url.pathname.startsWith('//')) return '/';
  if (/^\/(signin|account)(\/|$)/i.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
