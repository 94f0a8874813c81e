import type { Database } from 'better-sqlite3';
import { compareDecimals, type Decimal, divideRounded, parseDecimal, printDecimal, rescale } from './decimal.ts';
import { compileLike, type LikePattern, matchesLike } from './like.ts';

const PATTERNS_KEPT = 200;
const AVERAGE_SCALE = 10;

type Sum = { readonly total: Decimal; readonly count: number };
const NOTHING: Sum = { total: { units: 0n, scale: 0 }, count: 0 };

/** Adds one value (plain digits or a whole number) exactly; null adds nothing. */
function add(sum: Sum, value: unknown): Sum {
  if (value === null || value === undefined) return sum;
  const next = parseDecimal(String(value));
  if (!next) throw new Error('a stored number is not made of plain digits');
  const scale = Math.max(sum.total.scale, next.scale);
  return { total: { units: rescale(sum.total, scale).units + rescale(next, scale).units, scale }, count: sum.count + 1 };
}

/** Numbers of few digits, which a double holds exactly: added up by their number of decimals, and much faster than any others. */
const FEW_DIGITS = /^-?\d{1,10}(?:\.\d{1,4})?$/;
const MOST_UNITS = 2 ** 52;
type RunningSum = { readonly few: number[]; rest: Sum };

function addRunning(sum: RunningSum, value: unknown): RunningSum {
  if (value === null || value === undefined) return sum;
  const text = String(value);
  const point = text.indexOf('.');
  const scale = point < 0 ? 0 : text.length - point - 1;
  const known = sum.few[scale] ?? 0;
  const units = FEW_DIGITS.test(text) ? Number(point < 0 ? text : text.slice(0, point) + text.slice(point + 1)) : Number.NaN;
  if (Math.abs(known + units) < MOST_UNITS) sum.few[scale] = known + units;
  else sum.rest = add(sum.rest, text);
  return sum;
}

const wholeSum = ({ few, rest }: RunningSum): Decimal =>
  few.reduce((total, units, scale) => {
    const widest = Math.max(total.scale, scale);
    return { units: rescale(total, widest).units + rescale({ units: BigInt(units), scale }, widest).units, scale: widest };
  }, rest.total);

const extreme = (sign: 1 | -1) => (best: string | null, value: unknown) => {
  if (value === null || value === undefined) return best;
  const [next, known] = [parseDecimal(String(value)), best === null ? null : parseDecimal(best)];
  if (!next) throw new Error('a stored number is not made of plain digits');
  return known === null || compareDecimals(next, known) * sign > 0 ? printDecimal(next) : best;
};

/** What SQL cannot do by itself: T-SQL patterns and exact arithmetic over decimal digits. */
export function registerFunctions(db: Database): void {
  const patterns = new Map<string, LikePattern>();
  db.function('tsql_like', { deterministic: true }, (pattern: unknown, folded: unknown) => {
    if (typeof pattern !== 'string' || typeof folded !== 'string') return null;
    let compiled = patterns.get(pattern);
    if (compiled === undefined) {
      if (patterns.size >= PATTERNS_KEPT) patterns.clear();
      compiled = compileLike(pattern);
      patterns.set(pattern, compiled);
    }
    return matchesLike(compiled, folded) ? 1 : 0;
  });
  db.aggregate('exact_sum', {
    start: (): RunningSum => ({ few: [], rest: NOTHING }),
    step: addRunning,
    result: (sum: RunningSum) => printDecimal(wholeSum(sum)),
  });
  db.aggregate('exact_avg', {
    start: () => NOTHING,
    step: (sum: Sum, value: unknown) => add(sum, value),
    result: ({ total, count }: Sum) => {
      if (count === 0) return null;
      const units = divideRounded(rescale(total, Math.max(total.scale, AVERAGE_SCALE)).units, BigInt(count));
      return printDecimal({ units, scale: Math.max(total.scale, AVERAGE_SCALE) }).replace(/\.?0+$/, '');
    },
  });
  db.aggregate('exact_min', { start: (): string | null => null, step: extreme(-1), result: (best: string | null) => best });
  db.aggregate('exact_max', { start: (): string | null => null, step: extreme(1), result: (best: string | null) => best });
}
