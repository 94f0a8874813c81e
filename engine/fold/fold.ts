import { LETTER_RUNS } from './generated/table.ts';

const FIRST_MARK = 0x300;
const LAST_MARK = 0x36f;

/** What each letter of the table folds to, by its code; undefined for everything that is no letter of the table. Without gaps, which engines look up slowly. */
const FOLDED: (string | undefined)[] = [];
LETTER_RUNS.forEach((run) => {
  while (FOLDED.length < run.code) FOLDED.push(undefined);
  for (let index = 0; index < run.folded.length; index += 1) FOLDED.push(run.folded.charAt(index));
});

/** The code that each character below the marks folds to. */
const LOW: number[] = [];
while (LOW.length < FIRST_MARK) LOW.push((FOLDED[LOW.length] ?? String.fromCharCode(LOW.length)).charCodeAt(0));

/**
 * The form in which texts are compared: trailing blanks off, Latin, Greek and Cyrillic letters without case and marks, everything else as it is.
 * Two texts are equal when their folds are equal; nothing else lower-cases for a comparison.
 * @example fold('Émile  ') // 'emile'
 */
export function fold(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end -= 1;
  let folded = '';
  let afterLetter = false;
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= FIRST_MARK && code <= LAST_MARK && afterLetter) continue;
    const letter = FOLDED[code];
    afterLetter = letter !== undefined;
    folded += letter === undefined ? text.charAt(index) : letter;
  }
  return folded;
}

/**
 * Whether a text has a given fold, found without making it in the usual case.
 * @param folded a fold, not empty
 * @example foldsTo('ÉMILE ', 'emile') // true
 */
export function foldsTo(text: string, folded: string): boolean {
  if (text === folded) return true;
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end -= 1;
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    // Below the marks every character folds to one character, so that places stay the same.
    if (code >= FIRST_MARK) return fold(text) === folded;
    if (index < folded.length && LOW[code] !== folded.charCodeAt(index)) return false;
  }
  return end === folded.length;
}
