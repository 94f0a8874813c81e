import type { Page } from 'playwright-core';
import type { ServedSample } from '../../cli/environment/serve.ts';
import { siteRoles } from '../../cli/environment/site-roles.ts';
import { rowId } from '../../cli/sample/ids.ts';

/** Component types in the enhanced data model. */
const types = { setting: 9, pageRule: 10 } as const;

/** Changes the content of a site component in the database, as a maker does in the maintenance app. */
async function changeComponent({ dataverse }: ServedSample, type: keyof typeof types, name: string, change: object): Promise<void> {
  const { rows } = dataverse
    .read({ kind: 'system' })
    .retrieveMultiple(
      `<fetch><entity name="powerpagecomponent"><attribute name="content" /><filter><condition attribute="powerpagecomponenttype" operator="eq" value="${types[type]}" /><condition attribute="name" operator="eq" value="${name}" /></filter></entity></fetch>`,
    );
  const [row] = rows;
  if (!row) throw new Error(`the site has no ${type} named ${name}`);
  const content = JSON.stringify({ ...JSON.parse(String(row.values['content'])), ...change });
  await dataverse.transaction({ kind: 'system' }, (service) =>
    service.update('powerpagecomponent', row.id, { content: ['text', content] }),
  );
}

export const setSetting = (portal: ServedSample, name: string, value: string): Promise<void> =>
  changeComponent(portal, 'setting', name, { value });

/** From now on only this web role passes the page rule. */
export async function openOnlyFor(portal: ServedSample, rule: string, webRole: string): Promise<void> {
  const role = siteRoles(portal.dataverse, portal.site).find(({ name }) => name === webRole);
  if (!role) throw new Error(`the site has no web role ${webRole}`);
  await changeComponent(portal, 'pageRule', rule, { adx_webpageaccesscontrolrule_webrole: [role.id] });
}

/** Lets the running site see a changed configuration at once: the workbench's button. */
export async function readSiteAgain({ url }: ServedSample, page: Page): Promise<void> {
  await page.goto(`${url}/_workbench`);
  await page.getByRole('button', { name: 'Clear, and read the site again' }).click();
  await page.waitForURL(`${url}/_workbench`);
}

/** Changes a contact of the sample. */
export const changeContact = ({ dataverse, sample }: ServedSample, short: string, columns: { readonly [column: string]: string }) =>
  dataverse.transaction({ kind: 'system' }, (service) =>
    service.update(
      'contact',
      rowId(sample.name, 'contact', short),
      Object.fromEntries(Object.entries(columns).map(([name, text]) => [name, ['text', text] as const])),
    ),
  );
