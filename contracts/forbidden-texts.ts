/**
 * What the platform refuses in a server logic script: the list under “Limitations” of
 * learn.microsoft.com/power-pages/configure/author-server-logic.
 */
export const refusedTexts = [
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

/**
 * The refused texts that a script holds. How the platform matches is not published; here every occurrence counts, in comments and
 * texts too, and blanks before a bracket do not help.
 */
export function refusedTextsIn(script: string): readonly string[] {
  const tight = script.replace(/\s+\(/g, '(');
  return refusedTexts.filter((each) => tight.includes(each));
}
