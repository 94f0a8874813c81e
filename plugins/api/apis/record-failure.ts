import type { FailureRequest, FailureResult } from '../../../contracts/index.ts';
import { newReference } from '../audit/reference.ts';
import { names } from '../names.ts';
import { done } from '../outcome.ts';
import { openApi } from '../registered.ts';

/** Writes the entry of a request that could leave none itself. It says what the site reports, and is marked so. */
export const recordFailure = openApi<FailureRequest, FailureResult>({
  api: names.apis.RecordFailure,
  handle: ({ host }, { api, code, status, message, correlation }) => {
    const reference = newReference(host);
    const details = JSON.stringify({ api, status, message, ...(correlation === undefined ? {} : { correlation }) });
    return done({ reference }, { outcome: 'reported', reference, texts: { code: code ?? 'fault', details } });
  },
});
