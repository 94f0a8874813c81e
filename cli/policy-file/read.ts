import { type Policy, type Problem, parsePolicy } from '../../engine/index.ts';
import { type Draft, suggestionFor } from './suggestion.ts';
import { type Position, readYamlText } from './yaml-text.ts';

/** One thing that is wrong with a policy file. */
export interface FileProblem extends Position {
  readonly path: string;
  readonly message: string;
  readonly suggestion: string | null;
}

export type PolicyFile =
  | { readonly kind: 'policy'; readonly policy: Policy; readonly positionOf: (path: string) => Position }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };

/** What a file does not say because the site does. */
export interface SiteFacts {
  readonly site: string;
  readonly roles: Policy['roles'];
}

/**
 * Reads a policy from the text of a YAML file. All problems are told at once, each with its place; any text gives an answer, and no
 * part of a wrong file is used.
 * @example readPolicyText('tables: {}\nrules: []\ntimezone: UTC', { site: 's', roles: {} }).kind // 'policy'
 */
export function readPolicyText(text: string, { site, roles }: SiteFacts): PolicyFile {
  const yaml = readYamlText(text);
  if (yaml.kind === 'problems')
    return { kind: 'problems', problems: yaml.problems.map((problem) => ({ ...problem, path: '', suggestion: null })) };
  const own = { roles, ...yaml.value, site };
  const parsed = parsePolicy(own);
  const positionOf = (path: string): Position => yaml.positionOf(path);
  if (parsed.kind === 'policy') return { ...parsed, positionOf };
  const told = (problem: Problem): FileProblem => ({
    ...positionOf(problem.path),
    path: problem.path,
    message: problem.message,
    suggestion: suggestionFor(problem, own as Draft),
  });
  return {
    kind: 'problems',
    problems: parsed.problems.map(told).sort((left, right) => left.line - right.line || left.column - right.column),
  };
}
