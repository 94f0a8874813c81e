import type { SiteLanguage, SitePage } from '../model/types.ts';
import type { Visit } from '../visit.ts';

/** A language as templates see it. */
export interface LanguageObject {
  readonly code: string;
  readonly name: string;
  /** The present address in that language, with the code in front and without a slash before it: templates write `/{{ language.url }}`. */
  readonly url: string;
  readonly url_substitution: string;
}

/**
 * Code, name, url and url_substitution, as the documentation of Liquid objects lists them for `website.languages`,
 * `website.selected_language` and `page.languages`. The stock template of the language menu writes a slash before `url`; the code stands
 * in it also where addresses otherwise carry none, because following it is how a visitor selects a language.
 */
export function languageObject({ path, url }: Pick<Visit, 'path' | 'url'>, { code, name }: SiteLanguage): LanguageObject {
  const address = `${code}${path}${url.search}`;
  return { code, name, url: address, url_substitution: address };
}

/** The languages that a page has a content page in, in the site's order. */
export const languagesOf = (visit: Visit, page: SitePage): readonly LanguageObject[] =>
  visit.site.languages.filter(({ id }) => page.contents.has(id)).map((language) => languageObject(visit, language));
