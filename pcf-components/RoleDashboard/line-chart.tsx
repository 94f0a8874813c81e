import type { ControlHost } from '../shared/control-host.ts';
import type { Datum } from './chart-data.ts';
import { placeOf, scaleOf } from './chart-scale.ts';
import { GroupLink } from './group-link.tsx';

/** As many names fit below the line in a narrow tile. */
const mostNames = 6;
/** Up to this many points each carries its number; beyond, the one that is pointed at. */
const mostNumbers = 8;

/**
 * A line over time, or over groups in their order. Each point is a column of its own, as wide as there is room, that leads to
 * its rows. What has no place on the line stands below it. In a right-to-left language time runs to the left.
 */
export const LineChart = ({ host, data }: { readonly host: ControlHost; readonly data: readonly Datum[] }) => {
  const { formats } = host;
  const points = data.filter(({ kind, month }) => kind === 'value' && (month !== null || data.every((one) => one.month === null)));
  const others = data.filter((datum) => !points.includes(datum));
  const scale = scaleOf(points.map(({ size }) => size));
  const place = (at: number) => ((at + 0.5) / points.length) * 100;
  const line = points.map(({ size }, at) => `${place(at)},${100 - placeOf(scale, size)}`);
  const zero = 100 - placeOf(scale, 0);
  const every = Math.ceil(points.length / mostNames);
  return (
    <>
      {points.length > 0 && (
        <div class="portico-line" data-numbers={points.length <= mostNumbers ? '' : undefined}>
          <div class="portico-line-scale" aria-hidden="true">
            {scale.ticks.map((tick) => (
              <bdi key={tick} style={{ insetBlockEnd: `${placeOf(scale, tick)}%` }}>
                {formats.compact(tick)}
              </bdi>
            ))}
          </div>
          <div class="portico-line-plot">
            <svg class="portico-line-drawing" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              {scale.ticks.map((tick) => (
                <line
                  key={tick}
                  class="portico-line-grid"
                  x1="0"
                  x2="100"
                  y1={100 - placeOf(scale, tick)}
                  y2={100 - placeOf(scale, tick)}
                />
              ))}
              <polygon class="portico-line-area" points={`${place(0)},${zero} ${line.join(' ')} ${place(points.length - 1)},${zero}`} />
              <polyline class="portico-line-stroke" points={line.join(' ')} />
            </svg>
            <ul class="portico-line-points">
              {points.map((datum) => (
                <li key={datum.id}>
                  <GroupLink host={host} datum={datum} class="portico-point">
                    <span class="portico-point-dot" style={{ insetBlockEnd: `${placeOf(scale, datum.size)}%` }}>
                      <bdi class="portico-point-number">{datum.shown}</bdi>
                    </span>
                  </GroupLink>
                </li>
              ))}
            </ul>
          </div>
          <div class="portico-line-names" aria-hidden="true">
            {points.map((datum, at) => (
              <span key={datum.id}>
                {(points.length - 1 - at) % every === 0 && <NameBelow host={host} points={points} at={at} every={every} />}
              </span>
            ))}
          </div>
        </div>
      )}
      {others.length > 0 && (
        <ul class="portico-leftovers">
          {others.map((datum) => (
            <li key={datum.id}>
              <GroupLink host={host} datum={datum}>
                <bdi class="portico-gauge-label">{datum.label}</bdi> <bdi class="portico-gauge-number">{datum.shown}</bdi>
              </GroupLink>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

interface NameBelowProps {
  readonly host: ControlHost;
  readonly points: readonly Datum[];
  readonly at: number;
  readonly every: number;
}

/** A month, with its year where that begins. */
const NameBelow = ({ host: { formats }, points, at, every }: NameBelowProps) => {
  const { month, label } = points[at] ?? { month: null, label: '' };
  if (month === null) return <bdi>{label}</bdi>;
  const before = points[at - every]?.month ?? '';
  const year = month.slice(0, 4);
  return (
    <bdi>
      {formats.month(month, 'alone')}
      {before.slice(0, 4) !== year && (
        <small>{formats.month(month, 'short').replace(formats.month(month, 'alone'), '').trim() || year}</small>
      )}
    </bdi>
  );
};
