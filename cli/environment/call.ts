import { type Answer, type ApiName, apis, requestParameter, responseProperty } from '../../contracts/index.ts';
import type { ApiCall, Dataverse } from '../../portal/dataverse/index.ts';
import { localUsers } from './prepare.ts';

/** Calls a custom API through the local Dataverse as the site does for a contact (`null`: a visitor). A fault throws. */
export const callAsContact = <Result>(
  dataverse: Dataverse,
  api: ApiName,
  request: object,
  contact: string | null,
): Promise<Answer<Result>> =>
  call(dataverse, { user: localUsers.portal, portal: { isPortalsClientCall: true, contactId: contact } }, api, request);

/** Calls a custom API as a member of staff. */
export const callAsStaff = <Result>(dataverse: Dataverse, api: ApiName, request: object, user: string): Promise<Answer<Result>> =>
  call(dataverse, { user }, api, request);

async function call<Result>(
  dataverse: Dataverse,
  who: Pick<ApiCall, 'user' | 'portal'>,
  api: ApiName,
  request: object,
): Promise<Answer<Result>> {
  const result = await dataverse.executeApi({
    ...who,
    message: apis[api].uniqueName,
    inputs: { [requestParameter]: JSON.stringify(request) },
  });
  if (result.kind === 'failed') throw new Error(`${apis[api].uniqueName} failed with ${result.status} ${result.code}: ${result.message}`);
  return JSON.parse(String(result.outputs[responseProperty])) as Answer<Result>;
}
