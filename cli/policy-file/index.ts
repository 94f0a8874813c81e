export { type PolicyAt, printProblems, readPolicyAt } from './folder.ts';
export { nearest } from './nearest.ts';
export { pathsTo } from './paths-to.ts';
export { type FileProblem, type PolicyFile, readPolicyText, type SiteFacts } from './read.ts';
export { type PlacePath, type Position, readYamlText, type YamlText } from './yaml-text.ts';
