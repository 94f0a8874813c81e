import { fold } from './fold.ts';

type Token =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'many' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** A compiled T-SQL LIKE pattern; null never matches (an unclosed bracket). */
export type LikePattern = readonly Token[] | null;

/** Folds one piece of a pattern; the guard keeps trailing blanks, which matter in a pattern. */
const foldPiece = (piece: string): string => fold(`${piece}|`).slice(0, -1);

const literals = (piece: string): Token[] => [...foldPiece(piece)].map((character) => ({ kind: 'literal', character }));

/**
 * Compiles a T-SQL LIKE pattern: `%` any text, `_` one character, `[a-f]` `[^x]` classes, and brackets to take a wildcard literally
 * (`[%]`, `[[]`). Source: the platform's page on wildcard characters in conditions.
 */
export function compileLike(pattern: string): LikePattern {
  const tokens: Token[] = [];
  let literal = '';
  const flush = () => {
    tokens.push(...literals(literal));
    literal = '';
  };
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character !== '%' && character !== '_' && character !== '[') {
      literal += character;
      continue;
    }
    flush();
    if (character === '%') {
      if (tokens.at(-1)?.kind !== 'many') tokens.push({ kind: 'many' });
    } else if (character === '_') tokens.push({ kind: 'one' });
    else {
      const end = classEnd(pattern, at);
      if (end < 0) return null;
      tokens.push(readClass(pattern.slice(at + 1, end)));
      at = end;
    }
  }
  flush();
  return tokens;
}

/** The closing bracket of a class; one directly after the opening (or `^`) closes an empty class, as in T-SQL. */
const classEnd = (pattern: string, start: number): number => pattern.indexOf(']', start + 1);

function readClass(body: string): Token {
  const negated = body.startsWith('^');
  const members = [...(negated ? body.slice(1) : body)];
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at++) {
    const from = members[at] ?? '';
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    const to = isRange ? (members[at + 2] ?? '') : from;
    ranges.push([foldPiece(from), foldPiece(to)]);
    if (isRange) at += 2;
  }
  return { kind: 'class', negated, ranges };
}

function matchesOne(token: Token, character: string): boolean {
  switch (token.kind) {
    case 'one':
      return true;
    case 'literal':
      return token.character === character;
    case 'class':
      return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.negated;
    case 'many':
      return false;
  }
}

/** Whether a folded text matches; time is at most text length × pattern length, whatever the pattern. */
export function matchesLike(pattern: LikePattern, folded: string): boolean {
  if (pattern === null) return false;
  const text = [...folded];
  let [at, token, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    const current = pattern[token];
    if (current?.kind === 'many') {
      star = token++;
      retry = at;
    } else if (current && matchesOne(current, text[at] ?? '')) {
      at++;
      token++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[token]?.kind === 'many') token++;
  return token === pattern.length;
}
