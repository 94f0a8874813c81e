import { type Site, settingOf } from '../model/types.ts';

/** Response headers that site settings `HTTP/<name>` may set; a setting of another name is ignored. */
const settable = [
  'Content-Security-Policy',
  'Content-Security-Policy-Report-Only',
  'X-Frame-Options',
  'X-Content-Type-Options',
  'Referrer-Policy',
  'Permissions-Policy',
  'Strict-Transport-Security',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
] as const;

/**
 * What the platform sends without settings: framing by the same origin, and the policy of sites made after November 2025
 * (scripts of the site, of the platform's content hosts and with the nonce; styles in place and over https). HSTS is left out
 * because the local portal speaks plain http.
 */
const defaults: Readonly<Record<string, string>> = {
  'X-Frame-Options': 'SAMEORIGIN',
  'Content-Security-Policy':
    "script-src 'self' content.powerapps.com content.powerapps.us content.appsplatform.us content.powerapps.cn 'nonce'; style-src 'self' 'unsafe-inline' https:; frame-ancestors 'self'",
};

/** Headers of a page of the site. The literal `'nonce'` in a policy becomes this response's nonce; an empty setting sends no header. */
export function siteHeaders(site: Site, nonce: string): Readonly<Record<string, string>> {
  const headers = settable.flatMap((name): readonly [string, string][] => {
    const value = settingOf(site, `HTTP/${name}`) ?? defaults[name] ?? '';
    return value === '' || /[^\t\x20-\x7e]/.test(value) ? [] : [[name, value.replaceAll("'nonce'", `'nonce-${nonce}'`)]];
  });
  return Object.fromEntries(headers);
}

/** Headers of the local portal's own pages (sign-in, workbench, errors): nothing but their own styles, scripts and forms. */
export const ownPageHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
});

/** Puts the nonce on inline scripts of a rendered page, as the platform does; scripts with an address need none. */
export const addNonce = (html: string, nonce: string): string =>
  html.replace(/<script(?=[\s>])(?![^>]*\s(?:src|nonce)\s*=)/gi, (tag) => `${tag} nonce="${nonce}"`);
