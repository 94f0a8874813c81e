import type { TileDefinition, Within } from '../../../contracts/index.ts';
import type { Condition } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { type Refused, refused } from '../outcome.ts';
import { notUnderstood } from '../request.ts';
import type { Narrowed } from '../rows/list-query.ts';
import type { VisitorSession } from '../session.ts';
import { groupCondition } from './group-key.ts';
import { personasOf } from './person-of-page.ts';
import { tileNamed } from './tabs.ts';

/**
 * The rows of a list that names its definitions: those of its grid, of the tile that led there, and of one group of that tile's chart.
 * A name that means nothing to this person on this table is refused alike, whether it exists or not.
 */
export function narrowedTo(session: VisitorSession, table: string, { grid: name, tile: tileName, value }: Within): Narrowed | Refused {
  const why = (reason: string): Refused => refused('not-available', { details: { within: reason } });
  const grid = session.active.experience.grids.filter((each) => each.name === name)[0];
  if (name !== undefined && grid?.table !== table) return why('no such grid of the table');
  if (tileName === undefined) return value === undefined ? narrowed([grid?.filter]) : notUnderstood('`request.within.value` has no tile');
  const tile = tileNamed({ session, personas: personasOf(session) }, tileName);
  if (tile === null || tile.kind === 'links' || tile.table !== table) return why('no such tile of the person on the table');
  if (grid === undefined || tile.drill?.grid !== grid.name) return why('the tile leads to another grid');
  if (value === undefined) return narrowed([grid.filter, tile.filter]);
  const condition = groupIn(session, tile, value);
  return condition === null
    ? notUnderstood('`request.within.value` is no group of the tile')
    : narrowed([grid.filter, tile.filter, condition]);
}

function groupIn({ policy }: VisitorSession, tile: TileDefinition, value: string): Condition | null {
  const facts = tile.kind === 'chart' ? own(policy.tables, tile.table) : undefined;
  return tile.kind !== 'chart' || facts === undefined ? null : groupCondition(facts, tile.group, value);
}

function narrowed(conditions: readonly (Condition | undefined)[]): Narrowed {
  const all = conditions.filter((each): each is Condition => each !== undefined);
  return { filter: all.length === 0 ? null : all.length === 1 ? (all[0] as Condition) : { all } };
}
