import { faults } from './faults.ts';
import type { Metadata, Table } from './metadata/model.ts';
import { typedCell } from './storage/typed.ts';
import type { Cell, OrganizationService, SeedRows, TypedValue } from './types.ts';

type SeedRow = Readonly<Record<string, Cell | null>>;

/**
 * Loads rows through the normal service. Rows of an intersect table are associations. A row in a state that rows do not start in is
 * created and then updated, as a loader has to do on the platform too. Lookups must exist already: tables load in the order given.
 */
export function seedRows(metadata: Metadata, service: OrganizationService, rows: SeedRows): void {
  for (const [name, list] of Object.entries(rows)) {
    const table = metadata.table(name);
    if (!table) throw faults.noEntity(`The entity with a name = '${name}' was not found in the metadata.`);
    for (const row of list) {
      if (table.intersect) seedPair(metadata, service, table, row);
      else seedRow(service, table, row);
    }
  }
}

function seedRow(service: OrganizationService, table: Table, row: SeedRow): void {
  const values: Record<string, TypedValue> = {};
  for (const [name, cell] of Object.entries(row)) {
    const column = table.columns.find((each) => each.name === name);
    if (!column) throw faults.noAttribute(`'${table.schemaName}' entity doesn't contain attribute with Name = '${name}'.`);
    values[name] = typedCell(column, cell);
  }
  const state = table.columns.find((column) => column.kind === 'state');
  const given = values.statecode;
  if (state?.kind !== 'state' || given === undefined || given === null || given[1] === state.byDefault) {
    service.create(table.name, values);
    return;
  }
  const { statecode, statuscode, ...others } = values;
  const id = service.create(table.name, others);
  service.update(
    table.name,
    id,
    statuscode === undefined ? { statecode: statecode ?? null } : { statecode: statecode ?? null, statuscode },
  );
}

function seedPair(metadata: Metadata, service: OrganizationService, table: Table, row: SeedRow): void {
  const link = metadata.relationships.find((each) => each.kind === 'many-to-many' && each.intersect === table.name);
  if (link?.kind !== 'many-to-many') throw faults.invalidArgument(`No relationship writes to '${table.name}'.`);
  const { [link.first.column]: first, [link.second.column]: second, ...others } = row;
  const unknown = Object.keys(others)[0];
  if (typeof first !== 'string' || typeof second !== 'string' || unknown !== undefined) {
    throw faults.invalidArgument(`A row of '${table.name}' needs just '${link.first.column}' and '${link.second.column}'.`);
  }
  service.associate({ table: link.first.table, id: first }, link.name, [{ table: link.second.table, id: second }]);
}
