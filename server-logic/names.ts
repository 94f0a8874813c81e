import { apis, recordOperations, refusals, requestParameter, responseProperty } from '../contracts/index.ts';

const api = ({ uniqueName, maxRequest }: { readonly uniqueName: string; readonly maxRequest: number }) => ({ uniqueName, maxRequest });

/** What the bridges take from the contracts. The build evaluates this file and bundles its value, so that a script stays small and readable. */
export const names = {
  requestParameter,
  responseProperty,
  apis: {
    LoadExperience: api(apis.LoadExperience),
    QueryRecords: api(apis.QueryRecords),
    GetRecord: api(apis.GetRecord),
    CheckAccess: api(apis.CheckAccess),
    WhoAmI: api(apis.WhoAmI),
    SaveRecord: api(apis.SaveRecord),
    ListActions: api(apis.ListActions),
    RunAction: api(apis.RunAction),
    ExplainReference: api(apis.ExplainReference),
    RecordFailure: api(apis.RecordFailure),
  },
  recordOperations,
  longestRecordsRequest: Math.max(...Object.values(recordOperations).map((name) => apis[name].maxRequest)),
  /** Requests with a key of their click: asked again they do nothing twice. */
  repeatable: ['SaveRecord', 'RunAction'],
  /** Errors of a lost race: another row version (0x80060882), a key that is taken meanwhile (0x80040237, 0x80060892), a row that is gone (0x80040217). */
  lostRaces: ['0x80060882', '0x80040237', '0x80060892', '0x80040217'],
  refusals: {
    'invalid-request': refusals['invalid-request'],
    'request-too-large': refusals['request-too-large'],
    fault: refusals.fault,
    busy: refusals.busy,
    'session-expired': refusals['session-expired'],
  },
};

export type BridgedApi = keyof typeof names.apis;
export type BridgeRefusal = keyof typeof names.refusals;
