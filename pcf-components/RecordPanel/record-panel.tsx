import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RecordExperience } from '../../contracts/index.ts';
import { ActionBar } from '../ActionBar/action-bar.tsx';
import type { Acting } from '../ActionBar/use-acting.ts';
import { directionOf } from '../shared/direction.ts';
import { InboxIcon } from '../shared/icons.tsx';
import { Notice } from '../shared/notice.tsx';
import { ProblemPanel } from '../shared/problem-panel.tsx';
import { Typed } from './clash-panel.tsx';
import { Comments } from './comments.tsx';
import { fieldsOf } from './entry.ts';
import type { PanelHost } from './panel-host.ts';
import { KeptNotice, StaleNotice } from './panel-notices.tsx';
import { RecordForm } from './record-form.tsx';
import type { RecordActions, RecordView } from './record-view.ts';
import { panelAnnouncement, reportText } from './save-texts.ts';

interface RecordPanelProps {
  readonly host: PanelHost;
  readonly view: RecordView;
  readonly actions: RecordActions;
  /** Null where the form offers no actions. */
  readonly acting: Acting | null;
}

/** One record: its name, what can be done with it, its fields, and what was said about it. */
export const RecordPanel = ({ host, view, actions, acting }: RecordPanelProps) => {
  const { text, context } = host;
  const { record, problem, busy, gone } = view;
  const root = useRef<HTMLElement>(null);
  const title = record ? (record.name ?? record.title) : '';
  const used = useRef(false);
  useLeaveWarning(view);

  // What had the focus may have gone with what it stood in. A page that has just come leaves the focus where it is.
  const settled = !busy && !view.sending;
  useLayoutEffect(() => {
    if (settled && used.current && (gone || problem) && document.activeElement === document.body) root.current?.focus();
  }, [settled, gone, problem]);

  return (
    <section
      ref={root}
      class="portico-control portico-record"
      lang={context.language}
      dir={directionOf(context.language)}
      tabIndex={-1}
      onFocusCapture={() => {
        used.current = true;
      }}
      aria-label={title || text('loading')}
      aria-busy={busy || view.sending}
    >
      <div class="portico-hidden" role="status">
        {panelAnnouncement(host, view)}
      </div>
      {record && (
        <header class="portico-record-head" data-repeats={isPageTitle(title) ? '' : undefined}>
          {title !== record.title && !isPageTitle(record.title) && <p class="portico-record-kind">{record.title}</p>}
          <h2 class={isPageTitle(title) ? 'portico-hidden' : 'portico-record-title'}>
            <bdi>{title}</bdi>
          </h2>
        </header>
      )}
      {record && acting && <ActionBar host={host} record={record.id} acting={acting} />}
      {record ? (
        gone ? (
          <Gone host={host} view={view} record={record} />
        ) : (
          <>
            {problem && <StaleNotice host={host} problem={problem} busy={busy} reload={() => actions.reload()} />}
            {view.kept && <KeptNotice host={host} kept={view.kept} actions={actions} />}
            <RecordForm host={host} view={view} record={record} actions={actions} />
            {record.comments && <Comments host={host} comments={record.comments} />}
          </>
        )
      ) : problem ? (
        <ProblemPanel host={host} problem={problem} level={2} busy={busy} retry={() => actions.reload()} />
      ) : (
        <Skeleton />
      )}
    </section>
  );
};

/** Whether the page says it above already: nobody has to read it twice. */
const isPageTitle = (title: string): boolean => document.querySelector('h1')?.textContent?.trim() === title;

/** The record has left the person's sight: no alarm, and what they had typed to take along. */
const Gone = ({ host, view, record }: { readonly host: PanelHost; readonly view: RecordView; readonly record: RecordExperience }) => {
  const { text } = host;
  const { report, entries } = view;
  const typed = fieldsOf(record).flatMap(({ name, title }) => (Object.hasOwn(entries, name) ? [{ column: name, title }] : []));
  return (
    <>
      <Notice
        icon={<InboxIcon />}
        title={text('goneTitle')}
        level={3}
        detail={report && report.kind !== 'problem' ? reportText(host, report, true) : text('goneText')}
      />
      {typed.length > 0 && (
        <div class="portico-clash">
          <h3 class="portico-clash-title">{text('draftLeft')}</h3>
          <Typed host={host} view={view} columns={typed} />
        </div>
      )}
    </>
  );
};

const Skeleton = () => (
  <div class="portico-record-skeleton" aria-hidden="true">
    <span class="portico-bone portico-title-bone" />
    {[1, 2, 3, 4, 5, 6].map((at) => (
      <div key={at} class="portico-record-bone">
        <span class="portico-bone" />
        <span class="portico-bone" />
      </div>
    ))}
  </div>
);

/** The browser asks before a page with unsaved input is left; not where a link of ours leads to sign-in and back to it. */
const useLeaveWarning = (view: RecordView): void => {
  const dirty = view.dirty || view.sending;
  const { stored } = view;
  // At once: the page may be left before the next frame.
  useLayoutEffect(() => {
    if (!dirty) return;
    let leaves = false;
    const press = (event: Event) => {
      leaves = stored && event.target instanceof Element && event.target.closest('[data-leaves-input]') !== null;
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (!leaves) event.preventDefault();
    };
    document.addEventListener('click', press, true);
    window.addEventListener('beforeunload', warn);
    return () => {
      document.removeEventListener('click', press, true);
      window.removeEventListener('beforeunload', warn);
    };
  }, [dirty, stored]);
};
