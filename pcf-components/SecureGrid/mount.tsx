import { render } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { actedEvent } from '../../contracts/index.ts';
import { useActing } from '../ActionBar/use-acting.ts';
import { type Environment, type MountedControl, pageEnvironment } from '../shared/environment.ts';
import { formatsFor } from '../shared/formats.ts';
import { localPath, type PageContext, pageContextOf } from '../shared/page-context.ts';
import { textsFor } from '../shared/texts/index.ts';
import { Grid } from './grid.tsx';
import { type GridSession, openGridSession } from './grid-session.ts';
import { emptyView } from './grid-view.ts';
import { useDrill } from './use-drill.ts';

/** What a host says about a grid. */
export interface SecureGridProperties {
  /** Name of the grid's definition; null while the host does not know it yet. */
  readonly grid: string | null;
  /** Address of the page; empty: the page on which the control stands. */
  readonly page?: string | null | undefined;
  /** A language tag; empty: the language of the page. */
  readonly language?: string | null | undefined;
  /** Texts of the host (PCF resources) that go before the catalogue. */
  readonly texts?: ((key: string) => string | null | undefined) | undefined;
}

/**
 * Renders a grid into an element and keeps it there.
 * @example const grid = mountSecureGrid(element, { grid: 'orders', page: '/orders' }); grid.destroy();
 */
export const mountSecureGrid = (
  element: HTMLElement,
  properties: SecureGridProperties,
  environment: Environment = pageEnvironment(),
): MountedControl<SecureGridProperties> => {
  const show = (current: SecureGridProperties) => {
    const context = pageContextOf(element);
    const merged = { ...context, page: localPath(current.page ?? '') ?? context.page, language: current.language || context.language };
    render(
      <SecureGrid element={element} grid={current.grid || null} texts={current.texts} context={merged} environment={environment} />,
      element,
    );
  };
  show(properties);
  return { update: show, destroy: () => render(null, element) };
};

interface SecureGridProps {
  /** Where it stands; its events start here. */
  readonly element: HTMLElement;
  readonly grid: string | null;
  readonly texts: SecureGridProperties['texts'];
  readonly context: PageContext;
  readonly environment: Environment;
}

const SecureGrid = ({ element, grid, texts, context, environment }: SecureGridProps) => {
  const [view, tell] = useState(emptyView);
  const session = useRef<GridSession>();
  const { page, language, signedIn } = context;
  const { drill, widen } = useDrill();

  useEffect(() => {
    tell(emptyView);
    const opened = openGridSession({ ...environment, grid, drill: drill ?? undefined, page, language, signedIn }, tell);
    session.current = opened;
    return opened.close;
  }, [environment, grid, drill, page, language, signedIn]);

  const text = useMemo(() => textsFor(language, texts), [language, texts]);
  const formats = useMemo(() => formatsFor(language, environment.timeZone), [language, environment]);
  const actions = useMemo(
    () => ({
      search: (text: string) => session.current?.search(text),
      sortBy: (column: string) => session.current?.sortBy(column),
      nextPage: () => session.current?.nextPage(),
      previousPage: () => session.current?.previousPage(),
      retry: () => session.current?.retry(),
      reset: () => session.current?.reset(),
      refresh: () => session.current?.refresh(),
    }),
    [],
  );

  const table = view.definition?.actions ? view.definition.table : null;
  const ids = table === null ? [] : (view.result?.rows.map((row) => row.id) ?? []);
  const onActed = useCallback(
    (changed: readonly string[]) => {
      actions.refresh();
      if (changed.length > 0) element.dispatchEvent(new CustomEvent(actedEvent, { bubbles: true, detail: { table, ids: changed } }));
    },
    [actions, element, table],
  );
  // What came with the first page is true of just that answer: a page that is asked for again asks for its actions again.
  const { firstPage, offers } = view.definition ?? {};
  const known = offers?.ok && firstPage?.ok && firstPage.result === view.result ? offers.result.rows : undefined;
  const acting = useActing({ environment, table, ids, language, signedIn, known, onActed });

  // Another control of the page may have changed a row of this list; a page that the browser kept whole shows what once was true.
  const listed = view.definition?.table;
  useEffect(() => {
    const refresh = (event: Event) => {
      if (event instanceof CustomEvent && event.target !== element && event.detail?.table === listed) actions.refresh();
    };
    const returned = (event: PageTransitionEvent) => event.persisted && actions.refresh();
    document.addEventListener(actedEvent, refresh);
    window.addEventListener('pageshow', returned);
    return () => {
      document.removeEventListener(actedEvent, refresh);
      window.removeEventListener('pageshow', returned);
    };
  }, [listed, actions, element]);

  return (
    <Grid
      key={`${grid} ${page}`}
      host={{ text, formats, context }}
      view={view}
      actions={actions}
      acting={table === null ? null : acting}
      widen={drill === null ? null : widen}
      debounce={environment.debounce}
    />
  );
};
