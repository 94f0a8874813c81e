/** What a tile took up when it was last shown: nothing of what it said. */
export interface TileShape {
  readonly wide: boolean;
  /** In CSS pixels. */
  readonly height: number;
}

const keyOf = (dashboard: string, tab: string | null) => `portico:shape:${dashboard}:${tab ?? ''}`;
const mostTiles = 24;

const isShape = (value: unknown): value is TileShape =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { wide?: unknown }).wide === 'boolean' &&
  typeof (value as { height?: unknown }).height === 'number';

/** Remembers the shapes of a tab’s tiles for the next visit in this browser tab, so that bones can stand in for them. */
export const rememberShapes = (dashboard: string, tab: string | null, shapes: readonly TileShape[]): void => {
  try {
    window.sessionStorage.setItem(keyOf(dashboard, tab), JSON.stringify(shapes.slice(0, mostTiles)));
  } catch {
    // Storage may be full or forbidden; then the bones are a guess.
  }
};

/** The shapes of last time, or null. */
export const recallShapes = (dashboard: string, tab: string | null): readonly TileShape[] | null => {
  try {
    const shapes: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(dashboard, tab)) ?? 'null');
    return Array.isArray(shapes) && shapes.length <= mostTiles && shapes.every(isShape) ? shapes : null;
  } catch {
    return null;
  }
};
