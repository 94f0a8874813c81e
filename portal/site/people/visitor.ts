import type { Row } from '../../dataverse/index.ts';
import { lookupId } from '../model/component.ts';
import type { Site, WebRole } from '../model/types.ts';
import type { SiteStore } from '../store.ts';

/** Who is looking at the site. Roles are the active roles of this site: the linked ones and the flagged one. */
export type Visitor =
  | { readonly kind: 'anonymous'; readonly roles: readonly WebRole[] }
  | {
      readonly kind: 'contact';
      readonly contact: Row;
      readonly name: string;
      readonly accountId: string | null;
      readonly roles: readonly WebRole[];
    };

const roleLink = 'powerpagecomponent_mspp_webrole_contact';

/** The visitor without a session: only roles flagged for anonymous visitors. */
export const anonymousVisitor = (site: Site): Visitor => ({
  kind: 'anonymous',
  roles: [...site.roles.values()].filter((role) => role.anonymous),
});

/** The signed-in visitor; null when the contact is gone, inactive or may not sign in any more. */
export function contactVisitor(store: SiteStore, site: Site, contactId: string): Visitor | null {
  const contact = store.rows('contact', { contactid: contactId })[0];
  return contact && maySignIn(contact) ? visitorOf(store, site, contact) : null;
}

/** Active, not merged into another contact, and signing in is not switched off. */
export const maySignIn = (contact: Row): boolean =>
  Number(contact.values['statecode'] ?? 0) === 0 &&
  contact.values['merged'] !== true &&
  contact.values['adx_identity_logonenabled'] !== false &&
  contact.values['adx_identity_locallogindisabled'] !== true;

function visitorOf(store: SiteStore, site: Site, contact: Row): Visitor {
  const linked = new Set(store.rows(roleLink, { contactid: contact.id }).map((row) => lookupId(row.values['powerpagecomponentid'])));
  const company = String(contact.values['parentcustomerid'] ?? '');
  return {
    kind: 'contact',
    contact,
    name: String(contact.values['fullname'] ?? contact.values['emailaddress1'] ?? 'Nameless contact'),
    accountId: company.startsWith('account:') ? lookupId(company) : null,
    roles: [...site.roles.values()]
      .filter((role) => role.authenticated || linked.has(role.id))
      .sort((one, other) => one.name.localeCompare(other.name, 'en')),
  };
}

/** Linked roles; the flagged one is everybody's and tells nobody apart, so it stands only where there is no other. */
function distinguishing(roles: readonly WebRole[]): readonly WebRole[] {
  const linked = roles.filter((role) => !role.authenticated);
  return linked.length > 0 ? linked : roles;
}

/** A contact that can sign in here, as the workbench lists them. */
export interface Persona {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The contacts that have a user name and may sign in. */
export function listPersonas(store: SiteStore, site: Site): readonly Persona[] {
  return store
    .rows('contact')
    .filter((contact) => typeof contact.values['adx_identity_username'] === 'string' && maySignIn(contact))
    .map((contact) => visitorOf(store, site, contact))
    .flatMap((visitor) =>
      visitor.kind === 'contact'
        ? [
            {
              id: visitor.contact.id,
              username: String(visitor.contact.values['adx_identity_username']),
              name: visitor.name,
              roles: distinguishing(visitor.roles).map((role) => role.name),
            },
          ]
        : [],
    )
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
