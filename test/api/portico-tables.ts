import { type ColumnContract, type TableContract, tables } from '../../contracts/index.ts';
import { boolean, choice, datetime, file, integer, lookup, memo, table, text } from '../../portal/dataverse/metadata/define.ts';
import type { Column, Table } from '../../portal/dataverse/metadata/model.ts';

/** Our tables as the local Dataverse holds them, straight from the contracts: these tests need no packed solution. */
export const porticoTables: readonly Table[] = tables.map(localTable);

function localTable(contract: TableContract): Table {
  return table({
    schemaName: contract.schemaName,
    setName: contract.entitySetName,
    label: contract.label,
    primaryName: contract.primaryName,
    keys: contract.keys.map(({ name, columns }) => ({ name, columns: [...columns] })),
    columns: contract.columns.map(localColumn),
  });
}

function localColumn({ name, type, required }: ColumnContract): Column {
  switch (type.kind) {
    case 'text':
      return text(name, type.max, { required });
    case 'memo':
      return memo(name, type.max, { required });
    case 'integer':
      return integer(name, { min: type.min, max: type.max }, { required });
    case 'boolean':
      return boolean(name, null, { required });
    case 'datetime':
      return datetime(name, { required });
    case 'choice':
      return choice(name, Object.fromEntries(type.options.map(({ value, label }) => [value, label])), null, { required });
    case 'lookup':
      return lookup(name, [type.target], { required });
    case 'file':
      return file(name, type.maxKilobytes, { required });
  }
}
