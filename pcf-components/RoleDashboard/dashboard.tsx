import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ControlHost } from '../shared/control-host.ts';
import { directionOf } from '../shared/direction.ts';
import { InboxIcon } from '../shared/icons.tsx';
import { Notice } from '../shared/notice.tsx';
import { ProblemPanel, problemTexts } from '../shared/problem-panel.tsx';
import type { ShownDashboard } from '../shared/read-dashboard.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';
import { type DashboardActions, type DashboardView, selectedTab } from './dashboard-view.ts';
import { Skeleton, TabBones } from './skeleton.tsx';
import { Tabs } from './tabs.tsx';
import { Tile } from './tile.tsx';
import { recallShape, rememberShape } from './tile-shapes.ts';

interface DashboardProps {
  readonly host: ControlHost;
  /** Name of the definition; null while the host does not know it yet. */
  readonly name: string | null;
  readonly view: DashboardView;
  readonly actions: DashboardActions;
}

/** A dashboard: its title, its tabs, and the tiles of one of them. What is shown stays until something newer arrives. */
export const Dashboard = ({ host, name, view, actions }: DashboardProps) => {
  const { text, formats, context } = host;
  const { dashboard, problem, busy } = view;
  const id = useUniqueId();
  const root = useRef<HTMLElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const toPanel = useRef(false);
  const selected = selectedTab(view);
  const shape = useMemo(() => (name === null ? null : recallShape(name, view.wanted)), [name, view.wanted]);
  const several = dashboard !== null && dashboard.tabs.length > 1;

  // A button that was pressed and has gone hands its focus to what it brought.
  useLayoutEffect(() => {
    if (busy || !toPanel.current) return;
    toPanel.current = false;
    if (!root.current?.contains(document.activeElement)) (problem ? root.current : panel.current)?.focus();
  }, [busy, problem]);
  const leading = (press: () => void) => () => {
    toPanel.current = true;
    press();
  };

  useEffect(() => {
    if (!dashboard || busy || problem || !panel.current) return;
    const tiles = [...panel.current.querySelectorAll<HTMLElement>('.portico-tile')];
    const shape = {
      tabs: dashboard.tabs.length > 1,
      tiles: tiles.map((tile) => ({ span: tile.dataset.span ?? '', height: Math.round(tile.getBoundingClientRect().height) })),
    };
    rememberShape(dashboard.name, dashboard.tab, shape);
    if (dashboard.tabs[0]?.name === dashboard.tab) rememberShape(dashboard.name, null, shape);
  }, [dashboard, busy, problem]);

  return (
    <section
      ref={root}
      class="portico-control portico-dashboard"
      lang={context.language}
      dir={directionOf(context.language)}
      tabIndex={-1}
      aria-label={dashboard?.title ?? (problem ? problemTexts(host, problem).title : text('loading'))}
      aria-busy={busy}
    >
      <div class="portico-hidden" role="status">
        {announcementOf(host, view)}
      </div>
      <header class="portico-dashboard-head">
        {dashboard ? (
          <h2 class="portico-title">{dashboard.title}</h2>
        ) : (
          !problem && <span class="portico-bone portico-title-bone" aria-hidden="true" />
        )}
        <span class="portico-as-of">
          {busy && (dashboard || view.slow) ? (
            text(view.slow ? 'loadingSlow' : 'loading')
          ) : dashboard && !problem ? (
            <time dateTime={dashboard.asOf}>{text('asOf', { time: formats.time(dashboard.asOf) })}</time>
          ) : (
            '\u00a0'
          )}
        </span>
      </header>
      {!dashboard && !problem && <TabBones shape={shape} />}
      {several && <Tabs id={id} label={dashboard.title} tabs={dashboard.tabs} selected={selected} select={actions.select} />}
      <div
        ref={panel}
        class="portico-panel"
        data-busy={busy && (dashboard || problem) ? '' : undefined}
        data-waiting={!dashboard && !problem ? '' : undefined}
        tabIndex={-1}
        {...(several ? { id: `${id}-panel`, role: 'tabpanel', 'aria-labelledby': `${id}-tab-${selected}` } : {})}
      >
        {problem ? (
          <ProblemPanel host={host} problem={problem} level={dashboard ? 3 : 2} busy={busy} retry={leading(actions.retry)}>
            {problem.kind === 'refused' && problem.refusal.status < 500 && view.wanted !== null && (
              <button type="button" class="portico-button" aria-disabled={busy} onClick={leading(() => actions.select(null))}>
                {text('firstTab')}
              </button>
            )}
          </ProblemPanel>
        ) : dashboard ? (
          <Tiles host={host} view={view} dashboard={dashboard} refresh={actions.refresh} />
        ) : (
          <Skeleton shape={shape} />
        )}
      </div>
    </section>
  );
};

interface TilesProps {
  readonly host: ControlHost;
  readonly view: DashboardView;
  readonly dashboard: ShownDashboard;
  readonly refresh: () => void;
}

const Tiles = ({ host, view, dashboard, refresh }: TilesProps) => {
  const { text } = host;
  const { tiles, tab, asOf } = dashboard;
  if (tiles.length === 0) return <Notice icon={<InboxIcon />} level={3} title={text('noTilesTitle')} detail={text('noTilesText')} />;
  return (
    <div class="portico-tiles">
      {tiles.map((tile) => (
        <Tile key={`${tab} ${tile.name}`} host={host} tile={tile} asOf={asOf} arrived={view.arrived} busy={view.busy} refresh={refresh} />
      ))}
    </div>
  );
};

/** What a screen reader is told, politely, when the view changes. */
const announcementOf = (host: ControlHost, view: DashboardView): string => {
  const { text } = host;
  const { busy, slow, problem, dashboard } = view;
  if (busy) return text(slow ? 'loadingSlow' : 'loading');
  if (problem) {
    const { title, detail } = problemTexts(host, problem);
    return `${title}. ${detail}`;
  }
  if (!dashboard) return '';
  const tab = dashboard.tabs.length > 1 ? dashboard.tabs.find((one) => one.name === dashboard.tab)?.title : undefined;
  return text('tilesSpoken', { title: tab ?? dashboard.title, count: dashboard.tiles.length });
};
