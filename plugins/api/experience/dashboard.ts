import type { Answer, DashboardExperience, ExperienceRequest } from '../../../contracts/index.ts';
import { names } from '../names.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { storeNumbers } from '../tiles/store-numbers.ts';
import { frameOf, tileOf } from '../tiles/tile.ts';
import type { Page } from './page.ts';
import { tabsOf, tilesOf } from './tabs.ts';

type Asked = NonNullable<ExperienceRequest['dashboard']>;

/** A dashboard as an answer of its own, like each of its tiles. */
export const dashboardOf = (page: Page, asked: Asked): Answer<DashboardExperience> =>
  page.session.settle(
    names.apis.LoadExperience,
    { details: { dashboard: asked.name, ...(asked.tab === undefined ? {} : { tab: asked.tab }) } },
    opened(page, asked),
  );

/**
 * The tab that was asked for, or the person's first one. A dashboard or tab that does not exist, one that is not the person's, and a
 * dashboard on which they have none are refused alike.
 */
function opened(page: Page, { name, tab: wanted, only }: Asked): Outcome<DashboardExperience> {
  const dashboard = (page.session.active.experience.dashboards ?? []).filter((each) => each.name === name)[0];
  const tabs = dashboard === undefined ? [] : tabsOf(page, dashboard);
  const tab = wanted === undefined ? tabs[0] : tabs.filter((each) => each.name === wanted)[0];
  if (dashboard === undefined || tab === undefined) return refused('not-available');
  const tiles = tilesOf(page, tab);
  const isAsked = (tile: { readonly name: string }): boolean => only === undefined || only.indexOf(tile.name) >= 0;
  const numbers = storeNumbers(page.session);
  return done({
    name,
    title: page.say(dashboard.titles),
    tab: tab.name,
    tabs: tabs.map(({ name: named, titles }) => ({ name: named, title: page.say(titles) })),
    asOf: page.session.now,
    tiles: tiles.filter(isAsked).map((tile) => tileOf(page, numbers, tile)),
    ...(only === undefined ? {} : { frames: tiles.map((tile) => frameOf(page, tile)) }),
  });
}
