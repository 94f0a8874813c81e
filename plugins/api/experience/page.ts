import type { PersonaDefinition, Texts } from '../../../contracts/index.ts';
import { languageOf, textIn } from '../policy/experience.ts';
import type { VisitorSession } from '../session.ts';
import { personasOf } from './person-of-page.ts';

/** What the parts of one page have in common: who looks at it, and in which language. */
export interface Page {
  readonly session: VisitorSession;
  readonly language: string;
  /** A text in the language of the page. */
  readonly say: (texts: Texts) => string;
  readonly personas: readonly PersonaDefinition[];
}

/** Opens a page for the person of a call. `asked` is the language that the browser wants. */
export function openPage(session: VisitorSession, asked: string | undefined): Page {
  const { languages } = session.active.experience;
  const language = languageOf(asked, languages);
  return { session, language, say: (texts) => textIn(texts, language, languages), personas: personasOf(session) };
}

/** Whether something that is meant for some personas is meant for this person; absent: for everybody. */
export const isFor = ({ personas }: Pick<Page, 'personas'>, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined || personas.some(({ name }) => wanted.indexOf(name) >= 0);
