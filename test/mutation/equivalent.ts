import type { Mutation } from './mutations.ts';

/** Changes that change nothing that anybody could notice, each with the reason; they are not counted. */
export const EQUIVALENT: readonly (Pick<Mutation, 'file' | 'before' | 'after'> & { readonly why: string })[] = [];
