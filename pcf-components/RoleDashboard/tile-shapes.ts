/** What a tile took up when it was last shown: nothing of what it said. */
export interface TileShape {
  /** How many columns it takes: `wide`, `two`, or one. */
  readonly span: string;
  /** In CSS pixels. */
  readonly height: number;
}

/** The tiles of a tab, and whether there were other tabs beside it. */
export interface TabShape {
  readonly tabs: boolean;
  readonly tiles: readonly TileShape[];
}

const keyOf = (dashboard: string, tab: string | null) => `portico:shape:${dashboard}:${tab ?? ''}`;
const mostTiles = 24;

const isTileShape = (value: unknown): value is TileShape =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { span?: unknown }).span === 'string' &&
  typeof (value as { height?: unknown }).height === 'number';

const isTabShape = (value: unknown): value is TabShape => {
  const { tabs, tiles } = (value ?? {}) as { tabs?: unknown; tiles?: unknown };
  return typeof tabs === 'boolean' && Array.isArray(tiles) && tiles.length <= mostTiles && tiles.every(isTileShape);
};

/** Remembers the shape of a tab for the next visit in this browser tab, so that bones can stand in for its tiles. */
export const rememberShape = (dashboard: string, tab: string | null, { tabs, tiles }: TabShape): void => {
  try {
    window.sessionStorage.setItem(keyOf(dashboard, tab), JSON.stringify({ tabs, tiles: tiles.slice(0, mostTiles) }));
  } catch {
    // Storage may be full or forbidden; then the bones are a guess.
  }
};

/** The shape of last time, or null. */
export const recallShape = (dashboard: string, tab: string | null): TabShape | null => {
  try {
    const shape: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(dashboard, tab)) ?? 'null');
    return isTabShape(shape) ? shape : null;
  } catch {
    return null;
  }
};
