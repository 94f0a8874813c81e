import { and, condition, entity, link } from '../../../engine/fetchxml/index.ts';
import type { Host } from '../host.ts';
import { isObject, parseJson } from '../json.ts';

const COMPONENT = 'powerpagecomponent';
const KEY = 'powerpagecomponentid';
/** Choice value of web roles (power-pages-docs, enhanced data model). */
const WEB_ROLE = '11';
const LINKS = 'powerpagecomponent_mspp_webrole_contact';
const ALIAS = 'member';
const FLAGS = { contact: 'authenticatedusersrole', anonymous: 'anonymoususersrole' } as const;

/**
 * The active web roles of this site that hold for a person: the linked ones and those flagged for their kind. Names mean nothing
 * here but are what rules call roles by. One query, at most 5,000 roles.
 */
export function activeRoles(host: Host, siteId: string, kind: 'contact' | 'anonymous', contact: string | null): readonly string[] {
  const members = link(
    { name: LINKS, from: KEY, to: KEY, linkType: 'outer', alias: ALIAS },
    {
      attributes: [{ kind: 'attribute', name: 'contactid' }],
      filter: and([condition('contactid', 'eq', contact ?? siteId)]),
    },
  );
  const { rows } = host.rows('system', {
    kind: 'fetch',
    count: 5000,
    entity: entity(COMPONENT, {
      attributes: [KEY, 'name', 'content'].map((name) => ({ kind: 'attribute', name })),
      filter: and([
        condition('powerpagecomponenttype', 'eq', WEB_ROLE),
        condition('powerpagesiteid', 'eq', siteId),
        condition('statecode', 'eq', '0'),
      ]),
      orders: [{ kind: 'order', attribute: 'name', descending: false }],
      links: kind === 'contact' ? [members] : [],
    }),
  });
  return rows
    .filter(({ values }) => {
      const linked = kind === 'contact' && contact !== null && values[`${ALIAS}.contactid`] === contact;
      return linked || hasFlag(values.content, FLAGS[kind]);
    })
    .map(({ values }) => String(values.name ?? ''))
    .filter((name, index, all) => name !== '' && all.indexOf(name) === index);
}

/** Content is JSON text of the component; one that cannot be read has no flag. */
function hasFlag(content: unknown, flag: string): boolean {
  const parsed = typeof content === 'string' ? parseJson(content) : null;
  const value = parsed?.kind === 'json' && isObject(parsed.value) ? parsed.value[flag] : undefined;
  return value === true || value === 'true';
}
