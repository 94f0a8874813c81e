import type { SiteCache } from '../model/cache.ts';
import type { Site, SiteLanguage } from '../model/types.ts';
import { splitLanguage } from '../pages/address.ts';
import type { Sessions } from '../people/sessions.ts';
import { anonymousVisitor, contactVisitor, type Visitor } from '../people/visitor.ts';
import type { SiteStore } from '../store.ts';
import type { Visit } from '../visit.ts';
import { type Exchange, languageCookie } from './exchange.ts';

export interface VisitSource {
  readonly cache: SiteCache;
  readonly store: SiteStore;
  readonly sessions: Sessions;
  readonly clock: () => Date;
}

/** Who asks for what: the session is looked up, and its contact read anew, so that a disabled one is out with the next request. */
export function readVisit({ cache, store, sessions, clock }: VisitSource, exchange: Exchange): Visit {
  const site = cache.current();
  const found = sessions.find(exchange.session());
  const signedIn = found ? contactVisitor(store, site, found.contactId) : null;
  if (found && !signedIn) sessions.end(exchange.session());
  const visitor = signedIn ?? anonymousVisitor(site);
  const { language, path } = splitLanguage(site, exchange.url.pathname);
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, value] of exchange.url.searchParams) parameters[name] ??= value;
  return {
    site,
    generation: cache.generation(),
    visitor,
    session: signedIn ? found : null,
    language: language ?? chosenLanguage(site, visitor, exchange),
    languageNamed: language !== null,
    url: exchange.url,
    path,
    parameters,
    now: clock(),
  };
}

/**
 * Without a language in the address: the browser's cookie (documentation of the platform's cookies), the contact's preference, the site's
 * base language. The order is that of the platform's open-source ancestor.
 */
function chosenLanguage(site: Site, visitor: Visitor, exchange: Exchange): SiteLanguage {
  const cookie = exchange.cookie(languageCookie)?.toLowerCase();
  const preferred = visitor.kind === 'contact' ? Number(visitor.contact.values['adx_preferredlcid'] ?? 0) : 0;
  return (
    site.languages.find(({ code }) => code.toLowerCase() === cookie) ??
    site.languages.find(({ lcid }) => lcid === preferred) ??
    site.defaultLanguage
  );
}
