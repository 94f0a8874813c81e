import { publisher } from '../publisher.ts';
import type { Shape } from '../shape.ts';
import type { TableContract } from '../table.ts';
import { administratorMarkerTable, auditorMarkerTable, portalMarkerTable } from '../tables/markers.ts';
import { auditRequest, listActionsRequest, runActionRequest, saveRequest } from './actions.ts';
import { experienceRequest } from './experience.ts';
import { explainReferenceRequest, explainRequest, failureRequest, whoRequest } from './insight.ts';
import { checkRequest, queryRequest, recordRequest } from './records.ts';

export type PrincipalKind = 'contact' | 'anonymous' | 'staff' | 'service';

/** A custom API: unbound, one text in (`Request`), one text out (`Response`). */
export interface ApiContract {
  /** Short name, e.g. `QueryRecords`. */
  readonly name: string;
  /** Unique name in Dataverse. */
  readonly uniqueName: string;
  readonly displayName: string;
  /** At most 300 characters: the platform's limit. */
  readonly description: string;
  /** The read privilege of a marker table. */
  readonly executePrivilege: string;
  readonly serves: readonly PrincipalKind[];
  readonly writes: boolean;
  readonly request: Shape;
  /** Longest `Request` in characters; longer ones are refused before they are parsed. */
  readonly maxRequest: number;
  /** Which allowed calls leave an audit entry; refusals always do. `rule`: as the deciding rules say. */
  readonly audit: 'rule' | 'none' | 'always';
}

export const requestParameter = 'Request';
export const responseProperty = 'Response';

const readPrivilege = (of: TableContract): string => `prvRead${of.schemaName}`;
const portal = readPrivilege(portalMarkerTable);
const auditor = readPrivilege(auditorMarkerTable);
/** Guards what only administrators may call; no API of this version does. */
export const administratorPrivilege = readPrivilege(administratorMarkerTable);

const api = (
  name: string,
  displayName: string,
  description: string,
  more: Omit<ApiContract, 'name' | 'uniqueName' | 'displayName' | 'description'>,
): ApiContract => ({
  name,
  uniqueName: `${publisher.prefix}_${name}`,
  displayName,
  description,
  ...more,
});

const visitors = ['contact', 'anonymous'] as const;

export const apis = {
  LoadExperience: api(
    'LoadExperience',
    'Load experience',
    'What one page shows to the person who opens it: navigation, grids, a dashboard with its tiles, a record.',
    {
      executePrivilege: portal,
      serves: visitors,
      writes: false,
      request: experienceRequest,
      maxRequest: 8000,
      audit: 'rule',
    },
  ),
  QueryRecords: api(
    'QueryRecords',
    'Query records',
    'Rows of a table that the person may read: a page, in an order, with a search and a count.',
    {
      executePrivilege: portal,
      serves: visitors,
      writes: false,
      request: queryRequest,
      maxRequest: 32000,
      audit: 'rule',
    },
  ),
  GetRecord: api('GetRecord', 'Get record', 'One row, with the columns that the person may read.', {
    executePrivilege: portal,
    serves: visitors,
    writes: false,
    request: recordRequest,
    maxRequest: 8000,
    audit: 'rule',
  }),
  CheckAccess: api('CheckAccess', 'Check access', 'Which privileges the person has on a row, or could have on a table.', {
    executePrivilege: portal,
    serves: visitors,
    writes: false,
    request: checkRequest,
    maxRequest: 4000,
    audit: 'none',
  }),
  SaveRecord: api(
    'SaveRecord',
    'Save record',
    'Creates or updates one row, as far as the person may; the same click again changes nothing.',
    {
      executePrivilege: portal,
      serves: visitors,
      writes: true,
      request: saveRequest,
      maxRequest: 128000,
      audit: 'always',
    },
  ),
  ListActions: api(
    'ListActions',
    'List actions',
    'The actions of rows that the person may read: which are possible now, and why others are not.',
    {
      executePrivilege: portal,
      serves: visitors,
      writes: false,
      request: listActionsRequest,
      maxRequest: 8000,
      audit: 'none',
    },
  ),
  RunAction: api(
    'RunAction',
    'Run action',
    'Runs one action on rows, each with a decision and an answer of its own; the same click again changes nothing.',
    {
      executePrivilege: portal,
      serves: visitors,
      writes: true,
      request: runActionRequest,
      maxRequest: 128000,
      audit: 'always',
    },
  ),
  WhoAmI: api('WhoAmI', 'Who am I', 'Whom the call is made for; staff also see on what evidence.', {
    executePrivilege: portal,
    serves: ['contact', 'anonymous', 'staff', 'service'],
    writes: false,
    request: whoRequest,
    maxRequest: 2000,
    audit: 'none',
  }),
  ExplainReference: api(
    'ExplainReference',
    'Explain reference',
    'For people who may explain decisions on the portal: what a reference stands for, rule by rule.',
    {
      executePrivilege: portal,
      serves: ['contact'],
      writes: false,
      request: explainReferenceRequest,
      maxRequest: 2000,
      audit: 'always',
    },
  ),
  RecordFailure: api('RecordFailure', 'Record failure', 'Writes the audit entry of a request that failed before it could write its own.', {
    executePrivilege: portal,
    serves: visitors,
    writes: true,
    request: failureRequest,
    maxRequest: 4000,
    audit: 'always',
  }),
  QueryAudit: api('QueryAudit', 'Query audit', 'For auditors: entries of the audit trail, newest first.', {
    executePrivilege: auditor,
    serves: ['staff'],
    writes: false,
    request: auditRequest,
    maxRequest: 8000,
    audit: 'always',
  }),
  ExplainAccess: api(
    'ExplainAccess',
    'Explain access',
    'For auditors: every rule that was looked at for a person, a record and a privilege, and the one that decided.',
    {
      executePrivilege: auditor,
      serves: ['staff'],
      writes: false,
      request: explainRequest,
      maxRequest: 4000,
      audit: 'always',
    },
  ),
} as const satisfies { readonly [name: string]: ApiContract };

export type ApiName = keyof typeof apis;
