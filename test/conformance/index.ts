export { answerOf, canonical } from './answers.ts';
export { bundleCases } from './bundle.ts';
export type { Adapter, Check, Data, Inputs, Question, RowsQuery } from './check.ts';
export { matches, relevant } from './compared.ts';
export { engineAdapter } from './engine-adapter.ts';
export type { GoldenCheck } from './load-cases.ts';
export { loadChecks } from './load-cases.ts';
export { PENDING } from './pending.ts';
