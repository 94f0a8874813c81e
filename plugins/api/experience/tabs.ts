import type { DashboardDefinition, TabDefinition, TileDefinition } from '../../../contracts/index.ts';
import { isFor, type Page } from './page.ts';

/** The name of the dashboard that stands on the home page. */
const HOME = 'home';

type Viewer = Pick<Page, 'session' | 'personas'>;

/** The tabs of a dashboard that the person has; a visitor who has not signed in has none. */
export const tabsOf = (viewer: Viewer, { tabs }: DashboardDefinition): readonly TabDefinition[] =>
  viewer.session.principal.kind === 'contact' ? tabs.filter(({ personas }) => isFor(viewer, personas)) : [];

/** Whether the person has anything on the home page. */
export const hasHome = (viewer: Viewer): boolean =>
  (viewer.session.active.experience.dashboards ?? []).some((each) => each.name === HOME && tabsOf(viewer, each).length > 0);

/** The tiles of a tab that the person sees, in its order. */
export const tilesOf = (viewer: Viewer, { tiles }: TabDefinition): readonly TileDefinition[] =>
  tiles
    .map((name) => (viewer.session.active.experience.tiles ?? []).filter((tile) => tile.name === name)[0])
    .filter((tile): tile is TileDefinition => tile !== undefined && isFor(viewer, tile.personas));

/** The tile of this name, where the person sees it on a tab of any dashboard; null for every other name. */
export function tileNamed(viewer: Viewer, name: string): TileDefinition | null {
  const { dashboards, tiles } = viewer.session.active.experience;
  const stands = (dashboards ?? []).some((dashboard) => tabsOf(viewer, dashboard).some((tab) => tab.tiles.indexOf(name) >= 0));
  const tile = stands ? (tiles ?? []).filter((each) => each.name === name)[0] : undefined;
  return tile !== undefined && isFor(viewer, tile.personas) ? tile : null;
}
