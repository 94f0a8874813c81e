/** The ends of a scale that holds zero and all sizes, and the round numbers in between. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** @example scaleOf([3, 17]) // { from: 0, to: 20, ticks: [0, 5, 10, 15, 20] } */
export const scaleOf = (sizes: readonly number[]): Scale => {
  const low = Math.min(0, ...sizes);
  const high = Math.max(0, ...sizes);
  // What is counted has no halves.
  const step = Math.max(roundUp((high - low || 1) / 4), sizes.every(Number.isInteger) ? 1 : 0);
  const from = Math.floor(low / step) * step;
  const to = Math.max(Math.ceil(high / step) * step, from + step);
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);
  return { from, to, ticks };
};

/** The next of 1, 2, 5, 10, 20 … */
const roundUp = (step: number): number => {
  const power = 10 ** Math.floor(Math.log10(step));
  const round = [1, 2, 5, 10].find((factor) => factor * power >= step) ?? 10;
  return Math.max(round * power, Number.MIN_VALUE);
};

/** Where a size stands on the scale, from 0 to 100. */
export const placeOf = ({ from, to }: Scale, size: number): number => ((size - from) / (to - from)) * 100;
