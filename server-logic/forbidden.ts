/**
 * Texts that Power Pages refuses in a server logic script, wherever they stand (comments and text included):
 * learn.microsoft.com/power-pages/configure/author-server-logic, Limitations. The platform's own matching is not documented,
 * so ours is the stricter reading: no word boundaries, blanks before a bracket ignored.
 */
const restricted = [
  '__dirname',
  '__filename',
  'import(',
  'import from',
  'eval(',
  'Function(',
  'setTimeout(',
  'setInterval(',
  'setImmediate(',
  'process.exit',
  'process.kill',
  'child_process',
  'fs.',
  'require(',
  'constructor.constructor',
  'this.constructor',
  'arguments.callee',
  'with(',
  'delete',
  'Object.getPrototypeOf',
  'Object.setPrototypeOf',
  'Proxy(',
  'Reflect.',
  'Symbol.for',
  '__proto__',
  'prototype',
  'debugger',
] as const;

/** What the host does not have, and what would make the script a module. */
const absent = ['fetch(', 'XMLHttpRequest', 'document.', 'window.', 'localStorage', 'console.', 'globalThis'] as const;
const moduleWords = ['import ', 'import{', 'export ', 'export{'] as const;

const tight = (text: string): string => text.replace(/\s+\(/g, '(');

/**
 * The texts of a script that the platform would refuse or that would not run there; none means that it may be shipped.
 * @example forbiddenTexts('function get() { return eval ("1"); }') // ['eval(']
 */
export function forbiddenTexts(script: string): readonly string[] {
  const text = tight(script);
  const found = [...restricted, ...absent].filter((each) => text.includes(each));
  const lines = script.split('\n').map((line) => line.trimStart());
  return [...found, ...moduleWords.filter((word) => lines.some((line) => line.startsWith(word))).map((word) => word.trim())];
}
