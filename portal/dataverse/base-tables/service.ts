import { boolean, choice, dateonly, datetime, integer, lookup, memo, readOnly, type States, table, text } from '../metadata/define.ts';
import type { Table } from '../metadata/model.ts';

const CASE_STATES: States = [
  { state: 0, label: 'Active', reasons: { 1: 'In Progress', 2: 'On Hold', 3: 'Waiting for Details', 4: 'Researching' } },
  { state: 1, label: 'Resolved', reasons: { 5: 'Problem Solved', 1000: 'Information Provided' } },
  { state: 2, label: 'Canceled', reasons: { 6: 'Canceled', 2000: 'Merged' } },
];

const SLA_STATUS = { 1: 'In Progress', 2: 'Nearing Noncompliance', 3: 'Succeeded', 4: 'Noncompliant' } as const;

/**
 * Columns, types, labels and option values: learn.microsoft.com, Case (Incident) table reference of Customer Service. Who sets
 * `isescalated` does not set `escalatedon`: the platform does.
 */
const incident = table({
  schemaName: 'Incident',
  setName: 'incidents',
  label: 'Case',
  pluralLabel: 'Cases',
  primaryName: 'title',
  ownership: 'user',
  states: CASE_STATES,
  columns: [
    text('title', 200, { required: true, label: 'Case Title' }),
    text('ticketnumber', 100, { canUpdate: false, label: 'Case Number' }),
    memo('description', 2000, { label: 'Description' }),
    lookup('customerid', ['account', 'contact'], { required: true, label: 'Customer' }),
    lookup('accountid', ['account'], readOnly),
    lookup('contactid', ['contact'], readOnly),
    lookup('primarycontactid', ['contact'], { label: 'Contact' }),
    lookup('responsiblecontactid', ['contact'], { label: 'Responsible Contact' }),
    lookup('parentcaseid', ['incident'], { label: 'Parent Case' }),
    choice('caseorigincode', { 1: 'Phone', 2: 'Email', 3: 'Web', 2483: 'Facebook', 3986: 'Twitter' }, null, { label: 'Origin' }),
    choice('casetypecode', { 1: 'Question', 2: 'Problem', 3: 'Request' }, null, { label: 'Case Type' }),
    choice('prioritycode', { 1: 'High', 2: 'Normal', 3: 'Low' }, 2, { label: 'Priority' }),
    choice('severitycode', { 1: 'Default Value' }, 1, { label: 'Severity' }),
    choice('servicestage', { 0: 'Identify', 1: 'Research', 2: 'Resolve' }, 0, { label: 'Service Stage' }),
    choice('contractservicelevelcode', { 1: 'Gold', 2: 'Silver', 3: 'Bronze' }, null, { label: 'Service Level' }),
    text('productserialnumber', 100, { label: 'Serial Number' }),
    choice(
      'customersatisfactioncode',
      { 1: 'Very Dissatisfied', 2: 'Dissatisfied', 3: 'Neutral', 4: 'Satisfied', 5: 'Very Satisfied' },
      null,
      { label: 'Satisfaction' },
    ),
    boolean('isescalated', false, { label: 'Is Escalated' }),
    datetime('escalatedon', { ...readOnly, label: 'Escalated On' }),
    dateonly('followupby', { label: 'Follow Up By' }),
    datetime('responseby', { label: 'First Response By' }),
    datetime('resolveby', { label: 'Resolve By' }),
    boolean('firstresponsesent', false, { label: 'First Response Sent' }),
    choice('firstresponseslastatus', SLA_STATUS, null, { label: 'First Response SLA Status' }),
    choice('resolvebyslastatus', SLA_STATUS, null, { label: 'Resolve By SLA Status' }),
    datetime('lastonholdtime', { label: 'Last On Hold Time' }),
    integer('onholdtime', {}, { ...readOnly, label: 'On Hold Time (Minutes)' }),
    memo('adx_resolution', 10000),
    text('adx_createdbyusername', 250),
  ],
});

/** learn.microsoft.com, Task table reference. */
const task = (regarding: string[]): Table =>
  table({
    schemaName: 'Task',
    setName: 'tasks',
    label: 'Task',
    primaryName: 'subject',
    primaryKey: 'activityid',
    ownership: 'user',
    states: [
      { state: 0, label: 'Open', reasons: { 2: 'Not Started', 3: 'In Progress', 4: 'Waiting on someone else', 7: 'Deferred' } },
      { state: 1, label: 'Completed', reasons: { 5: 'Completed' } },
      { state: 2, label: 'Canceled', reasons: { 6: 'Canceled' } },
    ],
    columns: [
      text('subject', 200, { required: true, label: 'Subject' }),
      memo('description', 2000, { label: 'Description' }),
      lookup('regardingobjectid', regarding, { label: 'Regarding' }),
      datetime('scheduledstart', { label: 'Start Date' }),
      datetime('scheduledend', { label: 'Due Date' }),
      choice('prioritycode', { 0: 'Low', 1: 'Normal', 2: 'High' }, 1, { label: 'Priority' }),
      integer('percentcomplete', { min: 0, max: 100 }, { label: 'Percent Complete' }),
      text('category', 250, { label: 'Category' }),
    ],
  });

const annotation = (regarding: string[]): Table =>
  table({
    schemaName: 'Annotation',
    setName: 'annotations',
    label: 'Note',
    pluralLabel: 'Notes',
    primaryName: 'subject',
    ownership: 'user',
    states: null,
    columns: [
      text('subject', 500, { label: 'Title' }),
      memo('notetext', 100000, { label: 'Description' }),
      boolean('isdocument', false),
      text('filename', 255, { label: 'File Name' }),
      text('mimetype', 256, { label: 'Mime Type' }),
      integer('filesize', { min: 0, max: 1000000000 }),
      memo('documentbody', 1073741823),
      lookup('objectid', regarding, { label: 'Regarding' }),
      text('objecttypecode', 128),
    ],
  });

/** The switch `service`: cases. A case is resolved by an update here; the platform wants the action CloseIncident. */
export const serviceTables: readonly Table[] = [incident];

/** Tasks and notes on any of the business tables that the database has. */
export const activityTables = (regarding: readonly string[]): readonly Table[] => [task([...regarding]), annotation([...regarding])];
