import { randomUUID } from 'node:crypto';
import type { Diagnostics } from '../diagnostics.ts';
import { environmentVariable } from '../model/settings.ts';
import { foldName, type ServerLogic, settingFlag, settingOf } from '../model/types.ts';
import type { SiteStore } from '../store.ts';
import { contactIdOf, holdsOne, type Visit } from '../visit.ts';
import { callDataverse, type IdentityEvidence } from './connector.ts';
import { forbiddenTexts } from './forbidden-texts.ts';
import { callHttp, type HttpCall } from './http-client.ts';
import { escapeForLog } from './log-text.ts';
import { type Given, longestText } from './prelude.ts';
import type { Doors, RunResult, ServerLogicRuntime } from './runtime.ts';

/** What a call of server logic needs of the site. */
export interface ServerLogicHost {
  readonly store: SiteStore;
  readonly runtime: ServerLogicRuntime;
  readonly diagnostics: Diagnostics;
  readonly portalUser: () => string | null;
  readonly evidence: () => IdentityEvidence;
}

/** One call, by a browser (with HTTP facts) or by the Liquid tag (with `input`). */
export interface ServerLogicRequest {
  readonly name: string;
  readonly functionName: string;
  readonly http?: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
  readonly input?: string | null;
}

/** Status, the script's text, and a message for people; never the script's own error text. */
export interface ServerLogicResult {
  readonly requestId: string;
  readonly status: number;
  readonly text: string | null;
  readonly message: string | null;
  readonly milliseconds: number;
}

/** Runs a function of a server logic for a visitor: switch, name, roles, the platform's refused texts, then the script. */
export async function callServerLogic(host: ServerLogicHost, visit: Visit, request: ServerLogicRequest): Promise<ServerLogicResult> {
  const requestId = randomUUID();
  const started = performance.now();
  const end = (status: number, text: string | null, message: string | null): ServerLogicResult => ({
    requestId,
    status,
    text,
    message,
    milliseconds: performance.now() - started,
  });
  const logic = visit.site.serverLogics.get(foldName(request.name));
  if (!settingFlag(visit.site, 'ServerLogic/Enabled', true)) return end(403, null, 'Server logic is switched off on this site.');
  if (!logic) return end(404, null, 'There is no such server logic.');
  if (!holdsOne(visit, logic.roleIds)) return end(403, null, 'You are not allowed to use this server logic.');
  const where = `server logic “${logic.name}”`;
  const report = (message: string): void => host.diagnostics.report({ kind: 'server-logic', where, message: escapeForLog(message) });
  const forbidden = forbiddenTexts(logic.script);
  if (forbidden.length > 0) report(`The platform refuses this script: it holds ${forbidden.join(', ')}.`);
  if (logic.script === '') report('The script is empty: its file was not imported.');
  if (forbidden.length > 0 || logic.script === '') return end(500, null, failed);
  const result = await host.runtime.run({
    script: logic.script,
    functionName: request.functionName,
    given: givenOf(visit, logic, request, requestId),
    milliseconds: timeLimit(visit),
    doors: doorsOf(host, visit, where),
  });
  return answerOf(result, end, report, request.functionName);
}

const failed = 'Something went wrong in the server logic of this site.';

function answerOf(
  result: RunResult,
  end: (status: number, text: string | null, message: string | null) => ServerLogicResult,
  report: (message: string) => void,
  functionName: string,
): ServerLogicResult {
  switch (result.kind) {
    case 'returned':
      if (result.text.length <= longestText) return end(200, result.text, null);
      report(`The answer has ${result.text.length} characters, more than the local portal passes on.`);
      return end(500, null, failed);
    case 'absent':
      report(`The script has no function \`${functionName}\`.`);
      return end(405, null, 'The server logic does not have this operation.');
    case 'timed-out':
      report('The script did not end within ServerLogic/TimeoutInSeconds and was stopped.');
      return end(504, null, 'The server logic took too long and was stopped.');
    default:
      report(result.message);
      return end(500, null, failed);
  }
}

/** Setting `ServerLogic/TimeoutInSeconds`: 120 by default, 240 at most. */
function timeLimit({ site }: Visit): number {
  const seconds = Number(settingOf(site, 'ServerLogic/TimeoutInSeconds') ?? 120);
  return (Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 240) : 120) * 1000;
}

function givenOf(visit: Visit, logic: ServerLogic, { functionName, http, input }: ServerLogicRequest, activityId: string): Given {
  const { visitor, site, url } = visit;
  const common = { ActivityId: activityId, FunctionName: functionName, ServerLogicName: logic.name };
  const context = http
    ? {
        ...common,
        Body: http.body,
        Headers: http.headers,
        HttpMethod: http.method,
        QueryParameters: Object.fromEntries(url.searchParams),
        Url: url.href,
      }
    : { ...common, Input: input ?? null };
  return {
    context,
    user: visitor.kind === 'contact' ? { ...publicColumns(visitor.contact.values), contactid: visitor.contact.id } : null,
    website: { adx_websiteid: site.id, adx_name: site.name, adx_primarydomain: url.host },
    settings: Object.fromEntries(site.settings),
  };
}

const publicColumns = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('adx_identity_')));

function doorsOf(host: ServerLogicHost, visit: Visit, where: string): Doors {
  return (operation, argument) => {
    switch (operation) {
      case 'dataverse':
        return callDataverse(
          host.store.executeApi,
          { portalUser: host.portalUser(), contactId: contactIdOf(visit), evidence: host.evidence() },
          argument as { readonly operation: string; readonly parts: readonly (string | null)[] },
        );
      case 'http':
        return callHttp(visit.site, argument as HttpCall);
      case 'environment':
        return environmentVariable(host.store, String(argument));
      case 'log': {
        const { level, message } = argument as { readonly level: string; readonly message: string };
        host.diagnostics.report({ kind: 'log', where, message: escapeForLog(`${level}: ${message}`) });
        return null;
      }
      default:
        throw new Error('There is no such object.');
    }
  };
}
