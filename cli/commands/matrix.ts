import { parseArgs } from 'node:util';
import type { CheckResult, QueryResult, RecordResult } from '../../contracts/index.ts';
import { callAsContact } from '../environment/call.ts';
import type { Environment } from '../environment/prepare.ts';
import { withSampleEnvironment } from '../environment/with-sample.ts';
import { say } from '../output.ts';
import { rowId } from '../sample/ids.ts';

const privileges = ['read', 'create', 'write', 'delete', 'append', 'appendto'] as const;

/** One cell: may the contact use the privilege on the record? */
export interface Cell {
  readonly contact: string;
  readonly table: string;
  readonly record: string;
  readonly privilege: string;
  readonly allowed: boolean;
}

/**
 * `portico matrix samples/scm [--json]`: who may do what with each record of the sample, asked of the custom APIs of a
 * fresh environment. `read` is asked three ways (check, the record by id, the list); a disagreement ends with 1.
 */
export async function matrix(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' } } });
  return withSampleEnvironment(positionals[0], async (environment) => {
    const { cells, disagreements } = await collect(environment);
    process.stdout.write(values.json ? `${JSON.stringify(cells, null, 2)}\n` : told(cells));
    for (const each of disagreements) say(each);
    return disagreements.length === 0 ? 0 : 1;
  });
}

export async function collect(environment: Environment): Promise<Collected> {
  const { table, others = [] } = environment.sample.matrix;
  const collected: Collected[] = [];
  for (const each of [table, ...others.map((other) => other.table)]) collected.push(await collectTable(environment, each));
  return { cells: collected.flatMap(({ cells }) => cells), disagreements: collected.flatMap(({ disagreements }) => disagreements) };
}

interface Collected {
  readonly cells: readonly Cell[];
  readonly disagreements: readonly string[];
}

async function collectTable({ dataverse, sample }: Environment, table: string): Promise<Collected> {
  const records = Object.keys(sample.rows[table] ?? {});
  const cells: Cell[] = [];
  const disagreements: string[] = [];
  for (const contact of sample.matrix.people) {
    const person = rowId(sample.name, 'contact', contact);
    const list = await callAsContact<QueryResult>(dataverse, 'QueryRecords', { table, pageSize: 250, count: true }, person);
    const listed = new Set(list.ok ? list.result.rows.map((each) => each.id) : []);
    if (list.ok && list.result.count?.value !== listed.size)
      disagreements.push(`${contact}: the count of ${table} says ${list.result.count?.value}, the list has ${listed.size}`);
    for (const record of records) {
      const id = rowId(sample.name, table, record);
      const check = await callAsContact<CheckResult>(dataverse, 'CheckAccess', { table, id, privileges }, person);
      const byId = await callAsContact<RecordResult>(dataverse, 'GetRecord', { table, id }, person);
      const read = check.ok && check.result.privileges['read'] === true;
      if (byId.ok !== read || listed.has(id) !== read)
        disagreements.push(`${contact}, ${record}: check says ${read}, by id ${byId.ok}, in the list ${listed.has(id)}`);
      for (const privilege of privileges)
        cells.push({ contact, table, record, privilege, allowed: check.ok && check.result.privileges[privilege] === true });
    }
  }
  return { cells, disagreements };
}

/** The matrices for a reader, one a table. */
function told(cells: readonly Cell[]): string {
  const tables = [...new Set(cells.map(({ table }) => table))];
  const one = (name: string): string => `${name}\n${table(cells.filter((each) => each.table === name))}`;
  return `${tables.map(one).join('\n')}\nR read  C create  W write  D delete  A append  T append to  · not allowed\n`;
}

/** A line a record, a column a person, the initials of what is allowed. */
function table(cells: readonly Cell[]): string {
  const people = [...new Set(cells.map((each) => each.contact))];
  const records = [...new Set(cells.map((each) => each.record))];
  const letters: Readonly<Record<string, string>> = { read: 'R', create: 'C', write: 'W', delete: 'D', append: 'A', appendto: 'T' };
  const cell = (record: string, contact: string): string =>
    cells
      .filter((each) => each.record === record && each.contact === contact)
      .map((each) => (each.allowed ? letters[each.privilege] : '·'))
      .join('');
  const width = Math.max(...records.map((each) => each.length)) + 2;
  const lines = [
    ' '.repeat(width) + people.map((each) => each.padEnd(8)).join(''),
    ...records.map((record) => record.padEnd(width) + people.map((each) => cell(record, each).padEnd(8)).join('')),
  ];
  return `${lines.join('\n')}\n`;
}
