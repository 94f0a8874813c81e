import vm from 'node:vm';
import { bundleGlobal } from '../../contracts/index.ts';
import { createEs5Realm } from './es5-realm.ts';
import { HostException, hostFaults } from './faults.ts';
import type { Limits } from './limits.ts';

/** Serves one call of the script to its host. */
export type Serve = (operation: string, argumentJson: string) => string;

export interface ScriptEngine {
  /** False after any fault: the engine is thrown away then. */
  isUsable(): boolean;
  /** Calls `portico.run`; throws the first fault of the run, also when the script caught it. */
  run(argument: string, serve: Serve): string;
}

/** The Node twin of `ScriptEngine.cs`: one engine belongs to one call at a time, and no script can swallow a fault. */
export function createScriptEngine(script: vm.Script, limits: Limits): ScriptEngine {
  const entry = new vm.Script(`${bundleGlobal}.run(porticoCall)`);
  let serve: Serve | null = null;
  let deadline = 0;
  let fault: { readonly thrown: unknown } | null = null;

  const call = (operation: unknown, argumentJson: unknown): string | undefined => {
    if (fault) return undefined;
    try {
      if (!serve) throw hostFaults.argument('the host serves no call while a script is loaded');
      if (typeof operation !== 'string' || typeof argumentJson !== 'string') throw hostFaults.argument('`porticoHost` takes two texts');
      if (Date.now() > deadline) throw hostFaults.time(limits.milliseconds);
      return serve(operation, argumentJson);
    } catch (thrown) {
      fault = { thrown };
      return undefined;
    }
  };
  const realm = createEs5Realm(call, limits.jsonDepth);

  const guarded = <T>(work: () => T): T | undefined => {
    deadline = Date.now() + limits.milliseconds;
    let answer: T | undefined;
    try {
      answer = work();
    } catch (thrown) {
      fault ??= { thrown: translated(thrown, limits) };
    }
    if (fault) throw fault.thrown;
    return answer;
  };
  guarded(() => script.runInContext(realm, { timeout: limits.milliseconds }));

  return {
    isUsable: () => fault === null,
    run: (argument, host) => {
      if (fault) throw new Error('an engine that failed is not used again');
      serve = host;
      try {
        const answer = guarded(() => {
          realm.porticoCall = argument;
          return checkedAnswer(entry.runInContext(realm, { timeout: limits.milliseconds }), limits);
        });
        return answer as string;
      } finally {
        serve = null;
      }
    },
  };
}

function checkedAnswer(answer: unknown, limits: Limits): string {
  if (typeof answer !== 'string') throw hostFaults.script('it did not answer with a text');
  if (answer.length > limits.answerCharacters) throw hostFaults.answerTooLarge(limits.answerCharacters);
  return answer;
}

function translated(thrown: unknown, limits: Limits): unknown {
  if (thrown instanceof HostException) return thrown;
  if (typeof thrown !== 'object' || thrown === null) return hostFaults.script(String(thrown));
  if ('code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return hostFaults.time(limits.milliseconds);
  const message = 'message' in thrown && typeof thrown.message === 'string' ? thrown.message : 'an object was thrown';
  return message === 'Maximum call stack size exceeded' ? hostFaults.recursion(limits.recursion) : hostFaults.script(message);
}
