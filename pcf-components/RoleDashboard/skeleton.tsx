const counters = [0, 1, 2];

/** Stands in for the tiles until the first answer; for eyes only. */
export const Skeleton = () => (
  <div class="portico-tiles" aria-hidden="true">
    {counters.map((tile) => (
      <div key={tile} class="portico-tile">
        <span class="portico-bone" />
      </div>
    ))}
  </div>
);
