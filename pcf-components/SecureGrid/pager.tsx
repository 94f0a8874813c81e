import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ControlHost } from '../shared/control-host.ts';
import { BackIcon, ForwardIcon } from '../shared/icons.tsx';
import type { GridActions, GridView } from './grid-view.ts';

interface PagerProps {
  readonly host: ControlHost;
  readonly view: GridView;
  readonly title: string;
  readonly actions: GridActions;
}

/**
 * Previous and next. A button that leads nowhere stays focusable (`aria-disabled`), so that focus is never lost;
 * when the last page is reached by keyboard, focus moves to the way back.
 */
export const Pager = ({ host: { text, formats }, view, title, actions }: PagerProps) => {
  const previous = useRef<HTMLButtonElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const { busy, hasNext, hasPrevious, wanted, count } = view;

  useLayoutEffect(() => {
    if (busy) return;
    if (!hasNext && hasPrevious && document.activeElement === next.current) previous.current?.focus();
    if (!hasPrevious && hasNext && document.activeElement === previous.current) next.current?.focus();
  }, [busy, hasNext, hasPrevious]);

  const page = formats.count(wanted.page + 1);
  const pages = pagesOf(view);
  return (
    <nav class="portico-pager" aria-label={text('pages', { title })}>
      <button ref={previous} type="button" class="portico-button" aria-disabled={!hasPrevious} onClick={actions.previousPage}>
        <BackIcon />
        <span>{text('previous')}</span>
      </button>
      <span class="portico-page">
        {pages === null || count?.atLeast ? text('page', { page }) : text('pageOf', { page, pages: formats.count(pages) })}
      </span>
      <button ref={next} type="button" class="portico-button" aria-disabled={!hasNext} onClick={actions.nextPage}>
        <span>{text('next')}</span>
        <ForwardIcon />
      </button>
    </nav>
  );
};

/** Number of pages, or null where the count is unknown. Never fewer than the page that is shown. */
const pagesOf = ({ count, definition, wanted, hasNext }: GridView): number | null => {
  if (!count || !definition || definition.pageSize === 0) return null;
  return Math.max(Math.ceil(count.value / definition.pageSize), wanted.page + (hasNext ? 2 : 1));
};
