import { parseArgs } from 'node:util';
import { type DashboardTimes, measureDashboard } from '../bench/dashboard.ts';
import { type HostTimes, measureHost } from '../bench/host-times.ts';
import { machine } from '../bench/machine.ts';
import type { Spread } from '../bench/measure.ts';
import { measurePageSpeed, type PageSpeed, slowdown } from '../bench/page-speed.ts';
import { measurePageView, type PageView } from '../bench/page-view.ts';
import { type Size, sizes } from '../bench/sizes.ts';
import { ensurePacked } from '../build.ts';
import type { HostKind } from '../environment/host.ts';
import { say, step } from '../output.ts';

/** `portico bench [--json]`: times of the hosts, of a page view, and sizes, with the machine's name. Figures never fail anything. */
export async function bench(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
  await ensurePacked();
  const hosts: HostTimes[] = [];
  for (const kind of ['node', 'dotnet', 'mono'] as const satisfies readonly HostKind[]) {
    try {
      hosts.push(await step(`Custom APIs in ${kind}`, () => measureHost(kind)));
    } catch (error) {
      say(`  skipped: ${(error as Error).message}`);
    }
  }
  const page = await step('Page view', measurePageView);
  const dashboard = await step('Dashboard over many orders', measureDashboard);
  const pages = await step('Speed of pages', measurePageSpeed);
  const figures = { machine: machine(), hosts, dashboard, page, pages, sizes: sizes() };
  process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : told(figures));
  return 0;
}

interface Figures {
  readonly machine: string;
  readonly hosts: readonly HostTimes[];
  readonly dashboard: DashboardTimes;
  readonly page: PageView | null;
  readonly pages: readonly PageSpeed[] | null;
  readonly sizes: readonly Size[];
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const spread = ({ median, min, max }: Spread): string => `${ms(median)} (${ms(min)} to ${ms(max)})`;

function told({ machine: name, hosts, dashboard, page, pages, sizes: files }: Figures): string {
  const lines = [`Machine: ${name}`, '', 'Time inside the host, without the database; median (smallest to largest)', ''];
  lines.push(
    '| Host | First call | CheckAccess | QueryRecords, 50 rows × 20 columns | RunAction, one row | First call after a policy change |',
    '|---|--:|--:|--:|--:|--:|',
  );
  for (const each of hosts)
    lines.push(
      `| ${each.host} | ${ms(each.coldCall)} | ${spread(each.checkAccess)} | ${spread(each.queryRecords)} | ${spread(each.runAction)} | ${ms(each.policyLoad)} |`,
    );
  lines.push(
    '',
    `Dashboard, eight tiles in one request over ${dashboard.orders} orders, Node host with the database: representative ${spread(dashboard.representative)}, administrator ${spread(dashboard.administrator)}`,
  );
  lines.push(
    '',
    page
      ? `Page view to visible grid: ${spread(page.visible)}; ${page.requests} request to server logic`
      : 'Page view: skipped, Chromium is missing',
  );
  if (pages)
    lines.push(
      '',
      `Pages with an empty browser cache and a processor ${slowdown} times slower; interactive: every control is there and the browser is free`,
      '',
      '| Page | Person | Interactive | Layout shift |',
      '|---|---|--:|--:|',
      ...pages.map((each) => `| ${each.page} | ${each.person} | ${spread(each.interactive)} | ${each.layoutShift.toFixed(3)} |`),
    );
  lines.push(
    '',
    '| File | KB | KB gzipped |',
    '|---|--:|--:|',
    ...files.map((each) => `| ${each.name} | ${each.kilobytes} | ${each.gzipped ?? ''} |`),
  );
  return `${lines.join('\n')}\n`;
}
