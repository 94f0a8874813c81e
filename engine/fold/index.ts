export { fold, foldsTo } from './fold.ts';
export { guidOf } from './guids.ts';
export type { Digits } from './numbers.ts';
export { compareNumbers, digitsOf, printDigits } from './numbers.ts';
export { isDateOnly, millisecondsOf, printTime, secondsOf } from './times.ts';
