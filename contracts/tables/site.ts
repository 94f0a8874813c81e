import { column, table } from '../table.ts';
import { identityModes } from './choices.ts';

/**
 * A registered site: without a row here no call of its portal user is served. The table is not called `Site`, because its primary
 * key would then take the name of the column that holds the site’s id.
 */
export const siteTable = table(
  'SiteRegistration',
  { schema: 'SiteRegistrations', label: 'Portico sites' },
  {
    label: 'Portico site',
    description: 'Registers a Power Pages site: its portal user, how identity is proven, and the policy version in force.',
    primaryName: 'Site',
    keys: [['SiteId']],
  },
  [
    column('SiteId', 'Power Pages site id', 'Id of the site’s row (powerpagesite).', { kind: 'text', max: 36 }, true),
    column('PortalUser', 'Portal user', 'The application user that the site calls Dataverse with.', {
      kind: 'lookup',
      target: 'systemuser',
    }),
    column('IdentityMode', 'Identity mode', 'What proves who the visitor is.', { kind: 'choice', options: identityModes }, true),
    column('ActiveVersion', 'Policy version in force', 'Without one, everything is refused.', {
      kind: 'lookup',
      target: 'portico_policyversion',
    }),
  ],
);
