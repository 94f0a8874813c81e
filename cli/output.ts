/** Progress and warnings: to standard error, so that `--json` on standard output stays clean. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** A mistake of the person at the keyboard: the sentence is the whole message, and the command ends with 2. */
export class UsageError extends Error {}

/** `a`, `b` and `c`, for sentences that list what exists. */
export const listed = (names: readonly string[]): string =>
  names.length < 2
    ? names.map((each) => `\`${each}\``).join('')
    : `${names
        .slice(0, -1)
        .map((each) => `\`${each}\``)
        .join(', ')} and \`${names.at(-1)}\``;

/** Shows a step with the seconds that it took; long work is never silent. */
export async function step<T>(title: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  say(`· ${title} …`);
  const result = await work();
  say(`  ${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
