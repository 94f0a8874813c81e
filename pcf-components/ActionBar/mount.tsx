import { render } from 'preact';
import { useMemo } from 'preact/hooks';
import { actedEvent } from '../../contracts/index.ts';
import { type Environment, type MountedControl, pageEnvironment } from '../shared/environment.ts';
import { formatsFor } from '../shared/formats.ts';
import { type PageContext, pageContextOf } from '../shared/page-context.ts';
import { textsFor } from '../shared/texts/index.ts';
import { ActionBar as Bar } from './action-bar.tsx';
import { useActing } from './use-acting.ts';

/** What a host says about an action bar. */
export interface ActionBarProperties {
  /** Logical name of the record's table; null while the host does not know it yet. */
  readonly table: string | null;
  /** Id of the record; null while the host does not know it yet. */
  readonly record: string | null;
  /** A language tag; empty: the language of the page. */
  readonly language?: string | null | undefined;
  /** Texts of the host (PCF resources) that go before the catalogue. */
  readonly texts?: ((key: string) => string | null | undefined) | undefined;
  /** Told after each action that changed the record; the element also fires `actedEvent`, which bubbles. */
  readonly onActed?: ((changed: readonly string[]) => void) | undefined;
}

/**
 * Renders the actions of a record into an element and keeps them there.
 * @example const bar = mountActionBar(element, { table: 'salesorder', record: '6d0f…' }); bar.destroy();
 */
export const mountActionBar = (
  element: HTMLElement,
  properties: ActionBarProperties,
  environment: Environment = pageEnvironment(),
): MountedControl<ActionBarProperties> => {
  const show = (current: ActionBarProperties) => {
    const context = pageContextOf(element);
    const merged = { ...context, language: current.language || context.language };
    const record = current.record ? plainId(current.record) : null;
    const table = current.table || null;
    const onActed = (changed: readonly string[], outdated: readonly string[]) => {
      const ids = [...changed, ...outdated];
      // What somebody else changed is as old in the lists around as what was changed here.
      if (ids.length > 0) element.dispatchEvent(new CustomEvent(actedEvent, { bubbles: true, detail: { table, ids } }));
      if (changed.length > 0) current.onActed?.(changed);
    };
    render(
      <ActionBar
        key={`${table} ${record}`}
        table={table}
        record={record}
        texts={current.texts}
        context={merged}
        environment={environment}
        onActed={onActed}
      />,
      element,
    );
  };
  show(properties);
  return { update: show, destroy: () => render(null, element) };
};

/** An id as our APIs write it: `{6D0F…}` → `6d0f…`. */
const plainId = (id: string): string =>
  id
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();

interface ActionBarProps {
  readonly table: string | null;
  readonly record: string | null;
  readonly texts: ActionBarProperties['texts'];
  readonly context: PageContext;
  readonly environment: Environment;
  readonly onActed: (changed: readonly string[], outdated: readonly string[]) => void;
}

const ActionBar = ({ table, record, texts, context, environment, onActed }: ActionBarProps) => {
  const { language } = context;
  const text = useMemo(() => textsFor(language, texts), [language, texts]);
  const formats = useMemo(() => formatsFor(language, environment.timeZone), [language, environment]);
  const acting = useActing({ environment, table, ids: record === null ? [] : [record], language, signedIn: context.signedIn, onActed });
  return <Bar host={{ text, formats, context }} record={record} acting={acting} />;
};
