/** HTML-encodes as .NET's `WebUtility.HtmlEncode`: the five signs, Latin-1 letters as numbers, characters beyond 16 bits as numbers. */
export function encodeHtml(text: string): string {
  return text.replace(/[<>&"'\u00a0-\u00ff]|[\ud800-\udbff][\udc00-\udfff]/g, (character) => {
    const name = names.get(character);
    return name ?? `&#${character.codePointAt(0)};`;
  });
}

const names: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** XML-escapes as .NET's `SecurityElement.Escape`: the five signs only. */
export function encodeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => (character === "'" ? '&apos;' : (names.get(character) ?? character)));
}

/** Removes what looks like a tag on one line, as the engine does; it does not make HTML safe. */
export function stripTags(text: string): string {
  return text.split('\n').map(stripLine).join('\n');
}

function stripLine(line: string): string {
  let out = '';
  let at = 0;
  for (let open = line.indexOf('<'); open !== -1; open = line.indexOf('<', at)) {
    const close = line.indexOf('>', open);
    if (close === -1) break;
    out += line.slice(at, open);
    at = close + 1;
  }
  return out + line.slice(at);
}

const safeTags = new Set(
  'a abbr b blockquote br caption cite code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
);
const safeAttributes = new Set('alt class colspan dir height href lang rowspan scope src title width'.split(' '));

/** Keeps harmless tags and attributes of a HTML fragment; script, style, event handlers and foreign URL schemes go. */
export function sanitizeHtml(text: string): string {
  const withoutBlocks = dropBlocks(dropBlocks(text, 'script'), 'style');
  return withoutBlocks
    .split(/(<[^<>]*>)/)
    .map((part) =>
      part.startsWith('<') && part.endsWith('>') ? sanitizeTag(part) : part.replace(/[<>]/g, (sign) => names.get(sign) ?? ''),
    )
    .join('');
}

function dropBlocks(text: string, tag: string): string {
  const lower = text.toLowerCase();
  let out = '';
  let at = 0;
  for (let open = lower.indexOf(`<${tag}`); open !== -1; open = lower.indexOf(`<${tag}`, at)) {
    out += text.slice(at, open);
    const close = lower.indexOf(`</${tag}`, open);
    const end = close === -1 ? -1 : lower.indexOf('>', close);
    if (end === -1) return out;
    at = end + 1;
  }
  return out + text.slice(at);
}

function sanitizeTag(tag: string): string {
  const match = /^<(\/?)([a-z][a-z0-9]*)/i.exec(tag);
  const name = match?.[2]?.toLowerCase();
  if (name === undefined || !safeTags.has(name)) return '';
  if (match?.[1] === '/') return `</${name}>`;
  let out = `<${name}`;
  for (const [, attribute = '', quoted, single, bare] of tag.matchAll(/\s([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gi)) {
    const value = quoted ?? single ?? bare ?? '';
    if (isSafeAttribute(attribute.toLowerCase(), value)) out += ` ${attribute.toLowerCase()}="${value.replaceAll('"', '&quot;')}"`;
  }
  return `${out}>`;
}

function isSafeAttribute(name: string, value: string): boolean {
  if (!safeAttributes.has(name)) return false;
  if (name !== 'href' && name !== 'src') return true;
  const address = value.trim();
  return /^(?:https?:|mailto:|tel:|[/#?.])/i.test(address) || /^[\w\-~%]*(?:[/?#.]|$)/.test(address);
}

/** Plain text as simple HTML: encoded, paragraphs at blank lines, `<br />` at line breaks, addresses as links. */
export function textToHtml(text: string, linkify: boolean): string {
  const paragraphs = text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return paragraphs
    .map(
      (paragraph) =>
        `<p>${paragraph
          .split('\n')
          .map((line) => htmlLine(line, linkify))
          .join('<br />\n')}</p>`,
    )
    .join('\n');
}

function htmlLine(line: string, linkify: boolean): string {
  if (!linkify) return encodeHtml(line);
  return line
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${encodeHtml(part)}" rel="nofollow">${encodeHtml(part)}</a>` : encodeHtml(part)))
    .join('');
}
