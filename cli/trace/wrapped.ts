/** The width that everything for a terminal keeps to. */
const WIDTH = 80;

/**
 * A line that is broken between words where it is longer than a terminal; what follows is indented by two more.
 * @example wrapped('    a long line …')
 */
export function wrapped(line: string, width: number = WIDTH): readonly string[] {
  if (line.length <= width) return [line];
  const start = line.length - line.trimStart().length;
  const hanging = ' '.repeat(Math.min(start + 2, width / 2));
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const indent = rest.length - rest.trimStart().length;
    const space = rest.lastIndexOf(' ', width);
    const at = space > indent ? space : width;
    lines.push(rest.slice(0, at).trimEnd());
    rest = hanging + rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

/** Lines as one text that keeps to the width of a terminal. */
export const page = (lines: readonly string[]): string =>
  lines
    .flatMap((line) => wrapped(line))
    .map((line) => `${line}\n`)
    .join('');
