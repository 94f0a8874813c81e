export { type Comparison, compare, comparisonLines, type RuleDifference } from './compare.ts';
export { nearestLines } from './nearest-text.ts';
export { knownName, momentOf, type OpenScene, openScene } from './open-scene.ts';
export { asksOf, type RecordQuestion, requestFor, type WhoCan, whoCan, whoCanLines } from './who-can.ts';
