import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the script engine of the plug-in (ES5 built-ins, a pure interpreter) does not have or must not be given, each with its reason. */
const GLOBALS: { readonly [name: string]: string } = Object.fromEntries([
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'Symbol', 'Promise', 'Proxy', 'Reflect', 'BigInt', 'Intl', 'globalThis', 'structuredClone'].map(
    (name) => [name, 'ES5 does not have it, and the script engine of the plug-in has ES5 built-ins only'],
  ),
  ...['console', 'process', 'setTimeout', 'setInterval', 'require', 'Buffer'].map((name) => [name, 'the bundle has no world but its host']),
  ['eval', 'text never becomes code'],
  ['RegExp', 'a regular expression on input cannot be interrupted'],
]);

const YOUNGER = 'ES5 does not have it, and the script engine of the plug-in has ES5 built-ins only';
const IMPURE = 'the same call must give the same answer on every host; time and chance come in as arguments';
const STATICS: { readonly [name: string]: string } = Object.fromEntries([
  ...['entries', 'values', 'assign', 'fromEntries', 'is', 'hasOwn', 'getOwnPropertyDescriptors', 'groupBy'].map((name) => [
    `Object.${name}`,
    YOUNGER,
  ]),
  ...['from', 'of'].map((name) => [`Array.${name}`, YOUNGER]),
  ...['isInteger', 'isSafeInteger', 'isNaN', 'isFinite', 'parseFloat', 'EPSILON'].map((name) => [`Number.${name}`, YOUNGER]),
  ...['sign', 'trunc', 'log2', 'log10', 'cbrt', 'hypot', 'imul'].map((name) => [`Math.${name}`, YOUNGER]),
  ['String.raw', YOUNGER],
  ['String.fromCodePoint', YOUNGER],
  ['Math.random', IMPURE],
  ['Date.now', IMPURE],
  ['Date.parse', 'hosts read other texts than ISO differently; `millisecondsOf` reads ISO alone'],
]);

const COMPARES = 'texts are compared by the fold alone, so that every host and store agree';
const METHODS: { readonly [name: string]: string } = Object.fromEntries([
  ...['includes', 'startsWith', 'endsWith', 'padStart', 'padEnd', 'repeat', 'trimStart', 'trimEnd', 'codePointAt', 'at'].map((name) => [
    name,
    YOUNGER,
  ]),
  ...['find', 'findIndex', 'findLast', 'flat', 'flatMap', 'fill', 'copyWithin', 'toSorted', 'toReversed', 'replaceAll', 'matchAll'].map(
    (name) => [name, YOUNGER],
  ),
  ...[
    'normalize',
    'toLowerCase',
    'toUpperCase',
    'localeCompare',
    'toLocaleLowerCase',
    'toLocaleUpperCase',
    'toLocaleString',
    'toLocaleDateString',
  ].map((name) => [name, COMPARES]),
]);

const LOWERED_WITH_SYMBOL = 'it is lowered with Symbol.iterator, which the script engine of the plug-in does not have';

/** What is wrong in one file, each as a sentence with its place; `text` is given by the test that seeds a fault. */
export function es5Violations(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const report = (node: ts.Node, what: string, why: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${file}:${line + 1}: ${what} is not for the plug-in's bundle: ${why}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return;
    const fault = faultOf(node);
    if (fault) report(node, fault.what, fault.why);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function faultOf(node: ts.Node): { readonly what: string; readonly why: string } | null {
  if (ts.isForOfStatement(node)) return { what: '`for … of`', why: LOWERED_WITH_SYMBOL };
  if (ts.isRegularExpressionLiteral(node)) return { what: 'a regular expression', why: GLOBALS.RegExp as string };
  if (ts.isBigIntLiteral(node)) return { what: 'a big integer', why: YOUNGER };
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node))
    return { what: '`await` and `yield`', why: 'the backend is synchronous, because a plug-in is' };
  if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ExtendsKeyword)
    return { what: '`extends`', why: 'extending a built-in needs Reflect and Map when it is lowered' };
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return { what: '`new Date()`', why: IMPURE };
  if (ts.isPropertyAccessExpression(node)) return ofAccess(node);
  if (ts.isIdentifier(node) && own(GLOBALS, node.text) && isReference(node))
    return { what: `\`${node.text}\``, why: GLOBALS[node.text] as string };
  return null;
}

function ofAccess(node: ts.PropertyAccessExpression): { readonly what: string; readonly why: string } | null {
  const whole = `${node.expression.getText()}.${node.name.text}`;
  if (own(STATICS, whole)) return { what: `\`${whole}\``, why: STATICS[whole] as string };
  const isCall = ts.isCallExpression(node.parent) && node.parent.expression === node;
  return isCall && own(METHODS, node.name.text) ? { what: `\`.${node.name.text}()\``, why: METHODS[node.name.text] as string } : null;
}

const own = (object: object, key: string): boolean => Object.hasOwn(object, key);

/** Whether an identifier stands for the global of that name, not for a property or a declaration. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodSignature(parent) || ts.isPropertySignature(parent))
    return 'initializer' in parent && parent.initializer === node;
  return !ts.isBindingElement(parent) && !ts.isParameter(parent) && !ts.isFunctionDeclaration(parent);
}

/** The TypeScript files of a folder that go into the bundle: neither tests nor what is outside of `src`. */
export function bundledFiles(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => `${folder}/${name}`)
    .sort();
}

export const read = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');
