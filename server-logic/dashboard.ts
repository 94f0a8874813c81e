import type { Answer, Refusal, TileExperience } from '../contracts/index.ts';
import { failed, invoke, isBusy } from './bridge.ts';
import { isObject, parsed } from './connector.ts';
import type { ServerObject } from './server.d.ts';

type Fields = { readonly [name: string]: unknown };
type Frame = Omit<TileExperience, 'answer'>;

const api = 'LoadExperience';
/** Tiles that fail before the others are no longer asked for: then it is not the tiles that are broken. */
const MOST_FAILURES = 3;

/**
 * A page with a dashboard. A fault in one tile takes the whole call with it, because it ends the transaction: then the page is asked for
 * without tiles, and each tile by a call of its own, so that only the broken ones are missing. The browser has asked once.
 */
export function askForDashboard(server: ServerObject, fields: Fields, dashboard: Fields): string {
  const first = invoke(server, api, fields);
  if (first.kind === 'answer') return first.text;
  if (isBusy(first)) return failed(server, api, first);
  const second = invoke(server, api, { ...fields, dashboard: { ...dashboard, only: [] } });
  if (second.kind === 'failure') return failed(server, api, first);
  const page = parsed(second.text);
  const opened = openedIn(page);
  if (opened === null || !isObject(page) || !isObject(page.result)) return second.text;
  const { frames, ...shown } = opened;
  const only = Array.isArray(dashboard.only) ? dashboard.only : null;
  const wanted = frames.filter(({ name }) => only === null || only.includes(name));
  const tiles = tilesOneByOne(server, wanted, { page: fields.page, language: fields.language }, { name: dashboard.name, tab: shown.tab });
  const answered = { ok: true, result: { ...shown, tiles, ...(only === null ? {} : { frames }) } };
  return JSON.stringify({ ...page, result: { ...page.result, dashboard: answered } });
}

/** The dashboard of an answered page; null where there is none, or it was refused. */
function openedIn(page: unknown): (Fields & { readonly frames: readonly Frame[] }) | null {
  const result = isObject(page) && page.ok === true ? page.result : null;
  const dashboard = isObject(result) ? result.dashboard : null;
  const opened = isObject(dashboard) && dashboard.ok === true ? dashboard.result : null;
  return isObject(opened) && Array.isArray(opened.frames) ? (opened as Fields & { readonly frames: readonly Frame[] }) : null;
}

function tilesOneByOne(server: ServerObject, frames: readonly Frame[], page: Fields, dashboard: Fields): readonly TileExperience[] {
  let failures = 0;
  let refusal: Refusal | null = null;
  return frames.map((frame) => {
    if (refusal !== null && failures >= MOST_FAILURES) return { ...frame, answer: { ok: false, refusal } };
    const outcome = invoke(server, api, { ...page, dashboard: { ...dashboard, only: [frame.name] } });
    const tile = outcome.kind === 'answer' ? tileIn(parsed(outcome.text), frame.name) : null;
    if (tile !== null) return tile;
    failures += 1;
    const failure = outcome.kind === 'failure' ? outcome : ({ kind: 'failure', status: 0, message: 'the tile is missing' } as const);
    const answer = parsed(failed(server, api, failure)) as Extract<Answer<never>, { readonly ok: false }>;
    refusal = answer.refusal;
    return { ...frame, answer };
  });
}

/** The one tile of an answer; null where it is not in it: the person may have lost the tab meanwhile. */
function tileIn(page: unknown, name: string): TileExperience | null {
  const result = isObject(page) && page.ok === true ? page.result : null;
  const dashboard = isObject(result) ? result.dashboard : null;
  const opened = isObject(dashboard) && dashboard.ok === true ? dashboard.result : null;
  const tiles = isObject(opened) && Array.isArray(opened.tiles) ? (opened.tiles as readonly TileExperience[]) : [];
  return tiles.find((tile) => tile.name === name) ?? null;
}
