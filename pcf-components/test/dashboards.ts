import type {
  Answer,
  ChartContent,
  DashboardExperience,
  ExperienceRequest,
  ExperienceResult,
  SlaContent,
  TileContent,
  TileExperience,
} from '../../contracts/index.ts';
import { allowed, jane, json, onExperience, server } from './server.ts';

/** A tile that shows something; what is said goes before. */
export const tile = (name: string, content: TileContent, more: Partial<TileExperience> = {}): TileExperience => ({
  name,
  title: `Tile ${name}`,
  help: null,
  kind: content.kind,
  wide: false,
  drill: `/orders?tile=${name}`,
  answer: allowed(content),
  ...more,
});

export const counter = (value: string, more: { readonly atLeast?: boolean; readonly warns?: boolean } = {}): TileContent => ({
  kind: 'counter',
  measure: 'count',
  value,
  atLeast: false,
  warns: false,
  ...more,
});

export const group = (key: string | null, label: string | null, value: string, atLeast = false) => ({ key, label, value, atLeast });

export const chart = (form: ChartContent['form'], groups: ChartContent['groups'], more: Partial<ChartContent> = {}): ChartContent => ({
  kind: 'chart',
  form,
  measure: 'count',
  groupedBy: 'choice',
  groups,
  rest: null,
  ...more,
});

export const sla = (rows: SlaContent['rows'], more: Partial<SlaContent> = {}): SlaContent => ({
  kind: 'sla',
  warnSeconds: 3_600,
  rows,
  open: '/case',
  ...more,
});

export const dashboard = (tiles: readonly TileExperience[], more: Partial<DashboardExperience> = {}): DashboardExperience => ({
  name: 'home',
  title: 'Home of Jane',
  tab: 'overview',
  tabs: [
    { name: 'overview', title: 'Overview' },
    { name: 'team', title: 'My team' },
    { name: 'money', title: 'Money' },
  ],
  asOf: '2026-11-22T08:00:00Z',
  tiles,
  ...more,
});

export const withDashboard = (answer: Answer<DashboardExperience>, more: Partial<ExperienceResult> = {}): Answer<ExperienceResult> =>
  allowed({ person: jane, language: 'en', hasHome: true, navigation: [], grids: [], dashboard: answer, ...more });

/** A site whose dashboard has these tiles, or answers each request as it is told to; gives what was asked. */
export const serveDashboard = (
  of: readonly TileExperience[] | ((body: ExperienceRequest) => Answer<DashboardExperience>),
): ExperienceRequest[] => {
  const asked: ExperienceRequest[] = [];
  server.use(
    onExperience((body) => {
      asked.push(body);
      return json(withDashboard(typeof of === 'function' ? of(body) : allowed(dashboard(of))));
    }),
  );
  return asked;
};
