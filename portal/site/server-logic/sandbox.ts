/**
 * The worker that runs server logic scripts. Each run gets a fresh scope without Node's globals and without code from text; it may
 * block while the site answers a call, because the worker is its own thread. The site ends the whole worker at the time limit.
 */
import { createContext, Script } from 'node:vm';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { HostDoor } from './prelude.ts';

/** One run: the script, the function to call and the JSON that `Server` is made of. */
export interface Run {
  readonly id: number;
  readonly script: string;
  readonly functionName: string;
  readonly given: string;
}

/** What a worker answers: the outcome as JSON text, or why there is none. */
export interface RunAnswer {
  readonly id: number;
  readonly outcome: string | null;
  readonly problem: string | null;
}

export interface SandboxData {
  readonly prelude: string;
  readonly port: MessagePort;
  /** Set to 1 by the site when the answer to a call lies in the port. */
  readonly signal: SharedArrayBuffer;
}

const { prelude, port, signal } = workerData as SandboxData;
const flag = new Int32Array(signal);
const identifier = /^[A-Za-z_$][\w$]{0,99}$/;

/** Node's own refusal of `import()` is an error of the worker's scope, a way out of the script's; a text has no scope. */
const refuseImport = (): never => {
  throw 'There are no modules in server logic.';
};

/** Sends a call to the site and blocks until its answer is there. Never throws. */
const door: HostDoor = (operation, argument) => {
  try {
    Atomics.store(flag, 0, 0);
    port.postMessage({ operation, argument });
    Atomics.wait(flag, 0, 0);
    const received = receiveMessageOnPort(port) as { readonly message: unknown } | undefined;
    return typeof received?.message === 'string' ? received.message : '{"error":"The site gave no answer."}';
  } catch {
    return '{"error":"The call could not be made."}';
  }
};

function run({ script, functionName, given }: Run): Omit<RunAnswer, 'id'> {
  if (!identifier.test(functionName)) return { outcome: null, problem: 'the name of the function is not an identifier' };
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    // Continuations of the script run inside its own evaluation, never between two runs.
    microtaskMode: 'afterEvaluate',
  });
  const evaluate = (code: string, filename: string): unknown =>
    new Script(code, { filename, importModuleDynamically: refuseImport }).runInContext(context);
  const start = evaluate(`(() => { ${prelude}\nreturn serverPrelude.boot; })()`, 'prelude.js') as (host: HostDoor, given: string) => void;
  start(door, given);
  try {
    evaluate(script, 'server-logic.js');
    evaluate(`__invoke(typeof ${functionName} === 'function' ? ${functionName} : undefined)`, 'invoke.js');
  } catch (error) {
    return { outcome: null, problem: problemOf(error) };
  }
  const outcome = evaluate('__outcome()', 'outcome.js');
  return typeof outcome === 'string' ? { outcome, problem: null } : { outcome: null, problem: 'the script replaced its own frame' };
}

/** The message of an error that a script threw, which may be anything. */
function problemOf(error: unknown): string {
  try {
    return String((error as { message?: unknown } | null)?.message ?? error).slice(0, 1000);
  } catch {
    return 'an error without a message';
  }
}

parentPort?.on('message', (message: Run) => {
  let answer: Omit<RunAnswer, 'id'>;
  try {
    answer = run(message);
  } catch (error) {
    answer = { outcome: null, problem: problemOf(error) };
  }
  parentPort?.postMessage({ id: message.id, ...answer } satisfies RunAnswer);
});
