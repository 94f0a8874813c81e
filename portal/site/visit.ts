import type { Site, SiteLanguage } from './model/types.ts';
import type { Session } from './people/sessions.ts';
import type { Visitor } from './people/visitor.ts';

/** One request to the site: who, where, in which language, and the configuration that it sees from start to end. */
export interface Visit {
  readonly site: Site;
  /** Number of the configuration; shared fragments are kept under it. */
  readonly generation: number;
  readonly visitor: Visitor;
  readonly session: Session | null;
  readonly language: SiteLanguage;
  /** Whether the address itself named that language. */
  readonly languageNamed: boolean;
  readonly url: URL;
  /** The path without a language segment. */
  readonly path: string;
  /** Query and form values by name; of repeated ones the first. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** The id of the signed-in contact; null for a visitor who has not signed in. */
export const contactIdOf = (visit: Pick<Visit, 'visitor'>): string | null =>
  visit.visitor.kind === 'contact' ? visit.visitor.contact.id : null;

/** True when the visitor holds one of the roles. No role listed: nobody does. */
export const holdsOne = (visit: Pick<Visit, 'visitor'>, roleIds: readonly string[]): boolean =>
  visit.visitor.roles.some(({ id }) => roleIds.includes(id));
