export { type PolicyAt, printProblems, readPolicyAt } from './folder.ts';
export { nearest } from './nearest.ts';
export { pathsTo } from './paths-to.ts';
export { type FileProblem, type PolicyFile, type Position, readPolicyText, type SiteFacts } from './read.ts';
