import type { TileContent, TileDefinition, TileExperience } from '../../../contracts/index.ts';
import { isMet } from '../experience/navigation.ts';
import type { Page } from '../experience/page.ts';
import { names } from '../names.ts';
import { type About, done, type Outcome } from '../outcome.ts';
import { chartOf } from './chart.ts';
import { counterOf } from './counter.ts';
import { listOf } from './list.ts';
import { slaOf } from './sla.ts';
import type { StoreNumbers } from './store-numbers.ts';

/** Everything about a tile but what it shows. */
export type TileFrame = Omit<TileExperience, 'answer'>;

export function frameOf({ say }: Page, tile: TileDefinition): TileFrame {
  return {
    name: tile.name,
    title: say(tile.titles),
    help: tile.help === undefined ? null : say(tile.help),
    kind: tile.kind,
    wide: tile.wide === true,
    drill: tile.kind === 'links' || tile.drill === undefined ? null : addressOf(tile.drill.page, tile.name),
  };
}

/** The page of the grid, told by which tile the person comes. @example addressOf('/orders', 'overdue') // '/orders?tile=overdue' */
const addressOf = (page: string, tile: string): string => `${page}${page.indexOf('?') < 0 ? '?' : '&'}tile=${tile}`;

/** A tile with what it shows: an answer of its own, so that a refused one never breaks the page around it. */
export function tileOf(page: Page, numbers: StoreNumbers, tile: TileDefinition): TileExperience {
  const about: About = { details: { tile: tile.name }, ...(tile.kind === 'links' ? {} : { privilege: 'read', table: tile.table }) };
  return { ...frameOf(page, tile), answer: page.session.settle(names.apis.LoadExperience, about, contentOf(page, numbers, tile)) };
}

function contentOf(page: Page, numbers: StoreNumbers, tile: TileDefinition): Outcome<TileContent> {
  switch (tile.kind) {
    case 'counter':
      return counterOf(page, numbers, tile);
    case 'list':
      return listOf(page, tile);
    case 'chart':
      return chartOf(page, numbers, tile);
    case 'sla':
      return slaOf(page, tile);
    case 'links':
      return done({
        kind: 'links',
        links: tile.links
          .filter(({ needs }) => isMet(page, needs))
          .map(({ name, titles, url }) => ({ name, title: page.say(titles), url })),
      });
  }
}
