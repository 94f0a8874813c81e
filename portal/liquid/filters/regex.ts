import vm from 'node:vm';
import { LiquidError } from '../errors.ts';

const longestPattern = 1000;
const milliseconds = 100;
const longestResult = 20_000_000;

interface Job {
  subject: string;
  pattern: string;
  flags: string;
  replacement: string;
}

const job: Job = { subject: '', pattern: '', flags: '', replacement: '' };
const context = vm.createContext(job, { codeGeneration: { strings: false, wasm: false } });
const script = new vm.Script('subject.replace(new RegExp(pattern, flags), replacement)');

/**
 * Replaces by a regular expression, as the platform's `replace` does: `.` hits every character, `+` alone is an error.
 * The pattern comes from a template or even from data, and a matcher cannot be stopped from within; so it runs under a timer.
 * @throws LiquidError for a pattern that is not valid, too long, or takes too long; it is shown in place.
 */
export function replacePattern(subject: string, pattern: string, replacement: string, all: boolean): string {
  if (pattern === '') return subject;
  if (largestResult(subject, replacement) > longestResult) throw new LiquidError('the result of replace could be too long');
  if (!/[\\^$.|?*+()[\]{}]/.test(pattern) && !replacement.includes('$')) {
    return all ? subject.replaceAll(pattern, () => replacement) : subject.replace(pattern, () => replacement);
  }
  if (pattern.length > longestPattern) throw new LiquidError(`the pattern is longer than ${longestPattern} characters`);
  const options = /^\(\?([ims]+)\)/.exec(pattern);
  job.subject = subject;
  job.pattern = pattern.slice(options?.[0].length ?? 0);
  job.flags = (all ? 'g' : '') + [...new Set(options?.[1] ?? '')].join('');
  job.replacement = replacement.replace(/\$\{(\w+)\}/g, (_whole, name: string) => (/^\d+$/.test(name) ? `$${name}` : `$<${name}>`));
  return run(pattern);
}

/** The most characters that a replacement could give: a match at every position, references to what stands before or behind included. */
function largestResult(subject: string, replacement: string): number {
  const whole = replacement.split(/\$[`']/).length - 1;
  return (subject.length + 1) * (replacement.length + 1 + whole * subject.length);
}

function run(pattern: string): string {
  try {
    const result: unknown = script.runInContext(context, { timeout: milliseconds });
    return typeof result === 'string' ? result : '';
  } catch (error) {
    throw new LiquidError(describe(error, pattern));
  } finally {
    job.subject = '';
  }
}

function describe(error: unknown, pattern: string): string {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
    return 'The Regex engine has timed out while trying to match a pattern to an input string.';
  }
  if (/^[*+?]/.test(pattern)) return `parsing "${pattern}" - Quantifier {x,y} following nothing.`;
  return `parsing "${pattern}" - the pattern is not valid`;
}
