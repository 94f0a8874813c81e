/** Texts per language, e.g. `{ en: 'Orders', de: 'Aufträge' }`; the first language is the fallback. */
export type Texts = { readonly [language: string]: string };
