type Fields = { readonly [name: string]: unknown };

/** Room in the audit for an address. */
const LONGEST = 400;

/**
 * What is reported of a page that the site refused: its address alone, without what stands behind `?` or `#`, which may be a token.
 * Code and status are said here and never by who asks. Null where there is no such address, or something else beside it.
 * @example deniedPage({ page: '/orders?id=7' }) // { api: 'Page', code: 'page-denied', status: 403, message: '/orders' }
 */
export function deniedPage(fields: Fields): Fields | null {
  const { page, claims: _claims, ...others } = fields;
  if (typeof page !== 'string' || Object.keys(others).length > 0) return null;
  const [address = ''] = page.split(/[?#]/, 1);
  if (!address.startsWith('/') || address.length > LONGEST) return null;
  return { api: 'Page', code: 'page-denied', status: 403, message: address };
}
