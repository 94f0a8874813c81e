import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnOf, identityModes, optionValue, siteTable, solutions } from '../../contracts/index.ts';
import { createDataverse, type Dataverse } from '../../portal/dataverse/index.ts';
import { hashPassword } from '../../portal/index.ts';
import { UsageError } from '../output.ts';
import { dist } from '../paths.ts';
import { besideOf } from '../policy/beside.ts';
import { packPolicy } from '../policy/pack.ts';
import { publishPolicy } from '../policy/publish.ts';
import { rowId } from '../sample/ids.ts';
import { loadSample } from '../sample/load.ts';
import type { Sample } from '../sample/read.ts';
import { siteRoles } from './site-roles.ts';
import { ensureUsers, userId } from './users.ts';

const system = { kind: 'system' } as const;

/** The site that a sample's pages belong to. */
export const starterSite = 'Portico Starter';
/** The system users of a local environment: the site's own, and a member of staff who may ask why. */
export const localUsers = { portal: userId('portal'), auditor: userId('auditor'), administrator: userId('administrator') } as const;

export interface Environment {
  readonly dataverse: Dataverse;
  readonly site: string;
  readonly policyHash: string;
  readonly sample: Sample;
}

/** Which apps of the platform a sample needs in its environment: those that bring its tables. Orders and invoices are always there. */
export const appsOf = ({ policy }: Sample): { readonly sales: true; readonly service: boolean } => ({
  sales: true,
  service: Object.hasOwn(policy.tables, 'incident'),
});

/**
 * A local environment as a pipeline would make one: imports the zips that were packed, registers the site, publishes the
 * sample's policy and loads its rows: a site has one policy, so an environment has one sample. Works on a new database and on one that has all this already.
 */
export async function prepareEnvironment(
  options: Parameters<typeof createDataverse>[0],
  sample: Sample,
  zips: string = dist,
): Promise<Environment> {
  const dataverse = createDataverse(options);
  try {
    refuseOther(dataverse, sample);
    for (const { uniqueName } of [solutions.portico, solutions.starter, solutions[sample.solution]]) {
      const result = await dataverse.importSolution(readFileSync(join(zips, `${uniqueName}.zip`)));
      if (result.kind === 'refused')
        throw new Error(`the import of ${uniqueName}.zip was refused:\n${result.problems.map((each) => `  ${each}`).join('\n')}`);
    }
    const site = siteNamed(dataverse, starterSite);
    await ensureUsers(dataverse, [
      {
        short: 'portal',
        name: `# ${starterSite}`,
        roles: ['Portico Portal Service', sample.portalRole],
        applicationId: rowId('local', 'application', 'portal'),
      },
      { short: 'auditor', name: 'Ada Auditor', roles: ['Portico Auditor'] },
      { short: 'administrator', name: 'Adam Administrator', roles: ['Portico Administrator'] },
    ]);
    await registerSite(dataverse, site);
    const policyHash = await publishPolicy(
      dataverse,
      site,
      packPolicy(sample.policy, besideOf(dataverse, sample), site, siteRoles(dataverse, site)),
    );
    await loadSample(dataverse, sample, hashPassword);
    await linkWebRoles(dataverse, sample, site);
    return { dataverse, site, policyHash, sample };
  } catch (error) {
    dataverse.close();
    throw error;
  }
}

/** A database with the solution of another sample is left as it is: its rows, roles and policy would mix with this one's. */
function refuseOther(dataverse: Dataverse, sample: Sample): void {
  const { rows } = dataverse
    .read(system)
    .retrieveMultiple('<fetch><entity name="solution"><attribute name="uniquename" /></entity></fetch>');
  const installed = rows.map(({ values }) => values['uniquename']);
  const others = Object.values(solutions).filter(
    ({ uniqueName }) => uniqueName.startsWith('PorticoSample') && uniqueName !== solutions[sample.solution].uniqueName,
  );
  const found = others.find(({ uniqueName }) => installed.includes(uniqueName));
  if (found) throw new UsageError(`the database belongs to ${found.uniqueName}; a database is for one sample`);
}

function siteNamed(dataverse: Dataverse, name: string): string {
  const { rows } = dataverse
    .read(system)
    .retrieveMultiple(
      `<fetch><entity name="powerpagesite"><attribute name="powerpagesiteid" /><filter><condition attribute="name" operator="eq" value="${name}" /></filter></entity></fetch>`,
    );
  if (!rows[0]) throw new Error(`no imported solution brings the site \`${name}\``);
  return rows[0].id;
}

async function registerSite(dataverse: Dataverse, site: string): Promise<void> {
  const id = rowId('local', siteTable.name, site);
  const found = dataverse
    .read(system)
    .retrieveMultiple(
      `<fetch><entity name="${siteTable.name}"><attribute name="${siteTable.primaryKey}" /><filter><condition attribute="${siteTable.primaryKey}" operator="eq" value="${id}" /></filter></entity></fetch>`,
    );
  if (found.rows.length > 0) return;
  await dataverse.seed({
    [siteTable.name]: [
      {
        [siteTable.primaryKey]: id,
        [siteTable.primaryName]: starterSite,
        [columnOf(siteTable, 'SiteId')]: site,
        [columnOf(siteTable, 'PortalUser')]: `systemuser:${localUsers.portal}`,
        [columnOf(siteTable, 'IdentityMode')]: optionValue(identityModes, 'strict'),
      },
    ],
  });
}

/** Gives the sample's contacts their web roles; links that exist already are left alone. */
async function linkWebRoles(dataverse: Dataverse, sample: Sample, site: string): Promise<void> {
  const intersect = 'powerpagecomponent_mspp_webrole_contact';
  const roles = siteRoles(dataverse, site);
  const { rows } = dataverse
    .read(system)
    .retrieveMultiple(
      `<fetch><entity name="${intersect}"><attribute name="powerpagecomponentid" /><attribute name="contactid" /></entity></fetch>`,
    );
  const held = new Set(rows.map((each) => `${each.values['powerpagecomponentid']} ${each.values['contactid']}`));
  const links = Object.entries(sample.webRoles).flatMap(([contact, names]) =>
    names.map((name) => {
      const role = roles.find((each) => each.name === name);
      if (!role) throw new Error(`the site has no web role \`${name}\``);
      return { powerpagecomponentid: role.id, contactid: rowId(sample.name, 'contact', contact) };
    }),
  );
  await dataverse.seed({ [intersect]: links.filter((each) => !held.has(`${each.powerpagecomponentid} ${each.contactid}`)) });
}
