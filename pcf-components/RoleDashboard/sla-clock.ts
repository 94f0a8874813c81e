import type { SlaContent } from '../../contracts/index.ts';
import type { Texts } from '../shared/texts/index.ts';

type Row = SlaContent['rows'][number];

export const slaStates = ['running', 'warning', 'breached', 'paused', 'met', 'unknown'] as const;
export type SlaState = (typeof slaStates)[number];

/** A row at a moment. */
export interface SlaReading {
  readonly state: SlaState;
  /** Whole seconds until the deadline, or since it: never negative. Null where no time runs. */
  readonly seconds: number | null;
}

/**
 * What a row is at a moment; warning and breach follow from the time alone.
 * @example slaAt({ id: '1', title: null, due: '2026-06-15T12:00:00Z', state: 'running' }, 3600, Date.parse('2026-06-15T11:30:00Z'))
 * // { state: 'warning', seconds: 1800 }
 */
export const slaAt = ({ due, state }: Row, warnSeconds: number, now: number): SlaReading => {
  if (state === 'paused' || state === 'met') return { state, seconds: null };
  if (state === null || due === null) return { state: 'unknown', seconds: null };
  const left = (Date.parse(due) - now) / 1000;
  if (left <= 0) return { state: 'breached', seconds: Math.floor(-left) };
  return { state: left < warnSeconds ? 'warning' : 'running', seconds: Math.floor(left) };
};

const units = [
  { name: 'days', seconds: 86_400 },
  { name: 'hours', seconds: 3_600 },
  { name: 'minutes', seconds: 60 },
  { name: 'seconds', seconds: 1 },
] as const;

/** A time in words, in its two largest units; the second is left out where it is none, and seconds as soon as there are minutes. */
export const durationText = (text: Texts, seconds: number): string => {
  const at = units.findIndex((unit) => seconds >= unit.seconds);
  const first = units[at];
  if (!first) return text('seconds', { count: 0 });
  const whole = Math.floor(seconds / first.seconds);
  const larger = text(first.name, { count: whole });
  const second = units[at + 1];
  const rest = second ? Math.floor((seconds - whole * first.seconds) / second.seconds) : 0;
  if (!second || second.name === 'seconds' || rest === 0) return larger;
  return text('durationTwo', { first: larger, second: text(second.name, { count: rest }) });
};

/** What a person is told of a row’s time, e.g. “2 hours 5 minutes left”; the state’s name where no time runs. */
export const slaSentence = (text: Texts, { state, seconds }: SlaReading): string => {
  if (seconds === null) return text(`sla_${state}`);
  return text(state === 'breached' ? 'slaLate' : 'slaLeft', { time: durationText(text, seconds) });
};
