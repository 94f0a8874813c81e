import { gzipSync } from 'node:zlib';

/** The most that a control, and the script that mounts them all, may weigh on the wire. */
export const maxGzipBytes = {
  SecureGrid: 100 * 1024,
  ActionBar: 45 * 1024,
  RoleDashboard: 110 * 1024,
  RecordPanel: 100 * 1024,
  mount: 100 * 1024,
};

const banned = [
  { what: 'eval', pattern: /\beval\s*\(/ },
  { what: 'new Function', pattern: /\bnew\s+Function\b|\bFunction\s*\(\s*["'`]/ },
  { what: 'a timer given as text', pattern: /\bset(?:Timeout|Interval)\s*\(\s*["'`]/ },
  { what: 'an inline handler', pattern: /\bsetAttribute\(\s*["'`]on|<[a-z]+[^>]*\son[a-z]+\s*=\s*\\?["']/i },
  { what: 'a load from elsewhere', pattern: /(?:\bimport\s*\(|\bfetch\s*\(|\.src\s*=|\.href\s*=|url\(|@import)\s*["'`]?(?:https?:)?\/\//i },
  { what: 'a dynamic import', pattern: /\bimport\s*\(/ },
  { what: 'a source map', pattern: /sourceMappingURL/ },
];

/** Names of XML vocabularies, which are compared and never loaded. */
const vocabularies = /https?:\/\/www\.w3\.org\/(?:1998\/Math\/MathML|1999\/xhtml|1999\/xlink|2000\/svg|XML\/1998\/namespace)/g;

/**
 * What a shipped script or style sheet must not hold: texts that a content security policy forbids, and addresses of other sites.
 * @param {string} text
 * @returns {readonly string[]} sentences, empty when all is well
 */
export const findBanned = (text) => {
  const found = banned.filter(({ pattern }) => pattern.test(text)).map(({ what }) => `holds ${what}`);
  const address = /https?:\/\/[\w.-]+/.exec(text.replaceAll(vocabularies, ''));
  return address ? [...found, `holds the address ${address[0]}`] : found;
};

/**
 * Ways to make markup of text. The bundle holds Preact's own, which nothing of ours may call, so this looks at our sources.
 * @param {string} text
 * @returns {readonly string[]}
 */
export const findBannedInSource = (text) =>
  /dangerouslySetInnerHTML|\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|\bdocument\.write/.test(text) ? ['makes markup of text'] : [];

/** @param {string | Uint8Array} text */
export const gzipBytes = (text) => gzipSync(text, { level: 9 }).length;
