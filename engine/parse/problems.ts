/** One thing that is wrong with a policy: where, and a sentence for the person who wrote it. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  /** What was named and is not there, so that a tool can suggest the nearest of what is. */
  readonly missing?: Missing;
}

export type Missing =
  | { readonly kind: 'table' | 'role' | 'mask'; readonly name: string }
  | { readonly kind: 'column'; readonly table: string; readonly name: string }
  /** A path that does not lead to the table that an access is scoped by. */
  | { readonly kind: 'path'; readonly table: string; readonly to: 'contact' | 'account' }
  | { readonly kind: 'word'; readonly name: string; readonly among: readonly string[] };

const MOST_PROBLEMS = 200;

/** Collects problems up to a limit, so that a hostile policy does not produce an endless list. */
export interface Problems {
  add(path: string, message: string, missing?: Missing): undefined;
  list(): readonly Problem[];
}

export function createProblems(): Problems {
  const problems: Problem[] = [];
  return {
    add(path, message, missing) {
      if (problems.length < MOST_PROBLEMS)
        problems.push(Object.freeze(missing === undefined ? { path, message } : { path, message, missing }));
    },
    list: () => problems,
  };
}
