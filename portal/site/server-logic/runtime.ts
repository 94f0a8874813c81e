import { MessageChannel, Worker } from 'node:worker_threads';
import { builtScript } from '../built-scripts.ts';
import type { Given, Outcome } from './prelude.ts';
import type { RunAnswer, SandboxData } from './sandbox.ts';

/** How a run ended. `failed`: it could not be evaluated, never settled, or the scope broke; `timed-out`: its worker was ended. */
export type RunResult =
  | Exclude<Outcome, { kind: 'pending' }>
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'timed-out' };

/** Answers a call of the script; a thrown error reaches the script as an error with this message. */
export type Doors = (operation: string, argument: unknown) => Promise<unknown> | unknown;

export interface RunOptions {
  readonly script: string;
  readonly functionName: string;
  readonly given: Given;
  readonly milliseconds: number;
  readonly doors: Doors;
}

export interface ServerLogicRuntime {
  readonly run: (options: RunOptions) => Promise<RunResult>;
  readonly close: () => Promise<void>;
}

/**
 * Scripts have 10 MB on the platform; the engine's own objects and the Portico bundles come on top of it here.
 * What lies outside the engine's heap is not counted: an ArrayBuffer takes memory of the whole process, and one text of hundreds of
 * megabytes that a script writes out by itself can end the process, because the engine then stops without asking.
 */
const memory = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** A worker with its port. What it sends goes to the run that it works on; between two runs nobody listens. */
interface Helper {
  readonly worker: Worker;
  readonly answer: (text: string) => void;
  /** Ended by itself while it waited; it is not used again. */
  ended: boolean;
  current: { readonly onCall: (call: Call) => void; readonly onEnd: (end: RunAnswer | Error) => void } | null;
}
interface Call {
  readonly operation: string;
  readonly argument: string;
}

/** Runs scripts in workers, `size` at the same time; more wait for their turn. A worker that was ended is replaced when needed. */
export function createServerLogicRuntime(size = 2): ServerLogicRuntime {
  const idle: Helper[] = [];
  const waiting: ((helper: Helper) => void)[] = [];
  let alive = 0;
  let closed = false;

  const take = (): Promise<Helper> | Helper => {
    for (let helper = idle.pop(); helper; helper = idle.pop()) {
      if (!helper.ended) return helper;
      alive -= 1;
    }
    if (alive < size) return startHelper();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const startHelper = (): Helper => {
    alive += 1;
    return createHelper();
  };
  const give = (helper: Helper | null): void => {
    if (!helper) alive -= 1;
    const next = waiting.shift();
    if (next) next(helper ?? startHelper());
    else if (helper) idle.push(helper);
    if (helper && closed) void helper.worker.terminate();
  };

  // The first visitor should not wait for a worker to start.
  idle.push(startHelper());
  return {
    run: async (options) => {
      if (closed) return { kind: 'failed', message: 'the site is closing' };
      const helper = await take();
      const { result, usable } = await runIn(helper, options);
      give(usable ? helper : null);
      return result;
    },
    close: async () => {
      closed = true;
      await Promise.all(idle.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

function createHelper(): Helper {
  const { port1, port2 } = new MessageChannel();
  const signal = new SharedArrayBuffer(4);
  const data: SandboxData = { prelude: builtScript('prelude'), port: port2, signal };
  const worker = new Worker(builtScript('sandbox'), {
    eval: true,
    workerData: data,
    transferList: [port2],
    env: {},
    // Lets the sandbox answer `import()` itself; without it Node throws an error of its own scope into the script.
    execArgv: ['--experimental-vm-modules', '--no-warnings'],
    resourceLimits: memory,
    stdout: true,
    stderr: true,
  });
  const flag = new Int32Array(signal);
  const helper: Helper = {
    worker,
    answer: (text) => {
      port1.postMessage(text);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    },
    ended: false,
    current: null,
  };
  port1.on('message', (call: Call) => helper.current?.onCall(call));
  worker.on('message', (answer: RunAnswer) => helper.current?.onEnd(answer));
  worker.on('error', (error) => helper.current?.onEnd(error));
  worker.on('exit', () => {
    helper.ended = true;
    helper.current?.onEnd(new Error('the worker ended'));
  });
  // A worker that waits for work keeps no process alive; while it works, the request does.
  worker.unref();
  port1.unref();
  return helper;
}

let runs = 0;

/** One run in one worker; the worker is usable afterwards unless it was ended or broke. */
async function runIn(helper: Helper, options: RunOptions): Promise<{ readonly result: RunResult; readonly usable: boolean }> {
  runs += 1;
  const id = runs;
  let timer: NodeJS.Timeout | undefined;
  const ended = await new Promise<RunAnswer | 'timed-out' | Error>((resolve) => {
    timer = setTimeout(() => resolve('timed-out'), options.milliseconds);
    helper.current = {
      onCall: ({ operation, argument }) => void answerCall(options.doors, operation, argument).then(helper.answer),
      onEnd: resolve,
    };
    helper.worker.postMessage({ id, script: options.script, functionName: options.functionName, given: JSON.stringify(options.given) });
  });
  clearTimeout(timer);
  helper.current = null;
  if (ended === 'timed-out' || ended instanceof Error) {
    await helper.worker.terminate();
    const result: RunResult = ended === 'timed-out' ? { kind: 'timed-out' } : { kind: 'failed', message: ended.message };
    return { result, usable: false };
  }
  return {
    result: ended.id === id ? resultOf(ended) : { kind: 'failed', message: 'the answer belongs to another run' },
    usable: ended.id === id,
  };
}

async function answerCall(doors: Doors, operation: string, argument: string): Promise<string> {
  try {
    return JSON.stringify({ value: (await doors(operation, JSON.parse(argument))) ?? null });
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : 'The call failed.' });
  }
}

function resultOf({ outcome, problem }: RunAnswer): RunResult {
  if (outcome === null) return { kind: 'failed', message: problem ?? 'no outcome' };
  const read = readOutcome(outcome);
  return read ?? { kind: 'failed', message: 'the promise of the function never settled' };
}

/** The outcome comes out of the script's own scope, so its shape is checked like any input. */
function readOutcome(text: string): Exclude<Outcome, { kind: 'pending' }> | null {
  const outcome = JSON.parse(text) as Partial<Record<string, unknown>> | null;
  if (outcome?.['kind'] === 'returned') return { kind: 'returned', text: String(outcome['text'] ?? '') };
  if (outcome?.['kind'] === 'threw') return { kind: 'threw', message: String(outcome['message'] ?? '').slice(0, 2000) };
  return outcome?.['kind'] === 'absent' ? { kind: 'absent' } : null;
}
