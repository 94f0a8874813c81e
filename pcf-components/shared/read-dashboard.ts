import type { Answer, DashboardExperience, TileContent, TileExperience } from '../../contracts/index.ts';
import { asFlag, asJson, asList, asNullable, asText, type Json, UnreadableAnswer } from './json.ts';
import { localPath } from './page-context.ts';
import { readAnswer } from './read-answer.ts';
import { readColumnType, readRow } from './read-query-result.ts';

/** A tile as this version understands it: `unknown` is of a newer server, `unreadable` is rubbish. */
export interface ShownTile extends Omit<TileExperience, 'kind' | 'answer'> {
  readonly kind: string;
  readonly answer: Answer<TileContent | { readonly kind: 'unknown' | 'unreadable' }>;
}

export interface ShownDashboard extends Omit<DashboardExperience, 'tiles'> {
  readonly tiles: readonly ShownTile[];
}

/** Addresses are of this site; what is not becomes no link. */
const asPath = (value: unknown): string | null => (value === null ? null : localPath(asText(value)));

const asDigits = (value: unknown): string => {
  const text = asText(value);
  if (!/^-?\d{1,60}(?:\.\d{1,30})?$/.test(text)) throw new UnreadableAnswer('expected a number as text');
  return text;
};

const asMoment = (value: unknown): string => {
  const text = asText(value);
  if (Number.isNaN(Date.parse(text)) || !/^\d{4}-\d{2}-\d{2}T/.test(text)) throw new UnreadableAnswer('expected a time');
  return text;
};

const asSeconds = (value: unknown): number => {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new UnreadableAnswer('expected seconds');
};

const measures = ['count', 'sum'] as const;
const forms = ['bar', 'line', 'donut'] as const;
const slaStates = ['running', 'paused', 'met'] as const;

/** One of the words, or null where this version does not know it. */
const oneOf = <const Word extends string>(words: readonly Word[], value: unknown): Word | null =>
  words.find((word) => word === asText(value)) ?? null;

const measureOf = (content: Json) => oneOf(measures, content.measure) ?? 'count';

/** One reader per kind of tile; null where the content has a form that this version does not know. */
const readers: { readonly [Kind in TileContent['kind']]: (content: Json) => Extract<TileContent, { kind: Kind }> | null } = {
  counter: (content) => ({
    kind: 'counter',
    measure: measureOf(content),
    value: asDigits(content.value),
    atLeast: asFlag(content.atLeast),
    warns: asFlag(content.warns),
  }),
  list: (content) => ({
    kind: 'list',
    columns: asList(content.columns, (item) => {
      const column = asJson(item);
      return { name: asText(column.name), title: asText(column.title), type: readColumnType(column.type) };
    }),
    rows: asList(content.rows, readRow),
    more: asFlag(content.more),
    open: asPath(content.open),
  }),
  chart: (content) => {
    const form = oneOf(forms, content.form);
    if (form === null) return null;
    return {
      kind: 'chart',
      form,
      measure: measureOf(content),
      groupedBy: content.groupedBy === 'month' ? 'month' : readColumnType(content.groupedBy),
      groups: asList(content.groups, (item) => {
        const group = asJson(item);
        return {
          key: asNullable(group.key, asText),
          label: asNullable(group.label, asText),
          value: asDigits(group.value),
          atLeast: asFlag(group.atLeast),
        };
      }),
      rest: asNullable(content.rest, (item) => {
        const rest = asJson(item);
        return { value: asDigits(rest.value), atLeast: asFlag(rest.atLeast) };
      }),
    };
  },
  sla: (content) => ({
    kind: 'sla',
    warnSeconds: asSeconds(content.warnSeconds),
    rows: asList(content.rows, (item) => {
      const row = asJson(item);
      return {
        id: asText(row.id),
        title: asNullable(row.title, asText),
        due: asNullable(row.due, asMoment),
        state: row.state === null ? null : oneOf(slaStates, row.state),
      };
    }),
    open: asPath(content.open),
  }),
  links: (content) => ({
    kind: 'links',
    links: asList(content.links, (item) => {
      const link = asJson(item);
      return { name: asText(link.name), title: asText(link.title), url: asPath(link.url) ?? '' };
    }).filter(({ url }) => url !== ''),
  }),
};

const isKind = (kind: string): kind is TileContent['kind'] => Object.hasOwn(readers, kind);

const readContent = (value: unknown): TileContent | { readonly kind: 'unknown' } => {
  const content = asJson(value);
  const kind = asText(content.kind);
  return (isKind(kind) ? readers[kind](content) : null) ?? { kind: 'unknown' };
};

/** A tile whose content is rubbish never breaks the tiles around it. */
const readTileAnswer = (value: unknown): ShownTile['answer'] => {
  try {
    return readAnswer(value, readContent);
  } catch (error) {
    if (error instanceof UnreadableAnswer) return { ok: true, result: { kind: 'unreadable' } };
    throw error;
  }
};

const readTile = (value: unknown): ShownTile => {
  const tile = asJson(value);
  return {
    name: asText(tile.name),
    title: asText(tile.title),
    help: asNullable(tile.help, asText),
    kind: asText(tile.kind),
    wide: asFlag(tile.wide),
    drill: asPath(tile.drill),
    answer: readTileAnswer(tile.answer),
  };
};

/** A dashboard with the tiles of one tab; throws `UnreadableAnswer`. */
export const readDashboard = (value: unknown): ShownDashboard => {
  const dashboard = asJson(value);
  return {
    name: asText(dashboard.name),
    title: asText(dashboard.title),
    tab: asText(dashboard.tab),
    tabs: asList(dashboard.tabs, (item) => {
      const tab = asJson(item);
      return { name: asText(tab.name), title: asText(tab.title) };
    }),
    asOf: asMoment(dashboard.asOf),
    tiles: asList(dashboard.tiles, readTile),
  };
};
