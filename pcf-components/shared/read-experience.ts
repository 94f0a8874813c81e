import type { Answer, ExperienceResult, GridExperience } from '../../contracts/index.ts';
import { asCount, asFlag, asJson, asList, asNullable, asText, isJson, UnreadableAnswer } from './json.ts';
import { localPath } from './page-context.ts';
import { readActions } from './read-actions.ts';
import { readAnswer } from './read-answer.ts';
import { readDashboard, type ShownDashboard } from './read-dashboard.ts';
import { readColumnType, readQueryResult } from './read-query-result.ts';
import { readRecord } from './read-record.ts';

/** The answer for a page, as this version understands it. */
export interface ShownExperience extends Omit<ExperienceResult, 'dashboard'> {
  readonly dashboard?: Answer<ShownDashboard>;
}

/** Names of definitions; of what this version does not know nothing is passed on. */
const readWithin = (value: unknown): GridExperience['within'] => {
  const within = asJson(value ?? {});
  return {
    ...(within.grid === undefined ? {} : { grid: asText(within.grid) }),
    ...(within.tile === undefined ? {} : { tile: asText(within.tile) }),
    ...(within.value === undefined ? {} : { value: asText(within.value) }),
  };
};

const readNarrowed = (value: unknown): NonNullable<GridExperience['narrowed']> => {
  const narrowed = asJson(value);
  return { title: asText(narrowed.title), group: asNullable(narrowed.group, asText) };
};

const readGrid = (value: unknown): GridExperience => {
  const grid = asJson(value);
  return {
    name: asText(grid.name),
    title: asText(grid.title),
    table: asText(grid.table),
    columns: asList(grid.columns, (item) => {
      const column = asJson(item);
      return {
        name: asText(column.name),
        title: asText(column.title),
        type: readColumnType(column.type),
        sortable: asFlag(column.sortable),
      };
    }),
    sort: asList(grid.sort, (item) => {
      const sort = asJson(item);
      return { column: asText(sort.column), descending: asFlag(sort.descending) };
    }),
    search: asList(grid.search, asText),
    pageSize: asCount(grid.pageSize),
    within: readWithin(grid.within),
    ...(isJson(grid.narrowed) ? { narrowed: readNarrowed(grid.narrowed) } : {}),
    ...(typeof grid.open === 'string' && localPath(grid.open) ? { open: grid.open } : {}),
    ...(grid.actions === true ? { actions: true } : {}),
    firstPage: readAnswer(grid.firstPage, readQueryResult),
    ...(isJson(grid.offers) ? { offers: readAnswer(grid.offers, readActions) } : {}),
  };
};

const readPersonKind = (value: unknown): ExperienceResult['person']['kind'] => {
  if (value === 'contact' || value === 'anonymous') return value;
  throw new UnreadableAnswer('expected a kind of person');
};

/** The result of `LoadExperience`; throws `UnreadableAnswer`. */
export const readExperience = (value: unknown): ShownExperience => {
  const result = asJson(value);
  const person = asJson(result.person);
  return {
    person: {
      kind: readPersonKind(person.kind),
      name: asNullable(person.name, asText),
      key: asNullable(person.key ?? null, asText),
      personas: asList(person.personas ?? [], (item) => {
        const persona = asJson(item);
        return { name: asText(persona.name), title: asText(persona.title) };
      }),
    },
    language: asText(result.language),
    hasHome: result.hasHome === true,
    navigation: asList(result.navigation, (item) => {
      const entry = asJson(item);
      return {
        name: asText(entry.name),
        title: asText(entry.title),
        url: asText(entry.url),
        current: asFlag(entry.current),
      };
    }),
    grids: asList(result.grids, readGrid),
    ...(isJson(result.dashboard) ? { dashboard: readAnswer(result.dashboard, readDashboard) } : {}),
    ...(isJson(result.record) ? { record: readAnswer(result.record, readRecord) } : {}),
  };
};
