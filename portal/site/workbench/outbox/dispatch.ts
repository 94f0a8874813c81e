import { automationOutboxTable, columnOf, optionValue, outboxStates } from '../../../../contracts/index.ts';
import type { Dataverse, Values } from '../../../dataverse/index.ts';
import { type Delivery, deliver } from './webhook.ts';

const at = (schema: string): string => columnOf(automationOutboxTable, schema);
const state = (name: string): number => optionValue(outboxStates, name);

export interface OutboxOptions {
  readonly dataverse: Dataverse;
  readonly url: URL;
  readonly now?: () => Date;
  /** How long a receiver may take. */
  readonly timeout?: number;
  /** After so many attempts an event is given up; somebody sets it back to waiting. */
  readonly attempts?: number;
}

interface Event {
  readonly id: string;
  readonly key: string;
  readonly payload: string;
  readonly attempts: number;
}

const seconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
/** 2, 4, 8 … seconds, at most five minutes. */
const pause = (attempt: number): number => Math.min(2 ** attempt, 300) * 1000;

/**
 * Delivers the events that are due, oldest first and one after the other; answers how many were taken. At least once: an event
 * is marked after the receiver has answered, so one whose mark is lost is sent again, with the same key.
 */
export async function dispatchOutbox({
  dataverse,
  url,
  now = () => new Date(),
  timeout = 5000,
  attempts = 10,
}: OutboxOptions): Promise<number> {
  const due = dueEvents(dataverse, seconds(now()));
  for (const event of due) {
    const delivery = await deliver(url, event.key, event.payload, timeout);
    await mark(dataverse, event, marksOf(event, delivery, now(), attempts));
  }
  return due.length;
}

function dueEvents(dataverse: Dataverse, time: string): readonly Event[] {
  if (!dataverse.metadata().table(automationOutboxTable.name)) return [];
  const columns = ['EventKey', 'Payload', 'Attempts'].map((schema) => `<attribute name="${at(schema)}" />`).join('');
  const { rows } = dataverse.read({ kind: 'system' }).retrieveMultiple(
    `<fetch count="50"><entity name="${automationOutboxTable.name}">${columns}<order attribute="${at('OccurredOn')}" /><order attribute="${automationOutboxTable.primaryKey}" />
      <filter><condition attribute="${at('State')}" operator="eq" value="${state('waiting')}" />
        <filter type="or"><condition attribute="${at('NextAttemptOn')}" operator="null" /><condition attribute="${at('NextAttemptOn')}" operator="le" value="${time}" /></filter>
      </filter></entity></fetch>`,
  );
  return rows.map(({ id, values }) => ({
    id,
    key: String(values[at('EventKey')]),
    payload: String(values[at('Payload')]),
    attempts: Number(values[at('Attempts')] ?? 0),
  }));
}

function marksOf({ attempts: before }: Event, delivery: Delivery, time: Date, most: number): Values {
  const attempts = before + 1;
  const tried = { [at('Attempts')]: ['integer', attempts] } as const;
  if (delivery.kind === 'delivered') return { ...tried, [at('State')]: ['choice', state('delivered')], [at('LastProblem')]: null };
  return {
    ...tried,
    [at('State')]: ['choice', state(attempts >= most ? 'given-up' : 'waiting')],
    [at('NextAttemptOn')]: ['datetime', seconds(new Date(time.getTime() + pause(attempts)))],
    [at('LastProblem')]: ['text', delivery.problem],
  };
}

const mark = (dataverse: Dataverse, { id }: Event, values: Values): Promise<void> =>
  dataverse.transaction({ kind: 'system' }, (service) => service.update(automationOutboxTable.name, id, values));

export interface OutboxDispatcher {
  /** Waits for the delivery that is under way, and starts no other. */
  readonly close: () => Promise<void>;
}

/** Looks for due events every so often until it is closed. A round that fails is told to `report` and tried again. */
export function startOutbox(
  options: OutboxOptions & { readonly every?: number; readonly report?: (problem: string) => void },
): OutboxDispatcher {
  let round: Promise<void> | null = null;
  const timer = setInterval(() => {
    round ??= dispatchOutbox(options)
      .then(() => undefined)
      .catch((error: unknown) => options.report?.(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        round = null;
      });
  }, options.every ?? 2000);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await round;
    },
  };
}
