import type { ControlHost } from '../shared/control-host.ts';
import type { Datum } from './chart-data.ts';
import { GroupLink } from './group-link.tsx';

/** Bars below each other: a name and a number at each, so that no colour has to be told apart. */
export const BarChart = ({ host, data }: { readonly host: ControlHost; readonly data: readonly Datum[] }) => {
  const low = Math.min(0, ...data.map(({ size }) => size));
  const high = Math.max(0, ...data.map(({ size }) => size));
  const range = high - low || 1;
  const percent = (size: number) => `${(Math.abs(size) / range) * 100}%`;
  return (
    <ul class="portico-gauges">
      {data.map((datum) => (
        <li key={datum.id} class="portico-gauge" data-kind={datum.kind}>
          <GroupLink host={host} datum={datum}>
            <span class="portico-gauge-label">
              <bdi>{datum.label}</bdi>
            </span>
            <bdi class="portico-gauge-number">{datum.shown}</bdi>
            <svg class="portico-gauge-bar" width="100%" height="10" aria-hidden="true" focusable="false">
              <rect class="portico-gauge-track" width="100%" height="10" rx="3" />
              <rect class="portico-gauge-fill" x={percent(Math.min(0, datum.size) - low)} width={percent(datum.size)} height="10" rx="3" />
            </svg>
          </GroupLink>
        </li>
      ))}
    </ul>
  );
};
