const rows = [0, 1, 2, 3, 4, 5];
const columns = [0, 1, 2, 3];

/** Stands in for the list until the first answer, in about its shape; for eyes only. */
export const Skeleton = () => (
  <div class="portico-skeleton" aria-hidden="true">
    {rows.map((row) => (
      <div key={row} class="portico-skeleton-row">
        {columns.map((column) => (
          <span key={column} class="portico-bone" />
        ))}
      </div>
    ))}
  </div>
);
