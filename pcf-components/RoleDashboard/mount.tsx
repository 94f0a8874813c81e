import { render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { actedEvent } from '../../contracts/index.ts';
import { tabIn, withParameters } from '../shared/address.ts';
import { type Environment, type MountedControl, pageEnvironment } from '../shared/environment.ts';
import { formatsFor } from '../shared/formats.ts';
import { localPath, type PageContext, pageContextOf } from '../shared/page-context.ts';
import { textsFor } from '../shared/texts/index.ts';
import { Dashboard } from './dashboard.tsx';
import { type DashboardSession, openDashboardSession } from './dashboard-session.ts';
import { type DashboardActions, emptyDashboard } from './dashboard-view.ts';

/** What a host says about a dashboard. */
export interface RoleDashboardProperties {
  /** Name of the dashboard's definition; null while the host does not know it yet. */
  readonly dashboard: string | null;
  /** Address of the page; empty: the page on which the control stands. */
  readonly page?: string | null | undefined;
  /** A language tag; empty: the language of the page. */
  readonly language?: string | null | undefined;
  /** Texts of the host (PCF resources) that go before the catalogue. */
  readonly texts?: ((key: string) => string | null | undefined) | undefined;
}

/**
 * Renders a dashboard into an element and keeps it there.
 * @example const home = mountRoleDashboard(element, { dashboard: 'home', page: '/' }); home.destroy();
 */
export const mountRoleDashboard = (
  element: HTMLElement,
  properties: RoleDashboardProperties,
  environment: Environment = pageEnvironment(),
): MountedControl<RoleDashboardProperties> => {
  const show = (current: RoleDashboardProperties) => {
    const context = pageContextOf(element);
    const merged = { ...context, page: localPath(current.page ?? '') ?? context.page, language: current.language || context.language };
    const dashboard = current.dashboard || null;
    render(
      <RoleDashboard
        key={`${dashboard} ${merged.page}`}
        dashboard={dashboard}
        texts={current.texts}
        context={merged}
        environment={environment}
      />,
      element,
    );
  };
  show(properties);
  return { update: show, destroy: () => render(null, element) };
};

interface RoleDashboardProps {
  readonly dashboard: string | null;
  readonly texts: RoleDashboardProperties['texts'];
  readonly context: PageContext;
  readonly environment: Environment;
}

const RoleDashboard = ({ dashboard, texts, context, environment }: RoleDashboardProps) => {
  const [view, tell] = useState(() => ({ ...emptyDashboard, wanted: tabIn(window.location.search) }));
  const session = useRef<DashboardSession>();
  const { page, language, signedIn } = context;

  useEffect(() => {
    const tab = tabIn(window.location.search);
    tell({ ...emptyDashboard, wanted: tab });
    const clock = () => performance.now();
    const opened = openDashboardSession({ ...environment, dashboard, tab, page, language, signedIn, clock }, tell);
    session.current = opened;
    // The way back leads through the tabs.
    const follow = () => opened.select(tabIn(window.location.search));
    // Whatever an action changed may be counted by some tile.
    const refresh = () => opened.refresh();
    // A page that the browser kept whole shows what was true when it was left.
    const returned = (event: PageTransitionEvent) => event.persisted && opened.refresh();
    window.addEventListener('popstate', follow);
    window.addEventListener('pageshow', returned);
    document.addEventListener(actedEvent, refresh);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener('pageshow', returned);
      document.removeEventListener(actedEvent, refresh);
      opened.close();
    };
  }, [environment, dashboard, page, language, signedIn]);

  const text = useMemo(() => textsFor(language, texts), [language, texts]);
  const formats = useMemo(() => formatsFor(language, environment.timeZone), [language, environment]);
  const actions = useMemo<DashboardActions>(
    () => ({
      select: (tab) => {
        const { pathname, search, hash } = window.location;
        const address = withParameters(pathname + search + hash, { tab });
        if (address !== pathname + search + hash) window.history.pushState(window.history.state, '', address);
        session.current?.select(tab);
      },
      retry: () => session.current?.retry(),
      refresh: () => session.current?.refresh(),
    }),
    [],
  );
  return <Dashboard host={{ text, formats, context }} name={dashboard} view={view} actions={actions} />;
};
