/** A language that a catalogue has texts in; the first one of a catalogue is the fallback. */
export interface TextLanguage {
  readonly code: string;
  readonly direction: 'ltr' | 'rtl';
}

/** Texts of web templates by key and language code. */
export interface TextCatalogue {
  readonly languages: readonly TextLanguage[];
  readonly texts: ReadonlyMap<string, { readonly [language: string]: string }>;
}

type Report = (path: string, message: string) => void;
type Fields = { readonly [key: string]: unknown };

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const keyPattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const slotPattern = /\{([a-z]+)\}/g;

/** The slots of a text, e.g. `name` of `Hello {name}`, each once, sorted. */
export const slotsIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(slotPattern)].map(([, name = '']) => name))].sort();

/**
 * Reads a parsed catalogue: `languages` (code, direction), `texts` (key → one text per language) and `alike` (keys whose text may be
 * the same in two languages). A text that lacks, that is the same in two languages without being listed, or whose slots differ between
 * languages is a problem; the rest of the catalogue is read all the same.
 */
export function readCatalogue(value: unknown, report: Report): TextCatalogue {
  const whole = isMap(value) ? value : {};
  for (const key of Object.keys(whole))
    if (!['languages', 'alike', 'texts'].includes(key)) report(key, 'is not a known key; known are languages, alike, texts');
  const languages = readLanguages(whole.languages, report);
  const entries = Object.entries(isMap(whole.texts) ? whole.texts : {});
  if (entries.length === 0) report('texts', 'must be a map of keys to texts per language');
  const alike = Array.isArray(whole.alike) ? whole.alike : [];
  for (const key of alike) if (!entries.some(([each]) => each === key)) report('alike', `there is no text \`${String(key)}\``);
  const texts = new Map<string, { readonly [language: string]: string }>();
  for (const [key, value] of entries) {
    const text = readText(value, languages, (message) => report(`texts.${key}`, message));
    if (!keyPattern.test(key)) report(`texts.${key}`, 'must be a key of lower-case words joined by `_`');
    const repeated = sameIn(text, languages);
    if (repeated !== null && !alike.includes(key))
      report(`texts.${key}`, `is the same in ${repeated}; if it has to be, list it under \`alike\``);
    texts.set(key, text);
  }
  return { languages, texts };
}

function readLanguages(value: unknown, report: Report): readonly TextLanguage[] {
  const languages = (Array.isArray(value) ? value : []).flatMap((each: unknown, index): readonly TextLanguage[] => {
    const { code, direction } = isMap(each) ? each : {};
    if (typeof code === 'string' && /^[a-z]{2,3}$/.test(code) && (direction === 'ltr' || direction === 'rtl')) return [{ code, direction }];
    report(`languages[${index}]`, 'must have a `code` of two or three letters and a `direction`, `ltr` or `rtl`');
    return [];
  });
  if (languages.length === 0) report('languages', 'is empty');
  return languages;
}

function readText(
  value: unknown,
  languages: readonly TextLanguage[],
  complain: (message: string) => void,
): { readonly [language: string]: string } {
  const given = isMap(value) ? value : {};
  for (const code of Object.keys(given))
    if (!languages.some((each) => each.code === code)) complain(`\`${code}\` is not a language of the catalogue`);
  const texts = languages.flatMap(({ code }): readonly (readonly [string, string])[] => {
    const text = given[code];
    if (typeof text === 'string' && text.trim() !== '') return [[code, text]];
    complain(`has no text for the language \`${code}\``);
    return [];
  });
  const [first, ...others] = texts;
  for (const [code, text] of texts) if (/\{[{%]|[%}]\}/.test(text)) complain(`must not hold Liquid (\`${code}\`)`);
  for (const [code, text] of others) {
    if (slotsIn(text).join() !== slotsIn(first?.[1] ?? '').join()) complain(`has other slots in \`${code}\` than in \`${first?.[0]}\``);
  }
  return Object.fromEntries(texts);
}

/** Two languages that say the same, in words; null when all differ. */
function sameIn(text: { readonly [language: string]: string }, languages: readonly TextLanguage[]): string | null {
  for (const [index, { code }] of languages.entries()) {
    const other = languages.slice(index + 1).find((each) => text[code] !== undefined && text[each.code] === text[code]);
    if (other) return `\`${code}\` and \`${other.code}\``;
  }
  return null;
}
