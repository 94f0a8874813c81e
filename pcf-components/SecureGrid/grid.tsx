import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { OffersProblem } from '../ActionBar/action-bar.tsx';
import { ActionDialog } from '../ActionBar/action-dialog.tsx';
import { RunReport } from '../ActionBar/run-report.tsx';
import { runAnnouncement } from '../ActionBar/run-texts.ts';
import type { Acting } from '../ActionBar/use-acting.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { directionOf } from '../shared/direction.ts';
import { ProblemPanel } from '../shared/problem-panel.tsx';
import { announcementOf, rangeOf } from './announcement.ts';
import { type GridActions, type GridView, isAsDefined } from './grid-view.ts';
import { Narrowed } from './narrowed.tsx';
import { NoRows } from './no-rows.tsx';
import { Pager } from './pager.tsx';
import { nameOf } from './row-acting.ts';
import { SelectionBar } from './selection-bar.tsx';
import { Skeleton } from './skeleton.tsx';
import { Table } from './table.tsx';
import { Search } from './toolbar.tsx';
import { useRowActing } from './use-row-acting.ts';

interface GridProps {
  readonly host: ControlHost;
  readonly view: GridView;
  readonly actions: GridActions;
  /** Null where the list offers no actions. */
  readonly acting: Acting | null;
  /** Takes the narrowing by a tile away; null where the person did not come by one. */
  readonly widen: (() => void) | null;
  readonly debounce: number;
}

/** The grid: title, search, rows or what stands in for them, and pages. */
export const Grid = ({ host, view, actions, acting, widen, debounce }: GridProps) => {
  const { text, context } = host;
  const { definition, result, problem, busy } = view;
  const [typed, setTyped] = useState('');
  const root = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const toRows = useRef(false);
  const rows = useRowActing(acting, result);

  // A button that was pressed and has gone (retry, show all) hands its focus to the rows that it brought.
  useLayoutEffect(() => {
    if (busy || !toRows.current) return;
    toRows.current = false;
    if (!problem) (scroller.current ?? root.current)?.focus();
    else if (!root.current?.contains(document.activeElement)) root.current?.focus();
  }, [busy, problem]);

  // An action may take its own row, button and all, away from the list.
  const settled = acting !== null && !acting.run.sending && !acting.run.asking && !acting.offers.busy && !busy;
  const acted = useRef(false);
  if (acting?.run.sending) acted.current = true;
  useLayoutEffect(() => {
    if (!settled || !acted.current) return;
    acted.current = false;
    if (document.activeElement === document.body) (scroller.current ?? root.current)?.focus();
  }, [settled]);

  // A new page begins at its first row.
  const page = result && !busy ? view.wanted.page : null;
  const shownPage = useRef<number | null>(null);
  useEffect(() => {
    if (page === null) return;
    const turned = shownPage.current !== null && shownPage.current !== page;
    shownPage.current = page;
    if (turned && root.current && root.current.getBoundingClientRect().top < 0) root.current.scrollIntoView({ block: 'start' });
  }, [page]);

  const leading: GridActions = {
    ...actions,
    retry: () => {
      toRows.current = true;
      actions.retry();
    },
    reset: () => {
      toRows.current = true;
      setTyped('');
      actions.reset();
    },
  };
  const leadingWiden = () => {
    toRows.current = true;
    setTyped('');
    widen?.();
  };
  const clearSearch = () => {
    setTyped('');
    actions.search('');
    box.current?.focus();
  };

  const title = definition?.title ?? '';
  return (
    <section
      ref={root}
      class="portico-control portico-grid"
      lang={context.language}
      dir={directionOf(context.language)}
      tabIndex={-1}
      aria-label={title || text('loading')}
      aria-busy={busy}
    >
      <div class="portico-hidden" role="status">
        {announcementOf(host, view)}
      </div>
      {acting && (
        <div class="portico-hidden" role="status">
          {runAnnouncement(host, acting.run)}
        </div>
      )}
      <header class="portico-toolbar">
        <div class="portico-titles">
          {definition ? <h2 class="portico-title">{title}</h2> : <span class="portico-bone portico-title-bone" aria-hidden="true" />}
          <bdi class="portico-range">{view.slow ? text('loadingSlow') : problem ? '' : definition ? rangeOf(host, view) : '\u00a0'}</bdi>
        </div>
        {!definition && !problem && <span class="portico-bone portico-search-bone" aria-hidden="true" />}
        {definition && result && definition.search.length > 0 && (
          <Search
            host={host}
            title={title}
            typed={typed}
            applied={view.wanted.search}
            type={setTyped}
            search={actions.search}
            debounce={debounce}
            box={box}
          />
        )}
      </header>
      {widen && !definition && !problem && (
        <p class="portico-narrowed" aria-hidden="true">
          <span class="portico-bone portico-narrowed-bone" />
        </p>
      )}
      {definition?.narrowed && <Narrowed host={host} narrowed={definition.narrowed} widen={leadingWiden} />}
      {view.restarted && !problem && !busy && <p class="portico-hint">{text('listChanged')}</p>}
      {acting?.run.report && acting.run.report.press !== acting.run.asking && (
        <RunReport host={host} report={acting.run.report} actions={acting.actions} />
      )}
      {acting?.offers.problem && !problem && <OffersProblem host={host} acting={acting} />}
      {rows && definition && result && !problem && (
        <SelectionBar
          host={host}
          rows={rows}
          targets={result.rows.flatMap((row, at) =>
            rows.selected.has(row.id) ? [{ id: row.id, name: nameOf(host, row, definition.columns, at) }] : [],
          )}
        />
      )}
      <div class="portico-body" data-busy={busy && (result || problem) ? '' : undefined}>
        {problem ? (
          <ProblemPanel host={host} problem={problem} level={definition ? 3 : 2} busy={busy} retry={leading.retry}>
            {problem.kind === 'refused' && (widen || (definition && !isAsDefined(view))) && (
              <button type="button" class="portico-button" aria-disabled={busy} onClick={widen ? leadingWiden : leading.reset}>
                {text('showAgain')}
              </button>
            )}
          </ProblemPanel>
        ) : !definition || !result ? (
          <Skeleton />
        ) : result.rows.length > 0 ? (
          <Table host={host} view={view} definition={definition} actions={actions} rows={rows} scroller={scroller} />
        ) : (
          <NoRows host={host} view={view} clearSearch={clearSearch} />
        )}
      </div>
      {!problem && definition && result && (view.hasNext || view.hasPrevious) && (
        <footer class="portico-footing">
          <Pager host={host} view={view} title={title} actions={actions} />
        </footer>
      )}
      {acting?.run.asking && (
        <ActionDialog host={host} press={acting.run.asking} run={acting.run} waiting={acting.offers.busy} actions={acting.actions} />
      )}
    </section>
  );
};
