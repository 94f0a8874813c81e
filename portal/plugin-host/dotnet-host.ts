import { join } from 'node:path';
import { pluginPackage } from '../../contracts/index.ts';
import type { ServiceAnswer } from './gateway.ts';
import type { ScriptCall, ScriptHost, ScriptOutcome } from './host.ts';
import type { Limits } from './limits.ts';
import { type Runner, type RunnerMessage, type ServiceMessage, startRunner } from './runner-process.ts';

export interface DotnetHostOptions {
  /** Folder of the built runner, with `net10.0` and `net462` in it. */
  readonly runnerPath: string;
  readonly runtime: 'dotnet' | 'mono';
  /** Folder with the plug-in's assemblies, as unpacked from the package's `lib/net462`. */
  readonly pluginFolder: string;
  /** Runs this script by the plug-in's way instead of the embedded one; for tests of the host itself. */
  readonly script?: { readonly path: string; readonly limits: Limits };
}

export interface Evaluation {
  /** File of an ES5 script. */
  readonly script: string;
  /** Path of a function that takes and gives a text, e.g. `porticoCases.run`. */
  readonly function: string;
  readonly argument: string;
  readonly limits: Limits;
}

export interface DotnetHost extends ScriptHost {
  /** Calls one function of any script in the plug-in's engine; its answer is the output `Result`. */
  evaluate(evaluation: Evaluation): Promise<ScriptOutcome>;
  /** The limits of the shipped plug-in, as JSON in the output `Limits`. */
  limits(): Promise<ScriptOutcome>;
}

interface Pending {
  readonly runner: Runner;
  readonly answer: (message: ServiceMessage) => ServiceAnswer | Promise<ServiceAnswer>;
  readonly resolve: (outcome: ScriptOutcome) => void;
  readonly reject: (error: unknown) => void;
  defect: { readonly thrown: unknown } | null;
}

const unexpected = 0x80040216 | 0;

/**
 * Runs the plug-in itself, in a process of its own. Calls may overlap; each blocks a thread there while its gateway works here.
 * When the process dies, the calls that wait are rejected, and the next call starts a new one.
 */
export function createDotnetHost({ runnerPath, runtime, pluginFolder, script }: DotnetHostOptions): DotnetHost {
  const pending = new Map<string, Pending>();
  let count = 0;
  const program =
    runtime === 'dotnet' ? join(runnerPath, 'net10.0', 'portico-runner.dll') : join(runnerPath, 'net462', 'portico-runner.exe');
  const begin = (): Runner => startRunner({ command: runtime, args: [program, pluginFolder], onMessage, onGone });
  let runner = begin();
  let closed = false;

  function onGone(error: Error): void {
    for (const call of pending.values()) call.reject(error);
    pending.clear();
  }

  function onMessage(message: RunnerMessage): void {
    const call = pending.get(message.call);
    if (!call) return;
    if (message.type === 'service') {
      void answer(call, message);
      return;
    }
    pending.delete(message.call);
    if (call.defect) call.reject(call.defect.thrown);
    else call.resolve(outcomeOf(message));
  }

  // A defect of the gateway must reach whoever called, so the runner only gets a fault that ends the script.
  async function answer(call: Pending, message: ServiceMessage): Promise<void> {
    let given: ServiceAnswer;
    try {
      given = await call.answer(message);
    } catch (thrown) {
      call.defect = { thrown };
      given = { fault: { code: unexpected, message: 'the gateway failed' } };
    }
    call.runner.send({ type: 'serviceResult', call: message.call, seq: message.seq, ...given });
  }

  function start(message: object, answerService: Pending['answer']): Promise<ScriptOutcome> {
    const call = `c${++count}`;
    return new Promise((resolve, reject) => {
      if (!runner.isAlive() && !closed) runner = begin();
      pending.set(call, { runner, answer: answerService, resolve, reject, defect: null });
      if (!runner.send({ ...message, call })) {
        pending.delete(call);
        reject(new Error('the runner has ended'));
      }
    });
  }

  const noService = () => {
    throw new Error('this message has no organization service');
  };
  return {
    execute: ({ message, inputs, context, gateway }: ScriptCall) => {
      const what = script ? { script: script.path, limits: script.limits } : { pluginType: pluginPackage.customApiType };
      return start({ type: 'execute', ...what, message, inputs, context }, ({ caller, request }) => gateway.handle(caller, request));
    },
    evaluate: (evaluation) => start({ type: 'evaluate', ...evaluation }, noService),
    limits: () => start({ type: 'limits' }, noService),
    close: async () => {
      closed = true;
      await runner.close();
    },
  };
}

function outcomeOf(message: Exclude<RunnerMessage, ServiceMessage>): ScriptOutcome {
  const { trace, hostMilliseconds } = message;
  if ('fault' in message) return { kind: 'fault', fault: message.fault, trace, hostMilliseconds };
  return { kind: 'done', outputs: message.outputs, trace, hostMilliseconds };
}
