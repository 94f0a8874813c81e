import type { HostRow } from '../../../contracts/index.ts';
import { and, condition, entity, type FetchFilter, link } from '../../../engine/fetchxml/index.ts';
import type { Host } from '../host.ts';
import { names } from '../names.ts';
import { guidOf } from '../text.ts';

/** A registered site with the stamp of the policy version in force. */
export interface Registration {
  readonly siteId: string;
  /** A registration that somebody has switched off, or whose site id is none, serves nobody; it still counts among those of a user. */
  readonly usable: boolean;
  /** Whether the bridge's claims are evidence here; every other value of the column is `strict`. */
  readonly trusted: boolean;
  readonly version: VersionStamp | null;
}

/** What a call needs to know of a version before it reads the pack. */
export interface VersionStamp {
  readonly id: string;
  readonly siteId: string;
  readonly number: number;
  readonly hash: string;
  readonly continuationKey: string;
}

const { site, version } = names;
const ALIAS = 'version';
const STATE = 'statecode';
const ACTIVE = 0;

const registrations = (host: Host, filter: FetchFilter): readonly Registration[] =>
  host
    .rows('system', {
      kind: 'fetch',
      count: 50,
      entity: entity(site.table, {
        attributes: [site.key, site.siteId, site.identityMode, STATE].map((name) => ({ kind: 'attribute', name })),
        orders: [{ kind: 'order', attribute: site.siteId, descending: false }],
        filter,
        links: [
          link(
            { name: version.table, from: version.key, to: site.activeVersion, linkType: 'outer', alias: ALIAS },
            {
              attributes: [version.key, version.siteId, version.number, version.hash, version.continuationKey, STATE].map((name) => ({
                kind: 'attribute',
                name,
              })),
            },
          ),
        ],
      }),
    })
    .rows.map(registrationIn);

/** The sites that a system user is the portal user of; more than one where sites share an application user. One query. */
export const sitesOfUser = (host: Host, userId: string): readonly Registration[] =>
  registrations(host, and([condition(site.portalUser, 'eq', userId)]));

/** A registered site by its id; null where it is not registered, or the registration is not usable. */
export const siteById = (host: Host, siteId: string): Registration | null =>
  registrations(host, and([condition(site.siteId, 'eq', siteId)])).filter(({ usable }) => usable)[0] ?? null;

function registrationIn({ values }: HostRow): Registration {
  const siteId = guidOf(values[site.siteId]);
  return {
    siteId: siteId ?? '',
    usable: siteId !== null && values[STATE] === ACTIVE,
    trusted: values[site.identityMode] === names.trustedMode,
    version: stampIn(values),
  };
}

/** A stamp with a missing part is none: without its hash a pack proves nothing. Neither is that of a version that is switched off. */
function stampIn(values: HostRow['values']): VersionStamp | null {
  const read = (column: string) => values[`${ALIAS}.${column}`];
  if (read(STATE) !== ACTIVE) return null;
  const [id, siteId, hash, continuationKey] = [version.key, version.siteId, version.hash, version.continuationKey].map(read);
  if (typeof id !== 'string' || typeof hash !== 'string' || typeof continuationKey !== 'string') return null;
  return { id, siteId: guidOf(siteId) ?? '', number: Number(read(version.number) ?? 0), hash, continuationKey };
}
