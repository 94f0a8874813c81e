export { accessText, conditionText, isComparison } from './condition-text.ts';
export { explanationLines, partLines } from './explanation-text.ts';
export { page, wrapped } from './wrapped.ts';
