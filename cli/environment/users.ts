import type { Dataverse } from '../../portal/dataverse/index.ts';
import { rowId } from '../sample/ids.ts';

/** A system user of the local environment and the security roles that it holds. */
export interface LocalUser {
  readonly short: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Set for application users: how a site or a service calls Dataverse. */
  readonly applicationId?: string;
}

const system = { kind: 'system' } as const;
export const userId = (short: string): string => rowId('local', 'systemuser', short);

/** Creates the users that are missing and gives each its roles; a role that no solution brought is a fault that names it. */
export async function ensureUsers(dataverse: Dataverse, users: readonly LocalUser[]): Promise<void> {
  const read = dataverse.read(system);
  const ids = (fetch: string) => read.retrieveMultiple(fetch).rows;
  const roles = ids('<fetch><entity name="role"><attribute name="roleid" /><attribute name="name" /></entity></fetch>');
  const present = new Set(
    ids('<fetch><entity name="systemuser"><attribute name="systemuserid" /></entity></fetch>').map((each) => each.id),
  );
  const held = new Set(
    ids('<fetch><entity name="systemuserroles"><attribute name="systemuserid" /><attribute name="roleid" /></entity></fetch>').map(
      (each) => `${each.values['systemuserid']} ${each.values['roleid']}`,
    ),
  );
  const missing = users.filter(({ short }) => !present.has(userId(short)));
  await dataverse.seed({
    systemuser: missing.map(({ short, name, applicationId }) => ({
      systemuserid: userId(short),
      fullname: name,
      ...(applicationId ? { applicationid: applicationId } : {}),
    })),
  });
  const links = users.flatMap(({ short, roles: wanted }) =>
    wanted.map((name) => {
      const role = roles.find((each) => each.values['name'] === name);
      if (!role) throw new Error(`no imported solution brings the security role \`${name}\``);
      return { systemuserid: userId(short), roleid: role.id };
    }),
  );
  await dataverse.seed({ systemuserroles: links.filter((each) => !held.has(`${each.systemuserid} ${each.roleid}`)) });
}
