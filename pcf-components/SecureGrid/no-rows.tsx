import type { ControlHost } from '../shared/control-host.ts';
import { InboxIcon, SearchIcon } from '../shared/icons.tsx';
import { Notice } from '../shared/notice.tsx';
import type { GridView } from './grid-view.ts';

interface NoRowsProps {
  readonly host: ControlHost;
  readonly view: GridView;
  readonly clearSearch: () => void;
}

/** Three kinds of nothing: on this page, for this search, and at all. */
export const NoRows = ({ host: { text }, view, clearSearch }: NoRowsProps) => {
  const { search } = view.wanted;
  // The server may look through a stretch of rows and find none that the person may read.
  if (view.hasNext || view.hasPrevious) {
    return <Notice icon={<InboxIcon />} level={3} title={text('nothingOnPageTitle')} detail={text('nothingOnPageText')} />;
  }
  if (search === '') return <Notice icon={<InboxIcon />} level={3} title={text('nothingTitle')} detail={text('nothingText')} />;
  return (
    <Notice icon={<SearchIcon />} level={3} title={text('notFoundTitle')} detail={text('notFoundText', { search })}>
      <div class="portico-actions">
        <button type="button" class="portico-button" onClick={clearSearch}>
          {text('searchClear')}
        </button>
      </div>
    </Notice>
  );
};
