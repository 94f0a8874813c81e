import { faults } from '../faults.ts';
import type { Connection } from '../storage/database.ts';
import { fold } from '../storage/fold.ts';

export type ApiParameter = { readonly name: string; readonly type: number; readonly optional: boolean };

/** A custom API as the imported rows declare it. */
export type RegisteredApi = {
  readonly uniqueName: string;
  readonly executePrivilege: string | null;
  readonly isFunction: boolean;
  readonly typeName: string;
  readonly packageId: string;
  readonly parameters: readonly ApiParameter[];
};

const API = `SELECT a.customapiid, a.uniquename, a.executeprivilegename, a.isfunction, a.bindingtype, t.typename, t.pluginpackageid
  FROM t_customapi AS a LEFT JOIN t_plugintype AS t ON t.plugintypeid = a.plugintypeid WHERE a."uniquename~f" = ? AND a.uniquename = ?`;

const STRING = 10;

/** Finds a custom API by its unique name, in its own letter case. Fault 404 when there is none, as for any unknown segment. */
export function findApi(connection: Connection, uniqueName: string): RegisteredApi {
  const row = connection.get(API, [fold(uniqueName), uniqueName]);
  if (!row) throw faults.resourceNotFound(`Resource not found for the segment '${uniqueName.slice(0, 100)}'.`);
  if (row.bindingtype !== 0) throw faults.notImplemented(`The local Dataverse does not run bound custom APIs such as '${uniqueName}'.`);
  if (typeof row.typename !== 'string' || typeof row.pluginpackageid !== 'string') {
    throw faults.notImplemented(`The custom API '${uniqueName}' has no plug-in type.`);
  }
  const parameters = connection.all('SELECT uniquename, type, isoptional FROM t_customapirequestparameter WHERE customapiid = ?', [
    String(row.customapiid),
  ]);
  return {
    uniqueName: String(row.uniquename),
    executePrivilege: typeof row.executeprivilegename === 'string' ? row.executeprivilegename : null,
    isFunction: row.isfunction === 1,
    typeName: row.typename,
    packageId: row.pluginpackageid,
    parameters: parameters.map((each) => ({ name: String(each.uniquename), type: Number(each.type), optional: each.isoptional === 1 })),
  };
}

export const isRegisteredApi = (connection: Connection, uniqueName: string): boolean =>
  connection.get(API, [fold(uniqueName), uniqueName]) !== undefined;

/** Checks the parameters of a call. Fault 400 for an unknown, a missing or an unfit one. */
export function checkInputs(api: RegisteredApi, inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, string | null>> {
  const unknown = Object.keys(inputs).find((name) => !api.parameters.some((parameter) => parameter.name === name));
  if (unknown !== undefined) {
    throw faults.badRequest(
      `The parameter '${unknown.slice(0, 100)}' in the request payload is not a valid parameter for the operation '${api.uniqueName}'.`,
    );
  }
  const checked: Record<string, string | null> = {};
  for (const { name, type, optional } of api.parameters) {
    const value = inputs[name] ?? null;
    if (type !== STRING)
      throw faults.notImplemented(`The local Dataverse runs custom APIs with text parameters only; '${name}' is of type ${type}.`);
    if (value === null && !optional) throw faults.badRequest(`The required parameter '${name}' of '${api.uniqueName}' is missing.`);
    if (value !== null && typeof value !== 'string')
      throw faults.badRequest(`The parameter '${name}' of '${api.uniqueName}' must be a text.`);
    checked[name] = value;
  }
  return checked;
}
