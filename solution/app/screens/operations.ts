import { auditEntryTable, automationOutboxTable, commentTable, notificationTable } from '../../../contracts/index.ts';
import type { Screens } from '../declaration.ts';

const newestFirst = [{ column: 'OccurredOn', descending: true }] as const;
const audited = ['Name', 'OccurredOn', 'Outcome', 'Code', 'ContactName', 'Privilege', 'TableName', 'Rule', 'Api'] as const;
const about = { title: 'About', columns: ['TableName', 'RecordId', 'SiteId'], readOnly: true } as const;

/** What happened, and what still has to happen. */
export const operationScreens: readonly Screens[] = [
  {
    table: auditEntryTable,
    use: 'read',
    sections: [
      { title: 'Decision', columns: ['Name', 'OccurredOn', 'Outcome', 'Code', 'Rule', 'PolicyHash'], readOnly: true },
      { title: 'Who', columns: ['Contact', 'ContactName', 'PrincipalKind', 'AccountId', 'CallerId', 'SiteId'], readOnly: true },
      { title: 'What', columns: ['Api', 'Privilege', 'TableName', 'RecordId', 'RowCount', 'CorrelationId'], readOnly: true },
      { title: 'The request in short, with the state before and after', columns: ['Details'], readOnly: true },
    ],
    views: [
      {
        name: 'Refusals, newest first',
        columns: audited,
        sort: newestFirst,
        where: [{ column: 'Outcome', is: 'in', options: ['refused'] }],
        rows: 'any',
      },
      {
        name: 'Security events',
        columns: audited,
        sort: newestFirst,
        where: [{ column: 'Outcome', is: 'in', options: ['security-event'] }],
        rows: 'any',
      },
      { name: 'All audit entries', columns: audited, sort: newestFirst, rows: 'any' },
    ],
    search: ['Name', 'ContactName', 'Code', 'Rule', 'RecordId'],
  },
  {
    table: commentTable,
    use: 'read',
    sections: [
      { title: 'Comment', columns: ['Name', 'Contact', 'OccurredOn'], readOnly: true },
      { title: 'Text', columns: ['Body'], readOnly: true },
      about,
    ],
    views: [
      {
        name: 'Comments, newest first',
        columns: ['Name', 'OccurredOn', 'Contact', 'TableName', 'RecordId'],
        sort: newestFirst,
        rows: 'active',
      },
    ],
    search: ['Name', 'RecordId'],
  },
  {
    table: notificationTable,
    use: 'read',
    sections: [{ title: 'Notification', columns: ['Name', 'Contact', 'OccurredOn', 'SeenOn'], readOnly: true }, about],
    views: [
      {
        name: 'Notifications, newest first',
        columns: ['Name', 'OccurredOn', 'Contact', 'SeenOn', 'TableName', 'RecordId'],
        sort: newestFirst,
        rows: 'active',
      },
      {
        name: 'Notifications not seen yet',
        columns: ['Name', 'OccurredOn', 'Contact', 'TableName', 'RecordId'],
        sort: newestFirst,
        where: [{ column: 'SeenOn', is: 'empty' }],
        rows: 'active',
      },
    ],
    search: ['Name', 'RecordId'],
  },
  {
    table: automationOutboxTable,
    use: 'edited',
    sections: [
      { title: 'Delivery', columns: ['State', 'Attempts', 'NextAttemptOn', 'LastProblem'] },
      { title: 'Event', columns: ['Name', 'EventKey', 'OccurredOn'], readOnly: true },
      { title: 'Payload', columns: ['Payload'], readOnly: true },
      about,
    ],
    views: [
      {
        name: 'Events not delivered',
        columns: ['Name', 'State', 'OccurredOn', 'Attempts', 'NextAttemptOn', 'LastProblem', 'TableName'],
        sort: newestFirst,
        where: [{ column: 'State', is: 'in', options: ['waiting', 'given-up'] }],
        rows: 'active',
      },
      {
        name: 'Events given up',
        columns: ['Name', 'OccurredOn', 'Attempts', 'LastProblem', 'TableName'],
        sort: newestFirst,
        where: [{ column: 'State', is: 'in', options: ['given-up'] }],
        rows: 'active',
      },
      {
        name: 'All events',
        columns: ['Name', 'State', 'OccurredOn', 'Attempts', 'TableName', 'RecordId'],
        sort: newestFirst,
        rows: 'any',
      },
    ],
    search: ['Name', 'EventKey', 'RecordId'],
  },
];
