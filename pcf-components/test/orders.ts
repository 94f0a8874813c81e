import type { GridExperience, QueryResult, RecordRow } from '../../contracts/index.ts';
import { allowed } from './server.ts';

export const columns: GridExperience['columns'] = [
  { name: 'ordernumber', title: 'Order', type: 'text', sortable: true },
  { name: 'name', title: 'Subject', type: 'text', sortable: true },
  { name: 'customerid', title: 'Customer', type: 'lookup', sortable: false },
  { name: 'statuscode', title: 'Status', type: 'choice', sortable: true },
  { name: 'requestdeliveryby', title: 'Delivery', type: 'datetime', sortable: true },
  { name: 'totalamount', title: 'Amount', type: 'number', sortable: true },
  { name: 'paymentreference', title: 'Payment reference', type: 'text', sortable: false },
];

/** One order; what is not said is as for most of them. */
export const order = (number: number, values: RecordRow['values'] = {}, more: Partial<RecordRow> = {}): RecordRow => ({
  id: `order-${number}`,
  values: {
    ordernumber: `SO-${number}`,
    name: `Pumps ${number}`,
    customerid: 'account:x',
    statuscode: 1,
    requestdeliveryby: '2026-12-04T00:00:00Z',
    totalamount: '1250.00',
    paymentreference: 'DE89',
    ...values,
  },
  labels: { customerid: 'Customer X', statuscode: 'Active' },
  masked: [],
  ...more,
});

export const page = (rows: readonly RecordRow[], more: Partial<QueryResult> = {}): QueryResult => ({
  table: 'salesorder',
  columns: columns.map(({ name, type }) => ({ name, type })),
  rows,
  more: false,
  continuation: null,
  count: { value: rows.length, atLeast: false },
  ...more,
});

export const grid = (firstPage: QueryResult, more: Partial<GridExperience> = {}): GridExperience => ({
  name: 'orders',
  title: 'Sales orders',
  table: 'salesorder',
  columns,
  sort: [{ column: 'ordernumber', descending: true }],
  search: ['ordernumber', 'name'],
  pageSize: 2,
  within: { grid: 'orders' },
  firstPage: allowed(firstPage),
  ...more,
});

/** Five orders on three pages; a continuation is the number of rows that it skips. */
const all = [5, 4, 3, 2, 1].map((number) => order(number));
export const pageFrom = (continuation: string | undefined, size = 2): QueryResult => {
  const skip = Number(continuation ?? 0);
  const more = skip + size < all.length;
  return page(all.slice(skip, skip + size), {
    more,
    continuation: more ? String(skip + size) : null,
    count: continuation === undefined ? { value: all.length, atLeast: false } : null,
  });
};
