import { ask, readInput, refuse } from './bridge.ts';
import { isObject } from './connector.ts';
import { askForDashboard } from './dashboard.ts';
import { names } from './names.ts';
import type { ServerObject } from './server.d.ts';

declare const Server: ServerObject;

/** What a page shows, for the browser: `{ page, grids, drill, dashboard, record, language }` in the body. */
export function post(): string {
  return load(Server.Context.Body);
}

/** The same for Liquid, where the input is the tag's `input`: the navigation of the header. */
export function get(): string {
  const query = Server.Context.QueryParameters ?? {};
  const fromUrl = query.page === undefined ? null : JSON.stringify({ page: query.page, language: query.language });
  return load(Server.Context.Input || fromUrl);
}

function load(text: string | null | undefined): string {
  const input = readInput(text, names.apis.LoadExperience.maxRequest);
  if (input.kind === 'refused') return refuse(Server, 'LoadExperience', input.code, 0, 'the body of the experience bridge');
  const { page, grids, drill, dashboard, record, language } = input.fields;
  const fields = { page: page ?? '/', grids, drill, dashboard, record, language };
  return isObject(dashboard) ? askForDashboard(Server, fields, dashboard) : ask(Server, 'LoadExperience', fields);
}
