import { render } from 'preact';
import { useCallback, useLayoutEffect, useMemo } from 'preact/hooks';
import { actedEvent } from '../../contracts/index.ts';
import { useActing } from '../ActionBar/use-acting.ts';
import { type Environment, type MountedControl, pageEnvironment } from '../shared/environment.ts';
import { formatsFor } from '../shared/formats.ts';
import { localPath, type PageContext, pageContextOf } from '../shared/page-context.ts';
import { textsFor } from '../shared/texts/index.ts';
import { createDraftStore } from './draft-store.ts';
import { entryFormatsFor } from './entry-formats.ts';
import { givenOffers } from './given-offers.ts';
import { idInQuery, plainId } from './record-address.ts';
import { RecordPanel as Panel } from './record-panel.tsx';
import { createRowSearch } from './search-rows.ts';
import { useRecord } from './use-record.ts';

/** What a host says about a record panel. */
export interface RecordPanelProperties {
  /** Name of the form's definition; null while the host does not know it yet. */
  readonly form: string | null;
  /** Id of the record; empty: the `id` of the page's query, and without one a new record. */
  readonly record?: string | null | undefined;
  /** Address of the page; empty: the page on which the control stands. */
  readonly page?: string | null | undefined;
  /** A language tag; empty: the language of the page. */
  readonly language?: string | null | undefined;
  /** Texts of the host (PCF resources) that go before the catalogue. */
  readonly texts?: ((key: string) => string | null | undefined) | undefined;
}

/**
 * Renders a record into an element and keeps it there: to read, to change, or to create. Fires `actedEvent` when it changed.
 * @example const panel = mountRecordPanel(element, { form: 'order', record: '6d0f…' }); panel.destroy();
 */
export const mountRecordPanel = (
  element: HTMLElement,
  properties: RecordPanelProperties,
  environment: Environment = pageEnvironment(),
): MountedControl<RecordPanelProperties> => {
  const changed = (table: string, ids: readonly string[]) =>
    element.dispatchEvent(new CustomEvent(actedEvent, { bubbles: true, detail: { table, ids } }));
  const show = (current: RecordPanelProperties) => {
    const context = pageContextOf(element);
    const merged = { ...context, page: localPath(current.page ?? '') ?? context.page, language: current.language || context.language };
    render(
      <RecordPanel
        element={element}
        form={current.form || null}
        record={plainId(current.record ?? '') || idInQuery(window.location.search)}
        texts={current.texts}
        context={merged}
        environment={environment}
        changed={changed}
      />,
      element,
    );
  };
  show(properties);
  return { update: show, destroy: () => render(null, element) };
};

interface RecordPanelProps {
  readonly element: HTMLElement;
  readonly form: string | null;
  readonly record: string | null;
  readonly texts: RecordPanelProperties['texts'];
  readonly context: PageContext;
  readonly environment: Environment;
  readonly changed: (table: string, ids: readonly string[]) => void;
}

const RecordPanel = ({ element, form, record, texts, context, environment, changed }: RecordPanelProps) => {
  const { page, language, signedIn } = context;
  const { timeZone, client } = environment;
  const text = useMemo(() => textsFor(language, texts), [language, texts]);
  const formats = useMemo(() => formatsFor(language, timeZone), [language, timeZone]);
  const entries = useMemo(() => entryFormatsFor(language, { timeZone, unnamed: text('notShown') }), [language, timeZone, text]);
  const search = useMemo(() => createRowSearch(client, signedIn), [client, signedIn]);
  const drafts = useMemo(() => createDraftStore(() => window.sessionStorage, window.location.origin), []);
  const saved = useCallback((table: string, id: string) => changed(table, [id]), [changed]);
  const navigate = environment.navigate ?? ((address: string) => window.location.assign(address));
  const { view, actions } = useRecord({
    ...environment,
    form,
    record,
    page,
    language,
    signedIn,
    formats: entries,
    drafts,
    navigate,
    saved,
  });

  const table = view.record?.table ?? null;
  const onActed = useCallback(
    (done: readonly string[], outdated: readonly string[]) => {
      const ids = [...done, ...outdated];
      if (table !== null && ids.length > 0) changed(table, ids);
    },
    [table, changed],
  );
  const acting = useActing({
    environment,
    table: view.record?.actions || view.gone ? table : null,
    ids: record === null ? [] : [record],
    language,
    signedIn,
    given: { view: givenOffers(view), reload: (ids) => actions.reload(ids.length === 0 ? 'told' : undefined) },
    onActed,
  });

  // Something else on the page may have changed this record; what this panel changed it knows itself.
  useLayoutEffect(() => {
    const reload = (event: Event) => {
      if (!(event instanceof CustomEvent) || event.target === element || event.detail?.table !== table) return;
      if (Array.isArray(event.detail.ids) && event.detail.ids.includes(record)) actions.reload();
    };
    document.addEventListener(actedEvent, reload);
    return () => document.removeEventListener(actedEvent, reload);
  }, [element, table, record, actions]);

  return (
    <Panel
      key={`${form} ${record}`}
      host={{ text, formats, context, entries, search, debounce: environment.debounce }}
      view={view}
      actions={actions}
      acting={view.record?.actions || view.gone ? acting : null}
    />
  );
};
