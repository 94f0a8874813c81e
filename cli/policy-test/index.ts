export { type Coverage, createCoverage, type LeafCoverage, type RuleCoverage } from './coverage.ts';
export { junitOf } from './junit.ts';
export { belowFloors, coverageLines, resultLines } from './print.ts';
export { readSuite } from './read-suite.ts';
export { type FolderRun, runFolder } from './run-folder.ts';
export { type Result, runSuite } from './run-suite.ts';
export type { Check, Floors, Mistake, Suite } from './suite.ts';
