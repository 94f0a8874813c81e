import type { ExperienceResult, GridExperience } from '../../contracts/index.ts';
import { asCount, asFlag, asJson, asList, asNullable, asText, own, UnreadableAnswer } from './json.ts';
import { readAnswer } from './read-answer.ts';
import { readColumnType, readQueryResult } from './read-query-result.ts';

const readGrid = (value: unknown): GridExperience => {
  const grid = asJson(value);
  return {
    name: asText(own(grid, 'name')),
    title: asText(own(grid, 'title')),
    table: asText(own(grid, 'table')),
    columns: asList(own(grid, 'columns'), (item) => {
      const column = asJson(item);
      return {
        name: asText(own(column, 'name')),
        title: asText(own(column, 'title')),
        type: readColumnType(own(column, 'type')),
        sortable: asFlag(own(column, 'sortable')),
      };
    }),
    sort: asList(own(grid, 'sort'), (item) => {
      const sort = asJson(item);
      return { column: asText(own(sort, 'column')), descending: asFlag(own(sort, 'descending')) };
    }),
    search: asList(own(grid, 'search'), asText),
    pageSize: asCount(own(grid, 'pageSize')),
    firstPage: readAnswer(own(grid, 'firstPage'), readQueryResult),
  };
};

const readPersonKind = (value: unknown): ExperienceResult['person']['kind'] => {
  if (value === 'contact' || value === 'anonymous') return value;
  throw new UnreadableAnswer('expected a kind of person');
};

/** The result of `LoadExperience`; throws `UnreadableAnswer`. */
export const readExperience = (value: unknown): ExperienceResult => {
  const result = asJson(value);
  const person = asJson(own(result, 'person'));
  return {
    person: { kind: readPersonKind(own(person, 'kind')), name: asNullable(own(person, 'name'), asText) },
    language: asText(own(result, 'language')),
    navigation: asList(own(result, 'navigation'), (item) => {
      const entry = asJson(item);
      return {
        name: asText(own(entry, 'name')),
        title: asText(own(entry, 'title')),
        url: asText(own(entry, 'url')),
        current: asFlag(own(entry, 'current')),
      };
    }),
    grids: asList(own(result, 'grids'), readGrid),
  };
};
