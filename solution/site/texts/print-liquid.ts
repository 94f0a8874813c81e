import { siteSettings } from '../../../contracts/index.ts';
import { slotsIn, type TextCatalogue, type TextLanguage } from './catalogue.ts';

const entities: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What every template may read after including the texts. */
const head = ({ languages }: TextCatalogue, fallback: TextLanguage): readonly string[] => [
  `{% assign fixed_language = settings['${siteSettings.language}'] | default: '' -%}`,
  '{% assign shown_language = fixed_language -%}',
  `{% if shown_language == '' %}{% assign shown_language = website.selected_language.code | default: '${fallback.code}' %}{% endif -%}`,
  "{% assign shown_parts = shown_language | downcase | split: '-' -%}",
  '{% assign shown_texts = shown_parts | first -%}',
  `{% assign known_texts = '${languages.map(({ code }) => code).join()}' | split: ',' -%}`,
  `{% unless known_texts contains shown_texts %}{% assign shown_texts = '${fallback.code}' %}{% assign shown_language = '${fallback.code}' %}{% endunless -%}`,
  // The page's own address: without the language that the platform may put in front, with a slash at its end.
  '{% capture shown_prefix %}/{{ website.selected_language.code }}/{% endcapture -%}',
  "{% assign shown_address = page.url | default: '/' | append: '/' | replace: '//', '/' -%}",
  "{% if shown_address startswith shown_prefix %}{% assign shown_address = shown_address | remove_first: shown_prefix %}{% assign shown_address = '/' | append: shown_address %}{% endif -%}",
];

/**
 * A catalogue as a web template. After `include` the caller has, in the language that the site is shown in: `text_<key>` (HTML, ready to
 * print), `shown_language` (a tag for `lang`), `shown_texts` (the catalogue's code), `shown_direction` (for `dir`) and `shown_address`.
 * A slot `{name}` takes the include's parameter `name`, escaped and isolated from the direction around it.
 *
 * It leans on the platform's scopes: `assign` and `capture` write to the outermost scope and so leave the include, parameters do not.
 */
export function printLiquid(catalogue: TextCatalogue): string {
  const [fallback] = catalogue.languages;
  if (!fallback) throw new Error('a catalogue without languages has been read');
  const lines = [
    '{% comment %}Made from a catalogue of texts; change the texts there.{% endcomment -%}',
    ...head(catalogue, fallback),
    '{% case shown_texts -%}',
    ...catalogue.languages.flatMap(({ code, direction }) => [
      `{% when '${code}' -%}`,
      `{% assign shown_direction = '${direction}' -%}`,
      ...[...catalogue.texts].map(([key, text]) => `{% capture text_${key} %}${htmlOf(text[code] ?? '')}{% endcapture -%}`),
    ]),
    '{% endcase -%}',
  ];
  return `${lines.join('\n')}\n`;
}

function htmlOf(text: string): string {
  const html = text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  return slotsIn(text).reduce((made, slot) => made.replaceAll(`{${slot}}`, `<bdi>{{ ${slot} | escape }}</bdi>`), html);
}
