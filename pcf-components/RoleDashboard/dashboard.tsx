import type { ControlHost } from '../shared/control-host.ts';
import { directionOf } from '../shared/direction.ts';
import { ProblemPanel, problemTexts } from '../shared/problem-panel.tsx';
import { useUniqueId } from '../shared/use-unique-id.ts';
import { type DashboardActions, type DashboardView, selectedTab } from './dashboard-view.ts';
import { Skeleton } from './skeleton.tsx';
import { Tabs } from './tabs.tsx';
import { Tile } from './tile.tsx';

interface DashboardProps {
  readonly host: ControlHost;
  readonly view: DashboardView;
  readonly actions: DashboardActions;
}

/** A dashboard: its title, its tabs, and the tiles of one of them. */
export const Dashboard = ({ host, view, actions }: DashboardProps) => {
  const { text, context } = host;
  const { dashboard, problem, busy } = view;
  const id = useUniqueId();
  const selected = selectedTab(view);
  const several = dashboard !== null && dashboard.tabs.length > 1;
  return (
    <section
      class="portico-control portico-dashboard"
      lang={context.language}
      dir={directionOf(context.language)}
      tabIndex={-1}
      aria-label={dashboard?.title ?? text('loading')}
      aria-busy={busy}
    >
      <div class="portico-hidden" role="status">
        {announcementOf(host, view)}
      </div>
      <header class="portico-dashboard-head">
        {dashboard ? <h2 class="portico-title">{dashboard.title}</h2> : <span class="portico-bone portico-title-bone" aria-hidden="true" />}
        <span class="portico-dashboard-wait">{busy && dashboard ? text(view.slow ? 'loadingSlow' : 'loading') : ''}</span>
      </header>
      {several && <Tabs id={id} label={dashboard.title} tabs={dashboard.tabs} selected={selected} select={actions.select} />}
      <div
        class="portico-panel"
        data-busy={busy && dashboard ? '' : undefined}
        {...(several ? { id: `${id}-panel`, role: 'tabpanel', 'aria-labelledby': `${id}-tab-${selected}`, tabIndex: -1 } : {})}
      >
        {problem ? (
          <ProblemPanel host={host} problem={problem} level={dashboard ? 3 : 2} busy={busy} retry={actions.retry} />
        ) : dashboard ? (
          <div class="portico-tiles">
            {dashboard.tiles.map((tile) => (
              <Tile key={tile.name} host={host} tile={tile} />
            ))}
          </div>
        ) : (
          <Skeleton />
        )}
      </div>
    </section>
  );
};

const announcementOf = (host: ControlHost, { busy, slow, problem, dashboard }: DashboardView): string => {
  if (busy) return host.text(slow ? 'loadingSlow' : 'loading');
  if (problem) {
    const { title, detail } = problemTexts(host, problem);
    return `${title}. ${detail}`;
  }
  return dashboard?.title ?? '';
};
