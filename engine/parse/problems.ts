/** One thing that is wrong with a policy: where, and a sentence for the person who wrote it. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

const MOST_PROBLEMS = 200;

/** Collects problems up to a limit, so that a hostile policy does not produce an endless list. */
export interface Problems {
  add(path: string, message: string): undefined;
  list(): readonly Problem[];
}

export function createProblems(): Problems {
  const problems: Problem[] = [];
  return {
    add(path, message) {
      if (problems.length < MOST_PROBLEMS) problems.push(Object.freeze({ path, message }));
    },
    list: () => problems,
  };
}
