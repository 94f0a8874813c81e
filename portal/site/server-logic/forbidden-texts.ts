import { refusedTextsIn } from '../../../contracts/index.ts';

/** The refused texts that a script holds; none means that it may run. `import` as a word is refused altogether: there are no modules. */
export function forbiddenTexts(script: string): readonly string[] {
  const found = refusedTextsIn(script);
  return /(^|[^.\w$])import\b/.test(script) && !found.includes('import(') ? [...found, 'import'] : found;
}
