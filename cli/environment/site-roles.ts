import type { Dataverse, Row } from '../../portal/dataverse/index.ts';
import type { SiteRole } from '../policy/pack.ts';

/** Component type of a web role in the enhanced data model. */
const webRole = 11;
const yes = (value: unknown): boolean => value === true || value === 'true' || value === 1;

/** The web roles of a site as its imported components say them. */
export function siteRoles(dataverse: Dataverse, site: string): readonly SiteRole[] {
  const { rows } = dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="powerpagecomponent"><attribute name="powerpagecomponentid" /><attribute name="name" /><attribute name="content" /><filter><condition attribute="powerpagesiteid" operator="eq" value="${site}" /><condition attribute="powerpagecomponenttype" operator="eq" value="${webRole}" /></filter></entity></fetch>`,
    );
  return rows.map(roleOf);
}

function roleOf(row: Row): SiteRole {
  const content = JSON.parse(String(row.values['content'] ?? '{}')) as { authenticatedusersrole?: unknown; anonymoususersrole?: unknown };
  return {
    id: row.id,
    name: String(row.values['name'] ?? ''),
    flags: [
      ...(yes(content.authenticatedusersrole) ? (['authenticated'] as const) : []),
      ...(yes(content.anonymoususersrole) ? (['anonymous'] as const) : []),
    ],
  };
}
