import { Worker } from 'node:worker_threads';

/** What became of a mutation: noticed by a test, by the clock, by a crash while loading; or by nobody. */
export type Verdict = { readonly kind: 'killed'; readonly by: string } | { readonly kind: 'survived' };

const BODY = `
const { workerData, parentPort } = require('node:worker_threads');
globalThis.porticoMutant = workerData.number;
import(workerData.script).then(() => globalThis.porticoVerdict()).then(
  (name) => parentPort.postMessage({ name }),
  () => parentPort.postMessage({ name: 'loading' }),
);
`;

/** Runs the suite with one mutation awake, in a thread of its own; `0` is the engine as it is. */
export function verdictOf(script: string, number: number, milliseconds: number): Promise<Verdict> {
  return new Promise((resolve) => {
    const worker = new Worker(BODY, { eval: true, workerData: { number, script }, stdout: true, stderr: true });
    const end = (verdict: Verdict): void => {
      clearTimeout(clock);
      worker.removeAllListeners();
      void worker.terminate();
      resolve(verdict);
    };
    const clock = setTimeout(() => end({ kind: 'killed', by: 'the clock' }), milliseconds);
    worker.on('message', ({ name }: { readonly name: string | null }) =>
      end(name === null ? { kind: 'survived' } : { kind: 'killed', by: name }),
    );
    worker.on('error', () => end({ kind: 'killed', by: 'a crash' }));
  });
}
