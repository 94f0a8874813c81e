import assert from 'node:assert/strict';
import { localUsers } from '../../cli/environment/prepare.ts';
import { type Answer, type ApiName, apis, requestParameter, responseProperty } from '../../contracts/index.ts';
import type { ApiCall, ApiResult } from '../../portal/dataverse/index.ts';
import { contactOf } from '../doors/open-doors.ts';
import type { Attacked } from './environment.ts';

type Caller = Pick<ApiCall, 'user' | 'portal'>;

/** Calls a custom API past the site, as anybody with a connection to Dataverse could. */
export const callDirectly = ({ dataverse }: Pick<Attacked, 'dataverse'>, api: ApiName, request: object, who: Caller): Promise<ApiResult> =>
  dataverse.executeApi({ ...who, message: apis[api].uniqueName, inputs: { [requestParameter]: JSON.stringify(request) } });

/** The answer of a direct call; a fault fails the test. */
export async function answerDirectly(...given: Parameters<typeof callDirectly>): Promise<Answer<unknown>> {
  const result = await callDirectly(...given);
  assert.ok(result.kind === 'done', JSON.stringify(result));
  return JSON.parse(String(result.outputs[responseProperty])) as Answer<unknown>;
}

/** The site's own user, with the contact that the platform names (`null`: a visitor). */
export const siteFor = (person: string | null): Caller => ({
  user: localUsers.portal,
  portal: { isPortalsClientCall: true, contactId: person === null ? null : contactOf(person) },
});
