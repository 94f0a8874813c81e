import type { TileShape } from './tile-shapes.ts';

/** Three numbers and two charts: about what a first tab holds. */
const guess: readonly TileShape[] = [
  { wide: false, height: 140 },
  { wide: false, height: 140 },
  { wide: false, height: 140 },
  { wide: true, height: 300 },
  { wide: true, height: 300 },
];

/** Stands in for the tiles until the first answer, as large as they were last time; for eyes only. */
export const Skeleton = ({ shapes }: { readonly shapes: readonly TileShape[] | null }) => (
  <div class="portico-tiles" aria-hidden="true">
    {(shapes ?? guess).map(({ wide, height }, at) => (
      <div
        key={at}
        class="portico-tile portico-tile-bones"
        data-wide={wide ? '' : undefined}
        style={{ minBlockSize: `${Math.min(Math.max(height, 60), 2_000)}px` }}
      >
        <span class="portico-bone" />
        <span class="portico-bone" />
      </div>
    ))}
  </div>
);
