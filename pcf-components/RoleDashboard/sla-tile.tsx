import { useEffect, useRef, useState } from 'preact/hooks';
import type { SlaContent } from '../../contracts/index.ts';
import { withParameters } from '../shared/address.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { CheckIcon, ClockIcon, LateIcon, PauseIcon, UnknownIcon, WarningIcon } from '../shared/icons.tsx';
import { type SlaReading, type SlaState, slaAt, slaSentence } from './sla-clock.ts';
import { useServerTime, wantsLessMotion } from './use-server-time.ts';

interface SlaTileProps {
  readonly host: ControlHost;
  readonly content: SlaContent;
  readonly asOf: string;
  readonly arrived: number;
  readonly refresh: () => void;
}

type Row = SlaContent['rows'][number];

const icons: { readonly [State in SlaState]: typeof ClockIcon } = {
  running: ClockIcon,
  warning: WarningIcon,
  breached: LateIcon,
  paused: PauseIcon,
  met: CheckIcon,
  unknown: UnknownIcon,
};

/**
 * Deadlines and what is left of them. Eyes see every second; a screen reader is told when a state changes and reads whole
 * minutes otherwise. Who asked for less motion sees what a screen reader reads.
 */
export const SlaTile = ({ host, content, asOf, arrived, refresh }: SlaTileProps) => {
  const { text } = host;
  const { rows, warnSeconds, open } = content;
  const [calm] = useState(wantsLessMotion);
  const runs = rows.some((row) => row.state === 'running' && row.due !== null);
  const now = useServerTime({ asOf, arrived, every: runs ? 1_000 : null, lost: refresh });
  const readings = rows.map((row) => ({ row, reading: slaAt(row, warnSeconds, now) }));
  const spoken = useChanges(host, readings);
  return (
    <>
      <div class="portico-hidden" role="status">
        {spoken}
      </div>
      <ul class="portico-slas">
        {readings.map(({ row, reading }) => {
          const Icon = icons[reading.state];
          const title = row.title ?? text('slaUntitled');
          return (
            <li key={row.id} class="portico-sla" data-state={reading.state}>
              <span class="portico-sla-icon">
                <Icon />
              </span>
              <span class="portico-sla-title">
                {open === null ? <bdi>{title}</bdi> : <a href={withParameters(open, { id: row.id })}>{<bdi>{title}</bdi>}</a>}
              </span>
              <span class="portico-sla-state">{text(`sla_${reading.state}`)}</span>
              {reading.seconds !== null && <TimeLeft host={host} reading={reading} seconds={reading.seconds} calm={calm} />}
              {row.due !== null && <span class="portico-sla-due">{text('slaDue', { date: host.formats.date(row.due) })}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
};

interface TimeLeftProps {
  readonly host: ControlHost;
  readonly reading: SlaReading;
  readonly seconds: number;
  readonly calm: boolean;
}

const TimeLeft = ({ host: { text, formats }, reading, seconds, calm }: TimeLeftProps) => {
  const sentence = slaSentence(text, reading);
  if (calm || seconds >= 86_400) return <span class="portico-sla-time">{sentence}</span>;
  const time = formats.clock(seconds);
  return (
    <span class="portico-sla-time">
      <span aria-hidden="true">{text(reading.state === 'breached' ? 'slaLate' : 'slaLeft', { time })}</span>
      <span class="portico-hidden">{sentence}</span>
    </span>
  );
};

/** What has changed its state since the last look, as a sentence; rows that are new say nothing. */
const useChanges = ({ text }: ControlHost, readings: readonly { readonly row: Row; readonly reading: SlaReading }[]): string => {
  const before = useRef<ReadonlyMap<string, SlaState>>(new Map());
  const [spoken, speak] = useState('');
  const states = readings.map(({ row, reading }) => `${row.id} ${reading.state}`).join('\n');

  useEffect(() => {
    const changed = readings.filter(({ row, reading }) => {
      const was = before.current.get(row.id);
      return was !== undefined && was !== reading.state;
    });
    before.current = new Map(readings.map(({ row, reading }) => [row.id, reading.state]));
    if (changed.length === 0) return;
    const sentences = changed.map(({ row, reading }) => {
      const state = text(`sla_${reading.state}`);
      const left = reading.seconds === null || reading.seconds < 60 ? state : `${state}, ${slaSentence(text, reading)}`;
      return text('slaRow', { title: row.title ?? text('slaUntitled'), state: left });
    });
    speak(sentences.join('. '));
  }, [states]);
  return spoken;
};
