import type { CallContext, Claims } from '../../../contracts/index.ts';
import { type Refused, refused } from '../outcome.ts';
import { guidOf } from '../text.ts';
import type { Registration } from './registration.ts';

const NO_CONTACT = '00000000-0000-0000-0000-000000000000';

/** Whom a call is made for, and what proves it. */
export type Evidence =
  | { readonly kind: 'contact'; readonly registration: Registration; readonly contact: string; readonly by: 'platform' | 'claims' }
  | { readonly kind: 'anonymous'; readonly registration: Registration; readonly by: 'platform' | 'claims' }
  | { readonly kind: 'staff' }
  | { readonly kind: 'service' }
  | {
      readonly kind: 'unproven';
      readonly registration: Registration | null;
      /** Whom the platform names where claims contradict it: for the audit, never for a decision. */
      readonly named: string | null;
      readonly refusal: Refused;
    };

/**
 * Finds the identity: the platform's evidence first, the bridge's claims only where the site trusts them, and a claim that
 * contradicts the evidence never.
 * INVARIANT: every case that is not named here ends in a refusal.
 */
export function evidenceOf(context: CallContext, sites: readonly Registration[], claims: Claims | null): Evidence {
  if (sites.length === 0) return notAPortalUser(context, claims);
  const claimed = claims === null ? null : guidOf(claims.site);
  const matching = claimed === null ? sites : sites.filter((each) => each.siteId === claimed);
  const registration = matching[0];
  if (registration === undefined)
    return contradiction(null, 'the claimed site is not one of the calling user', claims, namedByPlatform(context).contact);
  // Sites that share an application user can be told apart by the claim alone: that is trusted only where the site says so.
  if (sites.length > 1 && !(matching.length === 1 && registration.trusted)) return unproven(null, 'the calling user serves several sites');
  if (!registration.usable) return unproven(null, 'the registration of the site is switched off or names no site');
  return visitorOf(context, registration, claims);
}

/** What the platform says of the contact: `named` is the zero guid for a visitor, `contact` null then. */
function namedByPlatform({ portalsContactId }: CallContext): { readonly named: string | null; readonly contact: string | null } {
  const named = portalsContactId === null ? null : guidOf(portalsContactId);
  return { named, contact: named === NO_CONTACT ? null : named };
}

function visitorOf(context: CallContext, registration: Registration, claims: Claims | null): Evidence {
  const { named, contact } = namedByPlatform(context);
  const claimedContact = claims?.contact === undefined ? null : guidOf(claims.contact);
  const claimsVisitor = claims?.anonymous === true;
  if (claimsVisitor && claimedContact !== null) return contradiction(registration, 'the claims name a contact and nobody', claims);

  if (context.isPortalsClientCall === true && named !== null) {
    const agrees = contact === null ? claimedContact === null : !claimsVisitor && (claimedContact ?? contact) === contact;
    if (!agrees) return contradiction(registration, 'the claims name somebody else than the platform', claims, contact);
    return contact === null
      ? { kind: 'anonymous', registration, by: 'platform' }
      : { kind: 'contact', registration, contact, by: 'platform' };
  }
  if (contact !== null && (claimsVisitor || (claimedContact ?? contact) !== contact))
    return contradiction(registration, 'the claims name somebody else than the platform', claims, contact);
  if (!registration.trusted) return unproven(registration, 'the platform names no contact and the site is strict');
  if (claimsVisitor) return { kind: 'anonymous', registration, by: 'claims' };
  if (claimedContact !== null) return { kind: 'contact', registration, contact: claimedContact, by: 'claims' };
  return unproven(registration, 'neither the platform nor the site names anybody');
}

/** People of the organisation are staff; an application that no site is registered for is nobody's; neither may claim to be a visitor. */
function notAPortalUser(context: CallContext, claims: Claims | null): Evidence {
  if (claims !== null) return contradiction(null, 'claims from a user who serves no site', claims);
  const application = context.initiatingUserApplicationId;
  const isApplication = application !== null && application !== NO_CONTACT;
  if (context.isApplicationUser === true || isApplication) return { kind: 'service' };
  // Where the platform says neither, a person cannot be told from an application.
  const known = context.isApplicationUser === false || application === NO_CONTACT;
  return known ? { kind: 'staff' } : unproven(null, 'the platform does not say whether the caller is an application');
}

const unproven = (registration: Registration | null, why: string): Evidence => ({
  kind: 'unproven',
  registration,
  named: null,
  refusal: refused('identity-unproven', { details: { why } }),
});

const contradiction = (
  registration: Registration | null,
  why: string,
  claims: Claims | null,
  platformContact: string | null = null,
): Evidence => ({
  kind: 'unproven',
  registration,
  named: platformContact,
  refusal: refused('identity-mismatch', { securityEvent: true, details: { why, claims, platformContact } }),
});
