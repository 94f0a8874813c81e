import { column, table } from '../table.ts';
import { outboxStates } from './choices.ts';

const site = column('SiteId', 'Power Pages site id', 'The site that the row belongs to.', { kind: 'text', max: 36 }, true);
const aboutRecord = [
  column('TableName', 'Table', 'Logical name of the table of the record.', { kind: 'text', max: 128 }, true),
  column('RecordId', 'Record id', 'The record that it is about.', { kind: 'text', max: 36 }, true),
];
const happened = column('OccurredOn', 'Occurred on', 'When it was made (UTC).', { kind: 'datetime' }, true);

/** An action: a button with consequences. Who may press it say the rules that name it. */
export const actionTable = table(
  'Action',
  { schema: 'Actions', label: 'Actions' },
  {
    label: 'Action',
    description: 'A button with consequences on a record.',
    primaryName: 'Action',
    keys: [['SiteId', 'TableName', 'Name']],
  },
  [
    site,
    column('TableName', 'Table', 'Logical name of the table that it acts on.', { kind: 'text', max: 128 }, true),
    column('Definition', 'Definition', 'States, inputs and effects as JSON.', { kind: 'memo', max: 100000 }, true),
    column('DisplayOrder', 'Order', 'Smaller comes first.', { kind: 'integer', min: 0, max: 100000 }),
  ],
);

/** What somebody wrote when they pressed a button. */
export const commentTable = table(
  'Comment',
  { schema: 'Comments', label: 'Comments' },
  { label: 'Comment', description: 'A comment that was given with an action.', primaryName: 'Action' },
  [
    site,
    ...aboutRecord,
    happened,
    column('Contact', 'Contact', 'Who wrote it; empty: somebody who was not signed in.', { kind: 'lookup', target: 'contact' }),
    column('Body', 'Text', 'The comment.', { kind: 'memo', max: 4000 }, true),
  ],
);

/** A message to a person of the site. */
export const notificationTable = table(
  'Notification',
  { schema: 'Notifications', label: 'Notifications' },
  { label: 'Notification', description: 'A message to a person of the site.', primaryName: 'Title' },
  [
    site,
    ...aboutRecord,
    happened,
    column('Contact', 'Contact', 'Whom it is for.', { kind: 'lookup', target: 'contact' }, true),
    column('SeenOn', 'Seen on', 'When it was opened; empty: not yet.', { kind: 'datetime' }),
  ],
);

/** An event for other systems: written once, in the transaction of its action; delivered at least once. */
export const automationOutboxTable = table(
  'AutomationOutbox',
  { schema: 'AutomationOutboxes', label: 'Automation outbox' },
  { label: 'Outbox event', description: 'An event that waits to be delivered.', primaryName: 'Event', keys: [['EventKey']] },
  [
    site,
    ...aboutRecord,
    happened,
    column('EventKey', 'Event key', 'Receivers drop repeats by it.', { kind: 'text', max: 64 }, true),
    column('Payload', 'Payload', 'What is delivered, as JSON; never values of columns but the stage.', { kind: 'memo', max: 10000 }, true),
    column('State', 'State', 'Waiting, delivered or given up.', { kind: 'choice', options: outboxStates }, true),
    column('Attempts', 'Attempts', 'How often a delivery was tried.', { kind: 'integer', min: 0, max: 100000 }),
    column('NextAttemptOn', 'Next attempt', 'Not before (UTC); empty: at once.', { kind: 'datetime' }),
    column('LastProblem', 'Last problem', 'Why the last attempt failed.', { kind: 'text', max: 400 }),
  ],
);

/** One click, so that the same one again finds the answer. The name is a hash of person, site, operation and key. */
export const idempotencyKeyTable = table(
  'IdempotencyKey',
  { schema: 'IdempotencyKeys', label: 'Idempotency keys' },
  { label: 'Idempotency key', description: 'One click and its answer, kept for 24 hours.', primaryName: 'Hash', keys: [['Name']] },
  [
    site,
    column(
      'RequestHash',
      'Request hash',
      'SHA-256 of the request: another request with the same key is refused.',
      { kind: 'text', max: 64 },
      true,
    ),
    column('Answer', 'Answer', 'Ids, versions and stages that were answered; no values.', { kind: 'memo', max: 100000 }, true),
    column('ExpiresOn', 'Expires on', 'When the key may be forgotten (UTC).', { kind: 'datetime' }, true),
  ],
);
