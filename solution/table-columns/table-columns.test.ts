import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { printXml } from '../xml.ts';
import { tableColumnsContribution } from './contribution.ts';
import { readTableColumns } from './read-columns.ts';

const publisher = 'publisher: { uniqueName: contoso, displayName: Contoso, prefix: con, optionValuePrefix: 48320 }\n';
const column = (facts: string) => `${publisher}columns: [{ schemaName: con_Extra, label: Extra, description: More., ${facts} }]\n`;

function read(yaml: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'portico-columns-')), 'columns.yaml');
  writeFileSync(file, yaml);
  const problems: { file: string; path: string; message: string }[] = [];
  return {
    columns: readTableColumns(file, 'columns.yaml', problems),
    told: problems.map(({ path, message }) => `${path} ${message}`).join('\n'),
  };
}

test('columns of a table of the platform go into an unmodified shell of it, which the environment must have', () => {
  const { columns, told } = read(column('table: salesorder, lookup: contact'));
  assert.equal(told, '');
  assert.ok(columns);
  const { parts = [], rootComponents, missingDependencies } = tableColumnsContribution(columns);
  assert.deepEqual(rootComponents, [{ type: 1, schemaName: 'salesorder', behavior: 2 }]);
  assert.deepEqual(
    missingDependencies?.map(({ required }) => required.schemaName),
    ['salesorder'],
  );
  const text = parts.map(({ element }) => printXml(element)).join('');
  assert.match(text, /<entity Name="SalesOrder" unmodified="1">[\s\S]*<LogicalName>con_extra<\/LogicalName>/);
  assert.match(text, /<ReferencingEntityName>SalesOrder<[\s\S]*<ReferencedEntityName>Contact<[\s\S]*<ReferencingAttributeName>con_Extra</);
});

test('an unknown table, a foreign prefix, and a column of no or two types are refused', () => {
  assert.match(read(column('table: nowhere, text: 40')).told, /^columns\[0\] `nowhere` is no table/m);
  assert.match(read(column('table: account, lookup: nowhere')).told, /^columns\[0\] `nowhere`/m);
  assert.match(read(column('table: account, text: 40').replace('con_Extra', 'new_Extra')).told, /must start with `con_`/);
  assert.match(read(column('table: account')).told, /must have either `lookup` or `text`/);
  assert.match(read(column('table: account, lookup: contact, text: 4')).told, /must have either/);
  assert.match(read(column('table: account, number: 4')).told, /number is not a known key/);
});

test('a column may be a choice, a long text, a time or a yes or no; values of choices count up from the publisher’s range', () => {
  const choice = read(column('table: account, choice: [{ name: gold, label: Gold }, { name: silver, label: Silver }]')).columns;
  assert.ok(choice);
  assert.deepEqual(choice.tables[0]?.columns[0]?.type, {
    kind: 'choice',
    options: [
      { value: 483200000, name: 'gold', label: 'Gold' },
      { value: 483200001, name: 'silver', label: 'Silver' },
    ],
  });
  const text = tableColumnsContribution(choice)
    .parts?.map(({ element }) => printXml(element))
    .join('');
  assert.match(text ?? '', /<Type>picklist<\/Type>[\s\S]*<option value="483200001"[\s\S]*description="Silver"/);
  const kindOf = (facts: string) => read(column(`table: task, ${facts}`)).columns?.tables[0]?.columns[0]?.type;
  assert.deepEqual(kindOf('memo: 2000'), { kind: 'memo', max: 2000 });
  assert.deepEqual(kindOf('datetime: true'), { kind: 'datetime' });
  assert.deepEqual(kindOf('boolean: true'), { kind: 'boolean' });
  assert.match(read(column('table: task, boolean: true, memo: 5')).told, /must have either/);
});

test('a sample without such a file adds no columns', () => {
  assert.equal(readTableColumns(join(tmpdir(), 'no-such-folder', 'columns.yaml'), 'columns.yaml', []), null);
});
