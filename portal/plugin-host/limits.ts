/** What one call may use; the twin of `plugins/host/Limits.cs`. */
export interface Limits {
  readonly milliseconds: number;
  /** Only the .NET host can count these two. */
  readonly statements: number;
  readonly recursion: number;
  readonly jsonDepth: number;
  readonly requestCharacters: number;
  readonly answerCharacters: number;
  readonly hostCalls: number;
  readonly fileBytes: number;
}

/** The limits of the shipped plug-in (a test compares them with what the plug-in says). */
export const shippedLimits: Limits = {
  milliseconds: 20_000,
  statements: 30_000_000,
  recursion: 200,
  jsonDepth: 64,
  requestCharacters: 262_144,
  answerCharacters: 4_194_304,
  hostCalls: 500,
  fileBytes: 8_388_608,
};

/** Whether brackets of a JSON text nest deeper than the limit. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === '\\') i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') {
      if (++depth > limit) return true;
    } else if (char === '}' || char === ']') depth--;
  }
  return false;
}
