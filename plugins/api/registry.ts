import type { ApiContract } from '../../contracts/index.ts';
import { checkAccess } from './apis/check-access.ts';
import { explainAccess } from './apis/explain-access.ts';
import { explainReference } from './apis/explain-reference.ts';
import { getRecord } from './apis/get-record.ts';
import { listActions } from './apis/list-actions.ts';
import { loadExperience } from './apis/load-experience.ts';
import { queryAudit } from './apis/query-audit.ts';
import { queryRecords } from './apis/query-records.ts';
import { recordFailure } from './apis/record-failure.ts';
import { runAction } from './apis/run-action.ts';
import { saveRecord } from './apis/save-record.ts';
import { whoAmI } from './apis/who-am-i.ts';
import type { RegisteredApi } from './registered.ts';

/** Every custom API, one line each. */
const registry: readonly RegisteredApi[] = [
  loadExperience,
  queryRecords,
  getRecord,
  checkAccess,
  saveRecord,
  listActions,
  runAction,
  explainReference,
  whoAmI,
  recordFailure,
  queryAudit,
  explainAccess,
];

/** The API of a message. An unknown one is a fault: the platform calls only what the solution registered. */
export function apiOf(message: string): RegisteredApi {
  const found = registry.filter(({ api }) => api.uniqueName === message)[0];
  if (!found) throw new Error('this bundle has no such custom API');
  return found;
}

/** The contracts that this bundle serves. */
export const served: readonly ApiContract[] = registry.map(({ api }) => api);
