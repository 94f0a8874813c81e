/** A text, already written in the reader’s way, or a number: a plural form is chosen by numbers only. */
export type Values = { readonly [name: string]: string | number };

/** `{name}`, or `{name, plural, one {# day} other {# days}}`, as in ICU messages; a branch holds no other placeholder. */
const placeholder = /\{(\w+)(?:, plural,((?: \w+ \{[^{}]*\})+))?\}/g;

/**
 * Fills a text in. One pass, so that a value which itself contains `{to}` stays what it is.
 * @example fill('{count, plural, one {# day} other {# days}} of {total}', { count: 1, total: '30' }, 'en') // '1 day of 30'
 */
export const fill = (template: string, values: Values, language: string): string =>
  template.replace(placeholder, (whole, name: string, branches: string | undefined) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name] ?? '';
    return branches === undefined ? String(value) : pluralOf(branches, Number(value), language);
  });

const pluralOf = (branches: string, count: number, language: string): string => {
  const forms = pluralForms(branches);
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? '';
  return form.replaceAll('#', () => new Intl.NumberFormat(language).format(count));
};

/** ` one {# day} other {# days}` → `{ one: '# day', other: '# days' }`. */
export const pluralForms = (branches: string): { readonly [category: string]: string } =>
  Object.fromEntries([...branches.matchAll(/(\w+) \{([^{}]*)\}/g)].map(([, category, form]) => [category, form]));

/** What a text asks for: names of its placeholders, and the plural forms of those that have some. */
export const placeholdersOf = (template: string): readonly { readonly name: string; readonly forms: readonly string[] }[] =>
  [...template.matchAll(placeholder)].map(([, name = '', branches]) => ({
    name,
    forms: branches === undefined ? [] : Object.keys(pluralForms(branches)),
  }));
