import type { ControlHost } from '../shared/control-host.ts';
import type { EntryFormats } from './entry-formats.ts';
import type { SearchRows } from './search-rows.ts';

/** What the parts of the panel share: the reader's language, the page around it, and how values are typed and rows found. */
export interface PanelHost extends ControlHost {
  readonly entries: EntryFormats;
  readonly search: SearchRows;
  readonly debounce: number;
}
