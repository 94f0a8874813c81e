import vm from 'node:vm';
import { requestParameter, responseProperty } from '../../contracts/index.ts';
import { callJson } from './call-json.ts';
import { HostException, hostFaults } from './faults.ts';
import type { OrganizationGateway } from './gateway.ts';
import type { ScriptCall, ScriptHost, ScriptOutcome } from './host.ts';
import { createHostCalls } from './host-calls.ts';
import { isDeeperThan, type Limits } from './limits.ts';
import { createScriptEngine, type ScriptEngine } from './script-engine.ts';

export interface NodeHostOptions {
  /** The ES5 bundle, as it is embedded in the plug-in. */
  readonly bundleText: string;
  readonly limits: Limits;
}

const idleEngines = 4;

/** Runs the bundle in Node, by the rules of the plug-in. Counts neither statements nor the depth of calls. */
export function createNodeHost({ bundleText, limits }: NodeHostOptions): ScriptHost {
  const script = new vm.Script(bundleText, { filename: 'portico-api.js' });
  const idle = new Map<string, ScriptEngine[]>();

  const run = (call: ScriptCall, watch: Watch): string => {
    const { context } = call;
    watch.trace(
      `${call.message}: depth ${context.depth}, stage ${context.stage}, in transaction ${context.isInTransaction ? 'True' : 'False'}`,
    );
    const argument = callJson(call, checkedRequest(call.inputs[requestParameter], limits));
    const gateway = watch.measured(call.gateway);
    const serve = createHostCalls({ gateway, userId: context.userId.toLowerCase(), limits, trace: watch.trace });
    const pool = idle.get(context.organizationId) ?? [];
    idle.set(context.organizationId, pool);
    const engine = pool.pop() ?? createScriptEngine(script, limits);
    const answer = engine.run(argument, serve);
    if (pool.length < idleEngines) pool.push(engine);
    return answer;
  };

  return {
    execute: async (call): Promise<ScriptOutcome> => {
      const watch = createWatch();
      try {
        const answer = run(call, watch);
        return { kind: 'done', outputs: { [responseProperty]: answer }, ...watch.report() };
      } catch (thrown) {
        if (!(thrown instanceof HostException)) throw thrown;
        return { kind: 'fault', fault: thrown.fault, ...watch.report() };
      }
    },
    close: async () => idle.clear(),
  };
}

// Size and nesting are looked at before anything parses the text.
function checkedRequest(request: string | null | undefined, limits: Limits): string {
  if (!request) throw hostFaults.requestMissing();
  if (request.length > limits.requestCharacters) throw hostFaults.requestTooLarge(limits.requestCharacters);
  if (isDeeperThan(request, limits.jsonDepth)) throw hostFaults.requestTooDeep(limits.jsonDepth);
  return request;
}

interface Watch {
  readonly trace: (text: string) => void;
  readonly measured: (gateway: OrganizationGateway) => OrganizationGateway;
  readonly report: () => { readonly trace: string; readonly hostMilliseconds: number };
}

function createWatch(): Watch {
  const started = performance.now();
  let waited = 0;
  let lines = '';
  return {
    trace: (text) => {
      lines += `${text}\n`;
    },
    measured: (gateway) => ({
      handle: (caller, request) => {
        const asked = performance.now();
        try {
          return gateway.handle(caller, request);
        } finally {
          waited += performance.now() - asked;
        }
      },
    }),
    report: () => ({ trace: lines, hostMilliseconds: Math.round(performance.now() - started - waited) }),
  };
}
