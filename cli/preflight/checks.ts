import { setTimeout as wait } from 'node:timers/promises';
import type { StatusReading } from './connector-status.ts';
import { type WritingDefinitions, writersOf } from './writers.ts';

/** Three outcomes have three names: what cannot be told is neither good nor bad, and never passes. */
export type Outcome = 'fine' | 'problem' | 'cannot-tell';
export interface Finding {
  readonly check: 'contact-mapping' | 'sync-columns' | 'arrival';
  /** The row of docs/requirements.md that asks for it. */
  readonly row: 'D07' | 'D06' | 'D10';
  readonly outcome: Outcome;
  readonly sentence: string;
}

export interface PreflightQuestion {
  readonly definitions: WritingDefinitions;
  /** Read anew at each look, so that waiting sees changes. */
  readonly status: () => StatusReading;
  readonly now: () => number;
  /** Short name of the contact whose arrival is asked for. */
  readonly contact?: string;
  readonly waitSeconds: number;
}

/** A status older than this says nothing of now. */
const freshMilliseconds = 60 * 60 * 1000;
const lookEveryMilliseconds = 250;

export async function preflightFindings(question: PreflightQuestion): Promise<readonly Finding[]> {
  return [mapping(question), syncColumns(question), await arrival(question)];
}

/** 0: everything is fine · 1: there is a problem · 3: something cannot be told. Ignorance never ends with 0. */
export const exitCode = (findings: readonly Finding[]): number =>
  findings.some(({ outcome }) => outcome === 'problem') ? 1 : findings.every(({ outcome }) => outcome === 'fine') ? 0 : 3;

function freshStatus({ status, now }: PreflightQuestion): StatusReading {
  const reading = status();
  if (reading.kind === 'none') return reading;
  const age = now() - reading.status.checkedAt;
  if (age > freshMilliseconds) return { kind: 'none', why: `the status file is ${Math.round(age / 60000)} minutes old` };
  return age < -60000 ? { kind: 'none', why: 'the status file was written in the future' } : reading;
}

function mapping(question: PreflightQuestion): Finding {
  const base = { check: 'contact-mapping', row: 'D07' } as const;
  const reading = freshStatus(question);
  if (reading.kind === 'none')
    return { ...base, outcome: 'cannot-tell', sentence: `Cannot tell whether contacts are mapped: ${reading.why}. Look in the connector.` };
  const state = reading.status.mappings['contact'];
  if (state === undefined)
    return { ...base, outcome: 'cannot-tell', sentence: 'Cannot tell whether contacts are mapped: the connector does not mention them.' };
  return state === 'running'
    ? { ...base, outcome: 'fine', sentence: 'The mapping of contacts is running.' }
    : { ...base, outcome: 'problem', sentence: `The mapping of contacts is \`${state}\`, not running: do not invite yet.` };
}

function syncColumns(question: PreflightQuestion): Finding {
  const base = { check: 'sync-columns', row: 'D06' } as const;
  const reading = question.status();
  const columns = reading.kind === 'status' ? reading.status.syncColumns : [];
  if (columns.length === 0) {
    const why = reading.kind === 'none' ? reading.why : 'the connector names none';
    return { ...base, outcome: 'cannot-tell', sentence: `Cannot tell which columns belong to the synchronisation: ${why}.` };
  }
  const written = columns.flatMap((name) => writersOf(name, question.definitions).map((writer) => `${writer} may write \`${name}\``));
  return written.length > 0
    ? { ...base, outcome: 'problem', sentence: `Columns of the synchronisation are not left alone: ${written.join(', ')}.` }
    : { ...base, outcome: 'fine', sentence: `No rule and no action writes ${columns.map((name) => `\`${name}\``).join(', ')}.` };
}

async function arrival(question: PreflightQuestion): Promise<Finding> {
  const base = { check: 'arrival', row: 'D10' } as const;
  const { contact, now, waitSeconds } = question;
  if (contact === undefined)
    return {
      ...base,
      outcome: 'cannot-tell',
      sentence: 'Cannot tell whether a contact arrives in the other system: no contact was named.',
    };
  const until = now() + waitSeconds * 1000;
  for (;;) {
    const reading = freshStatus(question);
    const state = reading.kind === 'status' ? reading.status.arrived[contact] : undefined;
    if (state === 'arrived') return { ...base, outcome: 'fine', sentence: `\`${contact}\` has arrived in the other system.` };
    if (state !== undefined && state !== 'waiting')
      return { ...base, outcome: 'problem', sentence: `\`${contact}\` did not arrive: the connector says \`${state}\`.` };
    if (now() >= until) {
      const why = reading.kind === 'none' ? reading.why : state === undefined ? 'the connector does not mention it' : 'it is still waiting';
      const sentence = `Cannot tell whether \`${contact}\` arrives: after ${waitSeconds} s ${why}.`;
      return { ...base, outcome: 'cannot-tell', sentence };
    }
    await wait(Math.min(lookEveryMilliseconds, Math.max(1, until - now())));
  }
}
