import type { GridDefinition, TileDefinition } from '../../../contracts/index.ts';
import type { TableFacts } from '../../../engine/index.ts';
import { filterValue } from '../rows/filter-value.ts';
import {
  type Check,
  checkAnyColumn,
  checkColumn,
  checkCondition,
  checkNames,
  checkNeed,
  checkPage,
  checkPersonas,
  checkWhole,
  tableOf,
} from './definition-check.ts';

type RowsTile = Exclude<TileDefinition, { readonly kind: 'links' }>;
type Sort = GridDefinition['sort'];

/** A tile: its table, columns and types, its condition, and the grid that it leads to. */
export function checkTile(check: Check, tile: TileDefinition, grids: readonly GridDefinition[], path: string): void {
  checkPersonas(check, tile.personas, `${path}.personas`);
  if (tile.kind === 'links') checkLinks(check, tile.links, `${path}.links`);
  else checkRows(check, tile, grids, path);
}

function checkRows(check: Check, tile: RowsTile, grids: readonly GridDefinition[], path: string): void {
  const facts = tableOf(check, tile.table, `${path}.table`);
  if (facts === null) return;
  if (tile.filter !== undefined) checkCondition(check, tile.table, tile.filter, `${path}.filter`);
  checkDrill(check, tile, grids, `${path}.drill`);
  checkKind(check, tile, facts, path);
}

function checkLinks(check: Check, links: Extract<TileDefinition, { readonly kind: 'links' }>['links'], path: string): void {
  checkNames(
    check,
    links.map(({ name }) => name),
    path,
    'links',
  );
  links.forEach(({ url, needs }, index) => {
    checkPage(check, url, `${path}[${index}].url`);
    checkNeed(check, needs, `${path}[${index}].needs`);
  });
}

function checkDrill(check: Check, { table, drill }: RowsTile, grids: readonly GridDefinition[], path: string): void {
  if (drill === undefined) return;
  const grid = grids.filter(({ name }) => name === drill.grid)[0];
  if (grid === undefined) check.add(path, `no grid is named \`${drill.grid}\``);
  else if (grid.table !== table) check.add(path, `the grid \`${drill.grid}\` is of \`${grid.table}\`, the tile of \`${table}\``);
  checkPage(check, drill.page, `${path}.page`);
}

function checkKind(check: Check, tile: RowsTile, facts: TableFacts, path: string): void {
  switch (tile.kind) {
    case 'counter':
      checkMeasure(check, tile.measure, facts, path);
      break;
    case 'list':
      tile.columns.forEach(({ name }, index) => {
        checkAnyColumn(check, facts, name, `${path}.columns[${index}]`);
      });
      if (tile.columns.length === 0) check.add(`${path}.columns`, 'names no column');
      checkSort(check, facts, tile.sort, `${path}.sort`);
      checkPage(check, tile.open, `${path}.open`);
      checkWhole(check, tile.size, 1, 20, `${path}.size`);
      break;
    case 'chart':
      checkMeasure(check, tile.measure, facts, path);
      if (tile.group.by === 'month') checkColumn(check, facts, tile.group.column, `${path}.group`, ['datetime'], 'months are of a time');
      else {
        const why = 'groups are of a choice, a boolean or a lookup';
        checkColumn(check, facts, tile.group.column, `${path}.group`, ['choice', 'boolean', 'lookup'], why);
      }
      checkWhole(check, tile.most, 2, 24, `${path}.most`);
      break;
    case 'sla':
      checkAnyColumn(check, facts, tile.title, `${path}.title`);
      checkColumn(check, facts, tile.due, `${path}.due`, ['datetime'], 'a deadline is a time');
      checkState(check, facts, tile.met, `${path}.met`);
      checkState(check, facts, tile.paused, `${path}.paused`);
      checkWhole(check, tile.warnMinutes, 0, 1000000, `${path}.warnMinutes`);
      checkPage(check, tile.open, `${path}.open`);
      checkWhole(check, tile.size, 1, 20, `${path}.size`);
      break;
  }
}

function checkMeasure(
  check: Check,
  measure: Extract<TileDefinition, { readonly kind: 'counter' }>['measure'],
  facts: TableFacts,
  path: string,
): void {
  if ('sum' in measure) checkColumn(check, facts, measure.sum, `${path}.measure`, ['number'], 'only numbers are added up');
}

type State = NonNullable<Extract<TileDefinition, { readonly kind: 'sla' }>['met']>;

function checkState(check: Check, facts: TableFacts, state: State | undefined, path: string): void {
  if (state === undefined) return;
  const why = 'a state is a choice, a boolean or a text';
  checkColumn(check, facts, state.column, path, ['choice', 'boolean', 'text'], why);
  if (state.values.length === 0) check.add(path, 'names no value');
  state.values.forEach((value) => {
    if (filterValue(facts, state.column, value) === null) check.add(path, `\`${String(value)}\` does not fit \`${state.column}\``);
  });
}

/** The store sorts a lookup by another row's name, which not everybody may read. */
function checkSort(check: Check, facts: TableFacts, sort: Sort, path: string): void {
  sort.forEach(({ column }, index) => {
    const why = 'a list is not sorted by the names of other rows';
    checkColumn(check, facts, column, `${path}[${index}]`, ['text', 'number', 'choice', 'boolean', 'datetime'], why);
  });
  if (sort.length > 5) check.add(path, 'has more than 5 columns');
}

/** A grid: its table, columns, search and size. */
export function checkGrid(check: Check, grid: GridDefinition, path: string): void {
  const facts = tableOf(check, grid.table, `${path}.table`);
  if (facts === null) return;
  grid.columns.forEach(({ name }, index) => {
    checkAnyColumn(check, facts, name, `${path}.columns[${index}]`);
  });
  if (grid.columns.length === 0 || grid.columns.length > 60) check.add(`${path}.columns`, 'must name 1 to 60 columns');
  checkSort(check, facts, grid.sort, `${path}.sort`);
  grid.search.forEach((column, index) => {
    checkColumn(check, facts, column, `${path}.search[${index}]`, ['text'], 'only text is searched');
  });
  checkWhole(check, grid.pageSize, 1, 250, `${path}.pageSize`);
  if (grid.filter !== undefined) checkCondition(check, grid.table, grid.filter, `${path}.filter`);
  checkPage(check, grid.open, `${path}.open`);
}
