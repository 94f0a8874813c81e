import type { ActionOffer, ActionRun, ActionsResult, Answer, RunActionResult } from '../../contracts/index.ts';
import { allowed, type RunBody } from './server.ts';

/** An action that asks nothing; what is said goes before. */
export const offer = (name: string, more: Partial<ActionOffer> = {}): ActionOffer => ({
  name,
  title: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  tone: 'neutral',
  enabled: true,
  comment: 'none',
  several: false,
  inputs: [],
  ...more,
});

export const submit = offer('submit', { tone: 'primary' });
export const approve = offer('approve', { tone: 'primary', several: true, comment: 'optional', confirm: 'Approve the order?' });
export const escalate = offer('escalate', {
  tone: 'danger',
  comment: 'required',
  inputs: [
    {
      name: 'urgency',
      title: 'Urgency',
      kind: 'choice',
      required: true,
      options: [
        { value: 'high', title: 'High' },
        { value: 'low', title: 'Low' },
      ],
    },
    { name: 'until', title: 'Answer until', kind: 'date', required: false },
    { name: 'topic', title: 'Topic', kind: 'text', required: true, max: 20 },
  ],
});

/** What the given rows offer, each at version 7. */
export const offered = (rows: { readonly [id: string]: readonly ActionOffer[] }, version = '7'): Answer<ActionsResult> =>
  allowed({ table: 'salesorder', rows: Object.entries(rows).map(([id, actions]) => ({ id, version, actions })) });

export const done = (id: string, label: string | null = 'Submitted'): Answer<ActionRun> =>
  allowed({ id, version: '8', stage: { before: '1', after: '2', label } });

/** The answer of a run: for each row what is given, done where nothing is. */
export const ran = (body: RunBody, answers: { readonly [id: string]: Answer<ActionRun> } = {}): Answer<RunActionResult> =>
  allowed({
    table: body.table,
    action: body.action,
    rows: body.rows.map(({ id }) => ({ id, answer: answers[id] ?? done(id) })),
    repeated: false,
  });
