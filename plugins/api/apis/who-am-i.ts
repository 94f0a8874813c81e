import type { Claims, WhoResult } from '../../../contracts/index.ts';
import { activeRoles } from '../identity/roles.ts';
import { names } from '../names.ts';
import { done } from '../outcome.ts';
import { openApi } from '../registered.ts';
import type { Session } from '../session.ts';

/** Whom a call is made for. Staff see the platform's evidence too: that is how an operator finds the identity mode a site needs. */
export const whoAmI = openApi<{ readonly claims?: Claims }, WhoResult>({
  api: names.apis.WhoAmI,
  handle: (session) => done(who(session)),
});

function who({ evidence, siteId, person, host, context }: Session): WhoResult {
  if (evidence.kind === 'contact' || evidence.kind === 'anonymous') {
    const contact = person === null ? null : { id: person.id, name: person.name };
    return { kind: evidence.kind, site: siteId, contact, roles: activeRoles(host, siteId ?? '', evidence.kind, person?.id ?? null) };
  }
  const { userId, initiatingUserId, initiatingUserApplicationId, isApplicationUser, isPortalsClientCall, portalsContactId } = context;
  return {
    kind: evidence.kind,
    site: null,
    contact: null,
    roles: [],
    evidence: { userId, initiatingUserId, initiatingUserApplicationId, isApplicationUser, isPortalsClientCall, portalsContactId },
  };
}
