import { faults, isFault } from '../faults.ts';
import type { Metadata, Table } from '../metadata/model.ts';
import { parseGuid } from '../storage/guid.ts';
import type { Caller, Dataverse, OrganizationService, Row, WebApiRequest, WebApiResponse } from '../types.ts';
import { readBody, readValues } from './body.ts';
import { type Json, printJson } from './json.ts';
import { readOptions, webColumn } from './options.ts';
import { fetchedJson, rowJson } from './rows.ts';

export type WebApiTarget = Pick<Dataverse, 'read' | 'transaction' | 'executeApi' | 'metadata'> & {
  readonly isApi: (name: string) => boolean;
};

const BASE = '/api/data/v9.2/';

type Request = WebApiRequest & { readonly url: URL; readonly caller: Caller; readonly prefer: string; readonly segment: string };

/**
 * A part of the platform's Web API: rows by set and id, FetchXML, unbound custom APIs. Anything beyond answers 501 and says what;
 * errors have the platform's envelope. For tests and the command line; a site never offers it.
 */
export async function handleWebApi(dataverse: WebApiTarget, request: WebApiRequest): Promise<WebApiResponse> {
  try {
    const url = new URL(request.path.replace(/^\/+/, '').replace(/^api\/data\/v9\.2\//, ''), `http://local${BASE}`);
    const segment = decodeURIComponent(url.pathname.slice(BASE.length));
    const prefer = Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === 'prefer')?.[1] ?? '';
    return await route(dataverse, { ...request, url, segment, prefer, caller: { kind: 'user', id: request.user } });
  } catch (error) {
    if (error instanceof URIError || (error instanceof TypeError && 'code' in error))
      return failure(400, '0x80060888', 'The request URI is not valid.');
    if (!isFault(error)) throw error;
    return failure(error.status, error.code, error.message);
  }
}

const failure = (status: number, code: string, message: string): WebApiResponse => answer(status, { error: { code, message } });

function answer(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): WebApiResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0', ...headers },
    body: printJson(body),
  };
}

const noContent = (headers: Readonly<Record<string, string>> = {}): WebApiResponse => ({
  status: 204,
  headers: { 'OData-Version': '4.0', ...headers },
  body: null,
});

function route(dataverse: WebApiTarget, request: Request): Promise<WebApiResponse> {
  const match = /^(\w+)(?:\(([^()]*)\))?$/.exec(request.segment);
  if (!match) throw faults.notImplemented(`The local Dataverse's Web API does not implement the path '${request.segment.slice(0, 100)}'.`);
  const [, name = '', key] = match;
  const table = dataverse.metadata().bySetName(name);
  if (!table) return callApi(dataverse, request, name);
  if (key === undefined) return onSet(dataverse, request, table);
  const id = parseGuid(key);
  if (!id) throw faults.notImplemented("The local Dataverse's Web API finds rows by their id only, not by alternate keys.");
  return onRow(dataverse, request, table, id);
}

async function callApi(dataverse: WebApiTarget, request: Request, name: string): Promise<WebApiResponse> {
  if (!dataverse.isApi(name)) throw faults.resourceNotFound(`Resource not found for the segment '${name.slice(0, 100)}'.`);
  if (request.method !== 'POST') throw faults.methodNotAllowed(`The HTTP method '${request.method}' is not supported for '${name}'.`);
  const result = await dataverse.executeApi({ user: request.user, message: name, inputs: readBody(request.body) });
  if (result.kind === 'failed') return failure(result.status, result.code, result.message);
  const outputs = Object.fromEntries(Object.entries(result.outputs).map(([key, value]) => [key, String(value)]));
  if (Object.keys(outputs).length === 0) return noContent();
  return answer(200, { '@odata.context': `${BASE}$metadata#Microsoft.Dynamics.CRM.${name}Response`, ...outputs });
}

async function onSet(dataverse: WebApiTarget, request: Request, table: Table): Promise<WebApiResponse> {
  if (request.method === 'GET') return listRows(dataverse, request, table);
  if (request.method !== 'POST')
    throw faults.methodNotAllowed(`The HTTP method '${request.method}' is not supported for '${table.setName}'.`);
  const values = readValues(dataverse.metadata(), table, readBody(request.body));
  const row = await dataverse.transaction(request.caller, (service) => {
    const id = service.create(table.name, values);
    return written(service, request, table, id);
  });
  return writtenAnswer(request, table, row, 201);
}

const wantsRow = (request: Request): boolean => request.prefer.includes('return=representation');
const wantsAnnotations = (request: Request): boolean => request.prefer.includes('odata.include-annotations');

type Written = { readonly id: string; readonly row: Row | null };

