import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fill, type Values } from './fill.ts';

export type TextKey = keyof typeof en;
export type Catalogue = { readonly [Key in TextKey]: string };

/** The catalogues by language; each also becomes a resx file of the PCF build, named by its locale id. */
export const catalogues = {
  en: { lcid: 1033, texts: en as Catalogue },
  de: { lcid: 1031, texts: de },
  ar: { lcid: 1025, texts: ar },
} as const;

/** Texts in one language: `text('range', { from: 1, to: 10, total: 12 })` → “1–10 of 12”. */
export interface Texts {
  readonly language: string;
  (key: TextKey, values?: Values): string;
  /** The text of a key that is put together, or null where there is none. */
  readonly of: (key: string) => string | null;
  /** The text of a refusal's code, or null where this version does not know the code. */
  readonly refusal: (code: string) => string | null;
}

/** Primary language of a tag: `de-AT` → `de`. */
export const primaryLanguage = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';

/**
 * Texts for a language tag; English where there is no catalogue.
 * `override` comes from the host (PCF resources): what it leaves empty, or answers with the key, is taken from the catalogue. The host has
 * them in the platform's language; where the page is shown in another one, its unchanged words would be the wrong ones.
 */
export const textsFor = (tag: string, override?: (key: string) => string | null | undefined): Texts => {
  const primary = primaryLanguage(tag);
  const language = isCatalogued(primary) ? primary : 'en';
  const catalogue = catalogues[language].texts;
  const template = (key: TextKey): string => {
    const own = override?.(key);
    return own && own !== key && !isOfAnother(language, key, own) ? own : catalogue[key];
  };
  const text = (key: TextKey, values: Values = {}): string => fill(template(key), values, language);
  const of = (key: string): string | null => (isTextKey(key) ? template(key) : null);
  return Object.assign(text, { language: tag, of, refusal: (code: string) => of(`refusal_${code}`) });
};

/** Whether a text is the unchanged one of another language's catalogue. */
const isOfAnother = (language: keyof typeof catalogues, key: TextKey, text: string): boolean =>
  Object.entries(catalogues).some(([code, { texts }]) => code !== language && texts[key] === text);

const isCatalogued = (language: string): language is keyof typeof catalogues => Object.hasOwn(catalogues, language);
const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);
