/// <reference types="xrm" />
import type { JsonObject } from './check/facts.ts';
import { loadFacts, type Reader } from './form/facts-loader.ts';
import { createFactsStore } from './form/facts-store.ts';
import { formHandlers } from './handlers.ts';
import { names } from './names.ts';

/** The platform's own ways: `Xrm.WebApi` for rows; it knows no files, so those come by the Web API of the same origin. */
const reader: Reader = {
  rows: async (table, query) => (await Xrm.WebApi.retrieveMultipleRecords<JsonObject>(table, query)).entities,
  file: async (path) => {
    const answer = await fetch(`${Xrm.Utility.getGlobalContext().getClientUrl()}/api/data/v9.2/${path}`);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.text();
  },
};

/** Controls of ours may stand under the same name, so it is added to and never replaced. */
const globals = globalThis as { [name: string]: unknown };
const store = createFactsStore((site) => loadFacts(reader, site));
globals[names.global] = Object.assign(globals[names.global] ?? {}, formHandlers(store));
