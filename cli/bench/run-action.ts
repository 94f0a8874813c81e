import type { RunActionResult, SaveResult } from '../../contracts/index.ts';
import type { Dataverse } from '../../portal/dataverse/index.ts';
import { callAsContact } from '../environment/call.ts';

/** A new order of a person, submitted: one row written, one event, one entry. Answers when the submission has been answered. */
export async function submitNewOrder(dataverse: Dataverse, person: string, index: number): Promise<void> {
  const key = (what: string): string => `bench-${what}-${String(index).padStart(12, '0')}`;
  const values = [{ column: 'name', value: `Order ${index}` }];
  const saved = await callAsContact<SaveResult>(dataverse, 'SaveRecord', { table: 'salesorder', key: key('save'), values }, person);
  if (!saved.ok) throw new Error(`SaveRecord was refused: ${saved.refusal.code}`);
  const { id, version } = saved.result;
  const request = { table: 'salesorder', action: 'submit', key: key('run'), rows: [{ id, version }] };
  const ran = await callAsContact<RunActionResult>(dataverse, 'RunAction', request, person);
  if (!ran.ok || !ran.result.rows[0]?.answer.ok) throw new Error('RunAction was refused');
}
