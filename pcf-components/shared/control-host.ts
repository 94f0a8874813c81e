import type { Formats } from './formats.ts';
import type { PageContext } from './page-context.ts';
import type { Texts } from './texts/index.ts';

/** What the parts of the grid share: the reader's language, and the page around it. */
export interface ControlHost {
  readonly text: Texts;
  readonly formats: Formats;
  readonly context: PageContext;
}
