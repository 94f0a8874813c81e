import { readSample, type Sample, type SampleRows } from '../sample/read.ts';

/** Text columns of sales orders that make rows twenty columns wide. */
const wide = [
  'billto_city',
  'billto_country',
  'billto_line1',
  'billto_postalcode',
  'billto_stateorprovince',
  'shipto_city',
  'shipto_country',
  'shipto_line1',
  'shipto_postalcode',
  'shipto_stateorprovince',
];

/** The sample with `count` more orders of customer X and with rows twenty columns wide: what the host is measured on. */
export function benchSample(folder: string, count: number): Sample {
  const sample = readSample(folder);
  const orders: SampleRows[string] = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `bench-${index}`,
      {
        ordernumber: `SO-B${String(index).padStart(6, '0')}`,
        name: `Order ${index} for measuring`,
        description: 'Made for measuring.',
        customerid: 'account:account-x',
        scm_orderedby: index % 2 ? 'contact:jane' : 'contact:sam',
        scm_paymentreference: 'DE89370400440532013000',
        statuscode: 2,
        totalamount: `${index}.50`,
        requestdeliveryby: '2026-12-04',
        ...Object.fromEntries(wide.map((column) => [column, `${column} ${index % 97}`.slice(0, 20)])),
      },
    ]),
  );
  const order = sample.policy.tables['salesorder'] as { readonly columns: object };
  const columns = { ...order.columns, ...Object.fromEntries(wide.map((column) => [column, 'text'])) };
  return {
    ...sample,
    policy: { ...sample.policy, tables: { ...sample.policy.tables, salesorder: { ...order, columns } } },
    rows: { ...sample.rows, salesorder: { ...sample.rows['salesorder'], ...orders } },
  };
}

/** The twenty columns that a measured query asks for. */
export const benchColumns = [
  'ordernumber',
  'name',
  'description',
  'customerid',
  'scm_orderedby',
  'scm_paymentreference',
  'totalamount',
  'requestdeliveryby',
  'statecode',
  'statuscode',
  ...wide,
];
