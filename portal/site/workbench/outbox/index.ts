/** The automation outbox of the local portal: delivers events to a receiver on this machine. */
export { dispatchOutbox, type OutboxDispatcher, type OutboxOptions, startOutbox } from './dispatch.ts';
export { type Delivery, eventKeyHeader, webhookUrl } from './webhook.ts';
