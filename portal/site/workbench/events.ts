import { automationOutboxTable, columnOf, optionName, optionValue, outboxStates } from '../../../contracts/index.ts';
import type { SiteStore } from '../store.ts';

export type EventState = 'waiting' | 'delivered' | 'given-up';

/** One event of the automation outbox as the workbench lists it. */
export interface EventLine {
  readonly id: string;
  readonly event: string;
  readonly when: string;
  readonly about: string;
  readonly state: EventState | null;
  readonly attempts: number;
  /** Empty: at once. */
  readonly next: string;
  readonly problem: string;
  readonly payload: string;
}

const at = (schema: string): string => columnOf(automationOutboxTable, schema);
const states: readonly EventState[] = ['waiting', 'delivered', 'given-up'];

/** All events, newest first; null when the outbox is not imported. */
export function outboxEvents(store: Pick<SiteStore, 'rows' | 'metadata'>): readonly EventLine[] | null {
  if (!store.metadata().table(automationOutboxTable.name)) return null;
  return store
    .rows(automationOutboxTable.name)
    .map(({ id, values }): EventLine => {
      const text = (schema: string): string => String(values[at(schema)] ?? '');
      const state = optionName(outboxStates, values[at('State')]);
      return {
        id,
        event: String(values[automationOutboxTable.primaryName] ?? ''),
        when: text('OccurredOn'),
        about: `${text('TableName')} ${text('RecordId')}`,
        state: states.find((each) => each === state) ?? null,
        attempts: Number(values[at('Attempts')] ?? 0),
        next: text('NextAttemptOn'),
        problem: text('LastProblem'),
        payload: text('Payload'),
      };
    })
    .sort((a, b) => (a.when === b.when ? (a.id < b.id ? -1 : 1) : a.when < b.when ? 1 : -1));
}

/** Sets an event that was given up back to waiting, with all its attempts; any other is left as it is. */
export async function sendAgain(store: Pick<SiteStore, 'rows' | 'change' | 'metadata'>, id: string): Promise<void> {
  if (!outboxEvents(store)?.some((each) => each.id === id)) return;
  await store.change(automationOutboxTable.name, id, ({ values }) =>
    optionName(outboxStates, values[at('State')]) === 'given-up'
      ? {
          [at('State')]: ['choice', optionValue(outboxStates, 'waiting')],
          [at('Attempts')]: ['integer', 0],
          [at('NextAttemptOn')]: null,
        }
      : null,
  );
}
