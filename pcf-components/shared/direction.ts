import { primaryLanguage } from './texts/index.ts';

/** Languages that are written from right to left, by the script that they are written in when a tag names none. */
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'nqo', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi']);

/**
 * Direction of a language tag. A control says its own, also `ltr`: the page around it may be written the other way.
 * @example directionOf('ar-EG') // 'rtl'
 */
export const directionOf = (tag: string): 'ltr' | 'rtl' => {
  const script = /^[A-Za-z]{2,3}-(Arab|Hebr|Latn|Cyrl)\b/i.exec(tag)?.[1]?.toLowerCase();
  if (script) return script === 'arab' || script === 'hebr' ? 'rtl' : 'ltr';
  return rightToLeft.has(primaryLanguage(tag)) ? 'rtl' : 'ltr';
};
