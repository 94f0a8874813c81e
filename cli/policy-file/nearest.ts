/**
 * The names that are nearest to one that does not exist, nearest first, at most three; none where nothing is near.
 * @example nearest('custmerid', ['customerid', 'name']) // ['customerid']
 */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  const most = Math.max(2, Math.floor(name.length / 3));
  return names
    .map((each) => ({
      each,
      distance: each.toLowerCase().includes(wanted) && wanted.length > 2 ? 1 : distance(wanted, each.toLowerCase()),
    }))
    .filter((found) => found.distance <= most)
    .sort((left, right) => left.distance - right.distance || (left.each < right.each ? -1 : 1))
    .slice(0, 3)
    .map(({ each }) => each);
}

/** Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment). */
function distance(left: string, right: string): number {
  const rows: number[][] = Array.from({ length: left.length + 1 }, (_each, at) => [at]);
  for (let column = 0; column <= right.length; column++) (rows[0] as number[])[column] = column;
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= left.length; row++)
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) least = Math.min(least, at(row - 2, column - 2) + 1);
      (rows[row] as number[])[column] = least;
    }
  return at(left.length, right.length);
}
