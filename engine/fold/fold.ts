import { LETTER_RUNS } from './generated/table.ts';

const FIRST_MARK = 0x300;
const LAST_MARK = 0x36f;

/** What each letter of the table folds to, by its code; undefined for everything that is no letter of the table. */
const FOLDED: (string | undefined)[] = [];
LETTER_RUNS.forEach((run) => {
  for (let index = 0; index < run.folded.length; index += 1) FOLDED[run.code + index] = run.folded.charAt(index);
});

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
