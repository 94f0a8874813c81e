import { type ApiCall, type ApiResult, createDataverse, type Dataverse } from '../../dataverse/index.ts';
import type { SiteOptions } from '../app.ts';
import { dataverseStore, hashPassword, type RunningSite, serveSite } from '../index.ts';

import { controlFiles, fixtureParts, idOf, manifest, type Part, people } from './fixture-site.ts';

export const password = 'correct horse battery';
export const portalUser = idOf('systemuser portal');

export interface Fixture {
  readonly site: RunningSite;
  readonly dataverse: Dataverse;
  readonly calls: readonly ApiCall[];
  readonly advance: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

/** Serves the fixture site on a free port; custom API calls are recorded and answered by `answer`. */
export async function startFixture(
  { extra = [], ...more }: Partial<Omit<SiteOptions, 'port'>> & { readonly extra?: readonly Part[] } = {},
  answer: (call: ApiCall) => ApiResult = () => ({ kind: 'done', outputs: { Response: '{"ok":true}' } }),
): Promise<Fixture> {
  const dataverse = createDataverse({ file: ':memory:', sales: false, service: false });
  await seedSite(dataverse, [...fixtureParts, ...extra]);
  const calls: ApiCall[] = [];
  let now = Date.parse('2026-06-15T12:00:00Z');
  const executeApi = async (call: ApiCall): Promise<ApiResult> => {
    calls.push(call);
    return answer(call);
  };
  const store = { ...dataverseStore(dataverse), executeApi };
  const site = await serveSite({ store, port: 0, portalUser: () => portalUser, clock: () => new Date(now), ...more });
  return {
    site,
    dataverse,
    calls,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    close: async () => {
      await site.close();
      dataverse.close();
    },
  };
}

async function seedSite(dataverse: Dataverse, parts: readonly Part[]): Promise<void> {
  const site = idOf('site');
  const language = idOf('language');
  await dataverse.seed({
    systemuser: [{ systemuserid: portalUser, firstname: 'Portal' }],
    systemuserroles: [{ systemuserid: portalUser, roleid: dataverse.administratorRoleId }],
    powerpagesite: [
      {
        powerpagesiteid: site,
        name: 'Fixture',
        content: JSON.stringify({
          defaultlanguage: language,
          headerwebtemplateid: idOf('8 Header'),
          footerwebtemplateid: idOf('8 Footer'),
        }),
      },
    ],
    powerpagesitelanguage: [
      { powerpagesitelanguageid: language, name: 'English', languagecode: 'en-US', lcid: 1033, powerpagesiteid: `powerpagesite:${site}` },
    ],
    powerpagecomponent: parts.map(({ type, name, content, language: inLanguage, inactive }) => ({
      powerpagecomponentid: idOf(`${type} ${name}`),
      powerpagecomponenttype: type,
      name,
      content: JSON.stringify(content),
      powerpagesiteid: `powerpagesite:${site}`,
      ...(inLanguage ? { powerpagesitelanguageid: `powerpagesitelanguage:${language}` } : {}),
      ...(inactive ? { statecode: 1 } : {}),
    })),
    account: [
      { accountid: idOf('account parent'), name: 'Parent' },
      { accountid: idOf('account child'), name: 'Child', parentaccountid: `account:${idOf('account parent')}` },
    ],
    contact: people.map(({ name, first, last }) => ({
      contactid: idOf(`contact ${name}`),
      firstname: first,
      lastname: last,
      parentcustomerid: `account:${idOf('account parent')}`,
      adx_identity_username: name,
      adx_identity_passwordhash: hashPassword(password),
      adx_identity_logonenabled: true,
    })),
    powerpagecomponent_mspp_webrole_contact: people.flatMap(({ name, roles }) =>
      roles.map((role) => ({ powerpagecomponentid: idOf(`11 ${role}`), contactid: idOf(`contact ${name}`) })),
    ),
    customcontrol: [{ customcontrolid: idOf('control'), name: 'sample_Sample.Grid', version: '1.0.0', manifest }],
    customcontrolresource: Object.keys(controlFiles).map((name) => ({
      customcontrolresourceid: idOf(name),
      name,
      customcontrolid: `customcontrol:${idOf('control')}`,
    })),
  });
  await dataverse.transaction({ kind: 'system' }, (service) => {
    const write = (table: string, id: string, column: string, name: string, text: string): void =>
      service.writeFile(table, id, column, { name, mimeType: 'application/octet-stream', bytes: new TextEncoder().encode(text) });
    for (const { type, name, file } of parts)
      if (file !== undefined) write('powerpagecomponent', idOf(`${type} ${name}`), 'filecontent', name, file);
    for (const [name, text] of Object.entries(controlFiles)) write('customcontrolresource', idOf(name), 'content', name, text);
  });
}
