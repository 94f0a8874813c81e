import type { ExperienceResult, GridExperience } from '../../contracts/index.ts';
import { asCount, asFlag, asJson, asList, asNullable, asText, UnreadableAnswer } from './json.ts';
import { readAnswer } from './read-answer.ts';
import { readColumnType, readQueryResult } from './read-query-result.ts';

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
    ...(grid.actions === true ? { actions: true } : {}),
    firstPage: readAnswer(grid.firstPage, readQueryResult),
  };
};

const readPersonKind = (value: unknown): ExperienceResult['person']['kind'] => {
  if (value === 'contact' || value === 'anonymous') return value;
  throw new UnreadableAnswer('expected a kind of person');
};

/** The result of `LoadExperience`; throws `UnreadableAnswer`. */
export const readExperience = (value: unknown): ExperienceResult => {
  const result = asJson(value);
  const person = asJson(result.person);
  return {
    person: { kind: readPersonKind(person.kind), name: asNullable(person.name, asText) },
    language: asText(result.language),
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
  };
};
