import { useState } from 'preact/hooks';
import type { ControlHost } from '../shared/control-host.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';
import { BarChart } from './bar-chart.tsx';
import type { Datum } from './chart-data.ts';
import { GroupLink } from './group-link.tsx';

const patterns = ['none', 'stripes', 'dots', 'lines'] as const;
const colours = 6;

interface DonutChartProps {
  readonly host: ControlHost;
  readonly data: readonly Datum[];
  /** Whether the parts make the whole: none of the numbers is a lower bound. */
  readonly exact: boolean;
}

/**
 * Parts of a whole: a ring for the eyes, and a list that says the same and leads to the rows. Neighbours differ by colour and by
 * pattern, and each stands in the list in the order of the ring.
 */
export const DonutChart = ({ host, data, exact }: DonutChartProps) => {
  const id = useUniqueId();
  const [pointed, point] = useState<string | null>(null);
  // A ring has no room for what is less than nothing.
  if (data.some(({ size }) => size < 0)) return <BarChart host={host} data={data} />;
  const total = data.reduce((sum, { size }) => sum + size, 0);
  const parts = data.map((datum, at) => {
    const before = data.slice(0, at).reduce((sum, { size }) => sum + size, 0);
    return { datum, look: lookOf(datum, at), from: before / total, to: (before + datum.size) / total };
  });
  return (
    <div class="portico-donut">
      <svg class="portico-donut-ring" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
        <Patterns id={id} />
        {parts.map(
          ({ datum, look, from, to }) =>
            to > from && (
              <g
                key={datum.id}
                class="portico-donut-part"
                data-pointed={pointed === datum.id ? '' : undefined}
                data-whole={to - from === 1 ? '' : undefined}
              >
                <path d={ringPart(from, to)} data-colour={look.colour} />
                <path d={ringPart(from, to)} fill={look.pattern === 'none' ? 'none' : `url(#${id}-${look.pattern})`} stroke="none" />
              </g>
            ),
        )}
        {exact && (
          <text class="portico-donut-total" x="50" y="50" text-anchor="middle" dominant-baseline="central">
            {host.formats.compact(total)}
          </text>
        )}
      </svg>
      <ul class="portico-legend">
        {parts.map(({ datum, look, from, to }) => {
          const share = exact && total > 0 ? host.formats.share(to - from) : undefined;
          return (
            <li
              key={datum.id}
              onPointerEnter={() => point(datum.id)}
              onPointerLeave={() => point(null)}
              onFocusIn={() => point(datum.id)}
              onFocusOut={() => point(null)}
            >
              <GroupLink host={host} datum={datum} share={share}>
                <svg class="portico-swatch" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
                  <rect width="14" height="14" rx="3" data-colour={look.colour} />
                  <rect width="14" height="14" rx="3" fill={look.pattern === 'none' ? 'none' : `url(#${id}-${look.pattern})`} />
                </svg>
                <span class="portico-gauge-label">
                  <bdi>{datum.label}</bdi>
                </span>
                <bdi class="portico-gauge-number">{datum.shown}</bdi>
                {share !== undefined && <bdi class="portico-legend-share">{share}</bdi>}
              </GroupLink>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

interface Look {
  readonly colour: number | 'rest';
  readonly pattern: (typeof patterns)[number];
}

/** Six colours, each with four patterns; what is left over has a colour of its own. */
const lookOf = ({ kind }: Datum, at: number): Look => {
  if (kind === 'rest') return { colour: 'rest', pattern: 'none' };
  return { colour: (at % colours) + 1, pattern: patterns[(at + Math.floor(at / colours)) % patterns.length] ?? 'none' };
};

const Patterns = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern id={`${id}-stripes`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line class="portico-pattern" x1="0" y1="0" x2="0" y2="4" stroke-width="1.6" />
    </pattern>
    <pattern id={`${id}-dots`} width="4" height="4" patternUnits="userSpaceOnUse">
      <circle class="portico-pattern-dot" cx="2" cy="2" r="0.9" />
    </pattern>
    <pattern id={`${id}-lines`} width="4" height="4" patternUnits="userSpaceOnUse">
      <line class="portico-pattern" x1="0" y1="2" x2="4" y2="2" stroke-width="1.2" />
    </pattern>
  </defs>
);

const outer = 48;
const inner = 29;

/** The outline of a part of the ring, from the top, clockwise; a whole ring is a hair less than one. */
const ringPart = (from: number, to: number): string => {
  const end = Math.min(to, from + 0.9999);
  const large = end - from > 0.5 ? 1 : 0;
  const at = (turn: number, radius: number) => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return `${(50 + radius * Math.cos(angle)).toFixed(3)} ${(50 + radius * Math.sin(angle)).toFixed(3)}`;
  };
  return [
    `M ${at(from, outer)}`,
    `A ${outer} ${outer} 0 ${large} 1 ${at(end, outer)}`,
    `L ${at(end, inner)}`,
    `A ${inner} ${inner} 0 ${large} 0 ${at(from, inner)}`,
    'Z',
  ].join(' ');
};
