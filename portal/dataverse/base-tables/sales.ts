import {
  boolean,
  choice,
  dateonly,
  datetime,
  decimal,
  integer,
  lookup,
  memo,
  money,
  readOnly,
  type States,
  table,
  text,
} from '../metadata/define.ts';
import type { Column, Table } from '../metadata/model.ts';
import { address } from './customers.ts';

const ORDER_STATES: States = [
  { state: 0, label: 'Active', reasons: { 1: 'New', 2: 'Pending', 690970000: 'On hold' } },
  { state: 1, label: 'Submitted', reasons: { 3: 'In Progress' } },
  { state: 2, label: 'Canceled', reasons: { 4: 'No Money' } },
  { state: 3, label: 'Fulfilled', reasons: { 100001: 'Complete', 100002: 'Partial' } },
  { state: 4, label: 'Invoiced', reasons: { 100003: 'Invoiced' } },
];

const INVOICE_STATES: States = [
  {
    state: 0,
    label: 'Active',
    reasons: { 1: 'New', 2: 'Partially Shipped', 4: 'Billed', 5: 'Booked (applies to services)', 6: 'Installed (applies to services)' },
  },
  { state: 1, label: 'Closed (deprecated)', reasons: { 3: 'Canceled (deprecated)', 7: 'Paid in Full (deprecated)' } },
  { state: 2, label: 'Paid', reasons: { 100001: 'Complete', 100002: 'Partial' } },
  { state: 3, label: 'Canceled', reasons: { 100003: 'Canceled' } },
];

/** Who bought, in which currency: the customer and its two read-only mirrors. */
const customer: Column[] = [
  lookup('customerid', ['account', 'contact'], { required: true, label: 'Customer' }),
  lookup('accountid', ['account'], { ...readOnly, label: 'Account' }),
  lookup('contactid', ['contact'], { ...readOnly, label: 'Contact' }),
  lookup('transactioncurrencyid', ['transactioncurrency'], { label: 'Currency' }),
];

const PRIORITY = { 1: 'Default Value' } as const;
const PAYMENT_TERMS = { 1: 'Net 30', 2: '2% 10, Net 30', 3: 'Net 45', 4: 'Net 60' } as const;
const SHIPPING = { 1: 'Airborne', 2: 'DHL', 3: 'FedEx', 4: 'UPS', 5: 'Postal Mail', 6: 'Full Load', 7: 'Will Call' } as const;

/** The sums of an order or invoice. The platform computes them from the lines; the local database stores what it is given. */
const sums: Column[] = [
  money('totallineitemamount', { label: 'Total Detail Amount' }),
  money('discountamount', { label: 'Discount Amount' }),
  decimal('discountpercentage', 2, { label: 'Discount (%)' }),
  money('totaldiscountamount', { label: 'Total Discount Amount' }),
  money('freightamount', { label: 'Freight Amount' }),
  money('totalamountlessfreight', { label: 'Total Pre-Freight Amount' }),
  money('totaltax', { label: 'Total Tax' }),
  money('totalamount', { label: 'Total Amount' }),
];

const salesorder = table({
  schemaName: 'SalesOrder',
  setName: 'salesorders',
  label: 'Order',
  pluralLabel: 'Orders',
  primaryName: 'name',
  ownership: 'user',
  states: ORDER_STATES,
  columns: [
    text('name', 300, { required: true, label: 'Name' }),
    text('ordernumber', 100, { label: 'Order ID' }),
    ...customer,
    ...sums,
    ...address('billto'),
    ...address('shipto'),
    choice('freighttermscode', { 1: 'FOB', 2: 'No Charge' }, null, { label: 'Freight Terms' }),
    choice('paymenttermscode', PAYMENT_TERMS, null, { label: 'Payment Terms' }),
    choice('shippingmethodcode', SHIPPING, null, { label: 'Shipping Method' }),
    choice('prioritycode', PRIORITY, 1, { label: 'Priority' }),
    dateonly('requestdeliveryby', { label: 'Requested Delivery Date' }),
    dateonly('datefulfilled', { label: 'Date Fulfilled' }),
    dateonly('submitdate', { label: 'Date Submitted' }),
    integer('submitstatus', { min: 0, max: 1000000000 }),
    text('submitstatusdescription', 2000),
    boolean('ispricelocked'),
    boolean('willcall', false, { label: 'Ship To' }),
    memo('description', 2000, { label: 'Description' }),
  ],
});

const salesorderdetail = table({
  schemaName: 'SalesOrderDetail',
  setName: 'salesorderdetails',
  label: 'Order Product',
  pluralLabel: 'Order Products',
  primaryName: 'salesorderdetailname',
  ownership: 'user',
  states: null,
  columns: [
    text('salesorderdetailname', 100, { label: 'Name' }),
    lookup('salesorderid', ['salesorder'], { required: true, label: 'Order' }),
    text('productdescription', 500, { label: 'Write-In Product' }),
    decimal('quantity', 5, { label: 'Quantity' }),
    money('priceperunit', { label: 'Price Per Unit' }),
    money('baseamount', { label: 'Amount' }),
    money('tax', { label: 'Tax' }),
    money('manualdiscountamount', { label: 'Manual Discount' }),
    money('extendedamount', { label: 'Extended Amount' }),
    integer('lineitemnumber', { min: 0, max: 1000000000 }),
    dateonly('requestdeliveryby', { label: 'Requested Delivery Date' }),
    lookup('transactioncurrencyid', ['transactioncurrency'], { label: 'Currency' }),
  ],
});

/** learn.microsoft.com, Invoice table reference; the state `Closed` and its reasons are kept by the platform though deprecated. */
const invoice = table({
  schemaName: 'Invoice',
  setName: 'invoices',
  label: 'Invoice',
  pluralLabel: 'Invoices',
  primaryName: 'name',
  ownership: 'user',
  states: INVOICE_STATES,
  columns: [
    text('name', 300, { required: true, label: 'Name' }),
    text('invoicenumber', 100, { label: 'Invoice ID' }),
    lookup('salesorderid', ['salesorder'], { label: 'Order' }),
    ...customer,
    ...sums,
    ...address('billto'),
    ...address('shipto'),
    choice('paymenttermscode', PAYMENT_TERMS, null, { label: 'Payment Terms' }),
    choice('prioritycode', PRIORITY, 1),
    dateonly('duedate', { label: 'Due Date' }),
    dateonly('datedelivered', { label: 'Date Delivered' }),
    datetime('lastbackofficesubmit'),
    memo('description', 2000, { label: 'Description' }),
  ],
});

/** The switch `sales`: orders with their lines, and invoices. */
export const salesTables: readonly Table[] = [salesorder, salesorderdetail, invoice];
