import type { ChartContent } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { BarChart } from './bar-chart.tsx';
import { type Datum, dataOf } from './chart-data.ts';
import { DonutChart } from './donut-chart.tsx';
import { LineChart } from './line-chart.tsx';

interface ChartTileProps {
  readonly host: ControlHost;
  readonly title: string;
  readonly content: ChartContent;
  readonly drill: string | null;
}

/** A chart, and below it the same numbers as a table. */
export const ChartTile = ({ host, title, content, drill }: ChartTileProps) => {
  const data = dataOf(host, content, drill);
  const nothing = data.every(({ size }) => size === 0);
  if (nothing) return <p class="portico-muted">{host.text('tileNothing')}</p>;
  return (
    <>
      <Drawing host={host} content={content} data={data} />
      <details class="portico-data">
        <summary>{host.text('showData')}</summary>
        <DataTable host={host} title={title} content={content} data={data} />
      </details>
    </>
  );
};

interface DrawingProps {
  readonly host: ControlHost;
  readonly content: ChartContent;
  readonly data: readonly Datum[];
}

const Drawing = ({ host, content, data }: DrawingProps) => {
  switch (content.form) {
    case 'bar':
      return <BarChart host={host} data={data} />;
    case 'line':
      return <LineChart host={host} data={data} />;
    case 'donut': {
      const bounds = content.groups.some(({ atLeast }) => atLeast) || content.rest?.atLeast === true;
      return <DonutChart host={host} data={data} exact={!bounds} />;
    }
  }
};

const DataTable = ({ host: { text }, title, content, data }: DrawingProps & { readonly title: string }) => (
  <table class="portico-data-table">
    <caption class="portico-hidden">{title}</caption>
    <thead>
      <tr>
        <th scope="col">{text(content.groupedBy === 'month' ? 'chartMonth' : 'chartGroup')}</th>
        <th scope="col" data-type="number">
          {text(content.measure === 'sum' ? 'chartSum' : 'chartCount')}
        </th>
      </tr>
    </thead>
    <tbody>
      {data.map(({ id, label, href, shown, spoken }) => (
        <tr key={id}>
          <th scope="row">{href === null ? <bdi>{label}</bdi> : <a href={href}>{<bdi>{label}</bdi>}</a>}</th>
          <td data-type="number">
            {shown === spoken ? (
              <bdi>{shown}</bdi>
            ) : (
              <>
                <bdi aria-hidden="true">{shown}</bdi>
                <span class="portico-hidden">{spoken}</span>
              </>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
