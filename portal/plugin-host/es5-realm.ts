import vm from 'node:vm';
import { hostFunction } from '../../contracts/index.ts';
import { isDeeperThan } from './limits.ts';

// What the plug-in's engine offers. Node's own realm has more, and code that leans on it would only fail in Dataverse.
const names = {
  global:
    'Object Function Array String Boolean Number Date RegExp Error EvalError RangeError ReferenceError SyntaxError TypeError URIError Math JSON parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent NaN Infinity undefined eval',
  Object:
    'create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyNames getPrototypeOf isExtensible isFrozen isSealed keys preventExtensions seal',
  Array: 'isArray',
  'Array.prototype':
    'concat every filter forEach indexOf join lastIndexOf map pop push reduce reduceRight reverse shift slice some sort splice toLocaleString toString unshift',
  String: 'fromCharCode',
  'String.prototype':
    'charAt charCodeAt concat indexOf lastIndexOf localeCompare match replace search slice split substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim valueOf',
  Number: 'MAX_VALUE MIN_VALUE NEGATIVE_INFINITY NaN POSITIVE_INFINITY',
  Math: 'E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow round sin sqrt tan',
} as const;

const prepare = `(function (names, hostFunction, call, isTooDeep, sentence) {
  var scope = this, parse = JSON.parse, keep = { length: 1, name: 1, prototype: 1, constructor: 1 };
  Object.keys(names).forEach(function (path) {
    var owner = path === 'global' ? scope : path.split('.').reduce(function (value, name) { return value[name]; }, scope);
    var allowed = names[path].split(' ');
    Object.getOwnPropertyNames(owner).forEach(function (name) {
      if (!(owner !== scope && keep[name]) && allowed.indexOf(name) < 0) delete owner[name];
    });
  });
  JSON.parse = function (text) {
    if (isTooDeep(String(text))) throw new SyntaxError(sentence);
    try {
      return parse(text);
    } catch (error) {
      throw new SyntaxError('malformed JSON');
    }
  };
  scope[hostFunction] = function (operation, argumentJson) {
    var answer = call(operation, argumentJson);
    if (typeof answer !== 'string') throw new Error('the host refused the call');
    return answer;
  };
})`;

/** A context with the built-ins of ECMAScript 5, `JSON.parse` with a limit on nesting, and `porticoHost`; no code from texts. */
export function createEs5Realm(call: (operation: unknown, argumentJson: unknown) => string | undefined, jsonDepth: number): vm.Context {
  const realm = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const isTooDeep = (text: string): boolean => isDeeperThan(text, jsonDepth);
  vm.runInContext(prepare, realm).call(
    vm.runInContext('this', realm),
    names,
    hostFunction,
    call,
    isTooDeep,
    `JSON is nested deeper than ${jsonDepth} levels`,
  );
  return realm;
}
