import { spawn } from 'node:child_process';
import type { ServiceRequest } from './gateway.ts';
import type { ScriptFault } from './host.ts';

export interface ServiceMessage {
  readonly type: 'service';
  readonly call: string;
  readonly seq: number;
  readonly caller: string;
  readonly request: ServiceRequest;
}

interface DoneMessage {
  readonly type: 'done';
  readonly call: string;
  readonly trace: string;
  readonly hostMilliseconds: number;
}

export type RunnerMessage =
  | ServiceMessage
  | (DoneMessage & { readonly outputs: { readonly [name: string]: string } })
  | (DoneMessage & { readonly fault: ScriptFault });

export interface RunnerOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly onMessage: (message: RunnerMessage) => void;
  /** Once, when the process has ended or could not be started. */
  readonly onGone: (error: Error) => void;
}

export interface Runner {
  readonly isAlive: () => boolean;
  /** False when the process is gone. */
  readonly send: (message: object) => boolean;
  /** Closes the pipe and waits for the process to end. */
  readonly close: () => Promise<void>;
}

const stderrTail = 4000;

/** Starts the runner and talks to it line by line. */
export function startRunner({ command, args, onMessage, onGone }: RunnerOptions): Runner {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let alive = true;
  let errors = '';
  const gone = new Promise<void>((resolve) => {
    const end = (reason: string): void => {
      if (!alive) return;
      alive = false;
      onGone(new Error(`the runner has ended (${reason})${errors ? `: ${errors.trim()}` : ''}`));
      resolve();
    };
    child.on('error', (error) => end(error.message));
    child.on('close', (code, signal) => end(signal ?? `exit code ${code}`));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-stderrTail);
  });
  // A write that fails because the process is gone is told by `close`.
  child.stdin.on('error', () => child.kill());
  child.stdout.setEncoding('utf8').on(
    'data',
    linesTo((line) => onMessage(JSON.parse(line) as RunnerMessage)),
  );
  return {
    isAlive: () => alive,
    send: (message) => {
      if (alive) child.stdin.write(`${JSON.stringify(message)}\n`);
      return alive;
    },
    close: async () => {
      child.stdin.end();
      await gone;
    },
  };
}

// Not node:readline, which also ends a line at U+2028, and that may stand in a JSON text.
function linesTo(take: (line: string) => void): (chunk: string) => void {
  let rest: string[] = [];
  return (chunk) => {
    const [first = '', ...others] = chunk.split('\n');
    rest.push(first);
    for (const other of others) {
      take(rest.join(''));
      rest = [other];
    }
  };
}
