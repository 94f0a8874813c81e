import { LiquidError } from '../errors.ts';
import { asInt, asText, type Filter, optional, required, textFilter } from './filter.ts';
import { encodeHtml, encodeXml, sanitizeHtml, stripTags, textToHtml } from './html.ts';
import { replacePattern } from './regex.ts';

const string = required('string', 'string');

/** Filters on texts, and the ones that escape. Nil stays nil. */
export const textFilters: Readonly<Record<string, Filter>> = {
  append: textFilter([string], (text, [suffix], tools) => reserved(tools.reserve, text + asText(suffix))),
  prepend: textFilter([string], (text, [prefix], tools) => reserved(tools.reserve, asText(prefix) + text)),
  capitalize: textFilter([], (text) => titleCase(text)),
  downcase: textFilter([], (text) => text.toLowerCase()),
  upcase: textFilter([], (text) => text.toUpperCase()),
  newline_to_br: textFilter([], (text) => text.replace(/\r?\n/g, '<br />$&')),
  remove: textFilter([string], (text, [part]) => (asText(part) === '' ? text : text.replaceAll(asText(part), ''))),
  remove_first: textFilter([string], (text, [part]) => text.replace(asText(part), '')),
  replace: textFilter([string, optional('replacement', 'string', '')], (text, [pattern, by], tools) =>
    reserved(tools.reserve, replacePattern(text, asText(pattern), asText(by), true)),
  ),
  replace_first: textFilter([string, optional('replacement', 'string', '')], (text, [pattern, by]) =>
    replacePattern(text, asText(pattern), asText(by), false),
  ),
  split: { input: 'string', parameters: [required('pattern', 'string')], run: (input, [pattern]) => split(asText(input), asText(pattern)) },
  slice: textFilter([required('start', 'int'), optional('len', 'int', 1)], (text, [start, length]) =>
    slice(text, asInt(start), asInt(length)),
  ),
  strip_html: textFilter([], (text) => stripTags(text)),
  strip_newlines: textFilter([], (text) => text.replace(/\r?\n/g, '')),
  text_to_html: textFilter([optional('linkifyUrls', 'bool', true)], (text, [linkify]) => textToHtml(text, linkify === true)),
  truncate: textFilter([optional('length', 'int', 50), optional('truncateString', 'string', '...')], (text, [length, end]) =>
    text.length > asInt(length) ? text.slice(0, Math.max(0, asInt(length) - asText(end).length)) + asText(end) : text,
  ),
  truncate_words: textFilter([optional('words', 'int', 15), optional('truncateString', 'string', '...')], (text, [words, end]) => {
    const all = text.split(' ');
    const count = Math.max(1, asInt(words));
    return all.length > count ? all.slice(0, count).join(' ') + asText(end) : text;
  }),
  escape: textFilter([], (text) => encodeHtml(text)),
  h: textFilter([], (text) => encodeHtml(text)),
  html_safe_escape: textFilter([], (text) => sanitizeHtml(text)),
  xml_escape: textFilter([], (text) => encodeXml(text)),
  url_escape: textFilter([], (text) => urlEscape(text)),
  url_encode: textFilter([], (text) => percentEncode(text)),
};

function reserved(reserve: (characters: number) => void, text: string): string {
  reserve(text.length);
  return text;
}

/** Every word with a capital and small letters behind it; a word all in capitals stays, as in .NET's title case. */
function titleCase(text: string): string {
  return text.replace(/[\p{L}\p{M}\p{N}']+/gu, (word) => {
    const [first = '', ...rest] = word;
    const isAcronym = rest.length > 0 && word === word.toUpperCase() && word !== word.toLowerCase();
    return isAcronym ? word : first.toUpperCase() + rest.join('').toLowerCase();
  });
}

/** Parts between separators, empty ones dropped; an empty text or an empty separator gives the text as the only part. */
function split(text: string, separator: string): readonly string[] {
  if (text === '' || separator === '') return [text];
  return text.split(separator).filter((part) => part !== '');
}

function slice(text: string, start: number, length: number): string | null {
  if (start > text.length) return null;
  const from = start < 0 ? Math.max(0, start + text.length) : start;
  const shortened = start + text.length < 0 ? length + start + text.length : length;
  return text.slice(from, from + Math.max(0, shortened));
}

/** Percent-encoding of everything but unreserved characters, with plus for a space. */
export function urlEscape(text: string): string {
  return encode(text, /[A-Za-z0-9\-_.!*()]/).replaceAll('%20', '+');
}

/** RFC 3986 percent-encoding. */
export function percentEncode(text: string): string {
  return encode(text, /[A-Za-z0-9\-_.~]/);
}

function encode(text: string, plain: RegExp): string {
  if (/[\ud800-\udfff]/.test(text) && /(^|[^\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff]($|[^\udc00-\udfff])/.test(text)) {
    throw new LiquidError('the text holds half of a surrogate pair');
  }
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g, (character) =>
    plain.test(character) ? character : encodeURIComponent(character).replace(/[!'()*~]/g, hex),
  );
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
