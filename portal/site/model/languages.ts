import { type Site, type SiteLanguage, settingFlag } from './types.ts';

/**
 * Whether addresses carry the language (`/de-DE/orders`) or the browser's session does: site setting
 * `MultiLanguage/DisplayLanguageCodeInURL` (documentation of multiple-language support). Without the setting the session does.
 */
export const showsLanguageInAddress = (site: Site): boolean => settingFlag(site, 'MultiLanguage/DisplayLanguageCodeInURL', false);

/** A path as the site writes it in a language; `path` begins with a slash and names no language. */
export const pathIn = (site: Site, language: SiteLanguage, path: string): string =>
  showsLanguageInAddress(site) ? `/${language.code}${path === '/' ? '/' : path}` : path;
