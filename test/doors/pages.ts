import type { Answer, QueryRequest, QueryResult } from '../../contracts/index.ts';
import { resultOf } from './visitor.ts';

/** All rows of a list, page by page, by order number, and the count that the first page told; a refusal has neither. */
export async function allPages(
  ask: (request: QueryRequest) => Promise<Answer<QueryResult>>,
): Promise<{ readonly numbers: readonly string[]; readonly count: number | null; readonly refused: string | null }> {
  const request = { table: 'salesorder', columns: ['ordernumber'], sort: [{ column: 'ordernumber', descending: true }], pageSize: 3 };
  const first = await ask({ ...request, count: true });
  if (!first.ok) return { numbers: [], count: null, refused: first.refusal.code };
  const numbers: string[] = [];
  for (let page = first.result; ; ) {
    numbers.push(...page.rows.map(({ values }) => String(values['ordernumber'])));
    if (page.continuation === null) break;
    page = resultOf(await ask({ ...request, continuation: page.continuation }));
  }
  return { numbers, count: first.result.count?.value ?? null, refused: null };
}
