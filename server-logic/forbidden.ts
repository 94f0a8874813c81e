import { refusedTextsIn } from '../contracts/index.ts';

/** What the host does not have, and what would make the script a module. */
const absent = ['fetch(', 'XMLHttpRequest', 'document.', 'window.', 'localStorage', 'console.', 'globalThis'] as const;
const moduleWords = ['import ', 'import{', 'export ', 'export{'] as const;

/**
 * The texts of a script that the platform would refuse or that would not run there; none means that it may be shipped.
 * @example forbiddenTexts('function get() { return eval ("1"); }') // ['eval(']
 */
export function forbiddenTexts(script: string): readonly string[] {
  const found = [...refusedTextsIn(script), ...absent.filter((each) => script.includes(each))];
  const lines = script.split('\n').map((line) => line.trimStart());
  return [...found, ...moduleWords.filter((word) => lines.some((line) => line.startsWith(word))).map((word) => word.trim())];
}
