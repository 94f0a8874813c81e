import type { Formats } from '../shared/formats.ts';
import type { PageContext } from '../shared/page-context.ts';
import type { Texts } from '../shared/texts/index.ts';

/** What the parts of the grid share: the reader's language, and the page around it. */
export interface ControlHost {
  readonly text: Texts;
  readonly formats: Formats;
  readonly context: PageContext;
}
