import type { TabShape, TileShape } from './tile-shapes.ts';

/** Three numbers and two charts: about what a first tab holds. */
const guess: readonly TileShape[] = [
  { span: '', height: 124 },
  { span: '', height: 124 },
  { span: '', height: 124 },
  { span: 'two', height: 300 },
  { span: 'two', height: 300 },
];

/** Stands in for the tiles until the first answer, as large as they were last time; for eyes only. */
export const Skeleton = ({ shape }: { readonly shape: TabShape | null }) => (
  <div class="portico-tiles" aria-hidden="true">
    {(shape?.tiles ?? guess).map(({ span, height }, at) => (
      <div
        key={at}
        class="portico-tile portico-tile-bones"
        data-span={span}
        style={{ minBlockSize: `${Math.min(Math.max(height, 60), 2_000)}px` }}
      >
        <span class="portico-bone" />
        <span class="portico-bone" />
      </div>
    ))}
  </div>
);

/** Stands in for the tabs, where there were some or nothing is known. */
export const TabBones = ({ shape }: { readonly shape: TabShape | null }) =>
  shape?.tabs === false ? null : (
    <div class="portico-tabs" aria-hidden="true">
      <span class="portico-tab">
        <span class="portico-bone" />
      </span>
    </div>
  );