const written = (service: OrganizationService, request: Request, table: Table, id: string): Written => ({
  id,
  row: wantsRow(request) ? service.retrieve(table.name, id) : null,
});

function writtenAnswer(request: Request, table: Table, { id, row }: Written, status: number): WebApiResponse {
  const headers = { 'OData-EntityId': `${BASE}${table.setName}(${id})` };
  return row
    ? answer(status, rowJson(table, row, { columns: table.columns, annotations: wantsAnnotations(request) }), headers)
    : noContent(headers);
}

async function listRows(dataverse: WebApiTarget, request: Request, table: Table): Promise<WebApiResponse> {
  const parameters = request.url.searchParams;
  const service = dataverse.read(request.caller);
  const annotations = wantsAnnotations(request);
  const context = { '@odata.context': `${BASE}$metadata#${table.setName}` };
  const fetchXml = parameters.get('fetchXml');
  if (fetchXml !== null) {
    const page = service.retrieveMultiple(fetchXml);
    checkSameTable(page.rows, table);
    const more: Record<string, Json> = annotations ? { '@Microsoft.Dynamics.CRM.morerecords': page.more } : {};
    if (annotations && page.cookie !== null) more['@Microsoft.Dynamics.CRM.fetchxmlpagingcookie'] = page.cookie;
    return answer(200, { ...context, ...more, value: page.rows.map((row) => fetchedJson(table, row, annotations)) });
  }
  const options = readOptions(table, parameters);
  const page = service.retrieveMultiple(options.fetch);
  const value = page.rows.map((row) => rowJson(table, row, { columns: options.columns, annotations }));
  return answer(200, { ...context, ...(options.count ? { '@odata.count': page.count ?? 0 } : {}), value });
}

function checkSameTable(rows: readonly Row[], table: Table): void {
  if (rows.some((row) => row.table !== table.name))
    throw faults.badQuery(`The FetchXML query is for another table than '${table.setName}'.`);
}

async function onRow(dataverse: WebApiTarget, request: Request, table: Table, id: string): Promise<WebApiResponse> {
  switch (request.method) {
    case 'GET': {
      const selected = request.url.searchParams.get('$select');
      for (const name of request.url.searchParams.keys())
        if (name !== '$select') throw faults.notImplemented(`The query option '${name}' is not implemented for a row.`);
      const columns = selected === null ? table.columns : selected.split(',').map((name) => webColumn(table, name.trim()));
      const row = dataverse.read(request.caller).retrieve(
        table.name,
        id,
        columns.map((column) => column.name),
      );
      return answer(200, {
        '@odata.context': `${BASE}$metadata#${table.setName}/$entity`,
        ...rowJson(table, row, { columns, annotations: wantsAnnotations(request) }),
      });
    }
    case 'PATCH':
      return patchRow(dataverse, request, table, id);
    case 'DELETE':
      await dataverse.transaction(request.caller, (service) => service.delete(table.name, id, versionOf(request)));
      return noContent();
    default:
      throw faults.methodNotAllowed(`The HTTP method '${request.method}' is not supported for a row.`);
  }
}

const header = (request: Request, name: string): string | undefined =>
  Object.entries(request.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];

function versionOf(request: Request): { readonly version?: string } {
  const match = /^W\/"(\d+)"$/.exec(header(request, 'if-match') ?? '');
  return match?.[1] === undefined ? {} : { version: match[1] };
}

/** Without a condition a PATCH creates the row when there is none; `If-Match` only updates, `If-None-Match: *` only creates. */
async function patchRow(dataverse: WebApiTarget, request: Request, table: Table, id: string): Promise<WebApiResponse> {
  const metadata: Metadata = dataverse.metadata();
  const values = readValues(metadata, table, readBody(request.body));
  const onlyUpdate = header(request, 'if-match') !== undefined;
  const onlyCreate = header(request, 'if-none-match') === '*';
  const result = await dataverse.transaction(request.caller, (service) => {
    const exists = service.retrieveMultiple(byId(table, id)).rows.length > 0;
    if (exists && onlyCreate) throw faults.duplicate('A record with matching key values already exists.');
    if (exists || onlyUpdate) service.update(table.name, id, values, versionOf(request));
    else service.create(table.name, { ...values, [table.primaryKey]: ['guid', id] });
    return { ...written(service, request, table, id), created: !exists };
  });
  return writtenAnswer(request, table, result, result.created ? 201 : 200);
}

const byId = (table: Table, id: string): string =>
  `<fetch><entity name="${table.name}"><attribute name="${table.primaryKey}" /><filter><condition attribute="${table.primaryKey}" operator="eq" value="${id}" /></filter></entity></fetch>`;
