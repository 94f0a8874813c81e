import { faults } from '../faults.ts';

/** How many may wait for the one writer, and how long. */
export type TurnLimits = { readonly waiting: number; readonly milliseconds: number };

/** Gives the right to write to one after the other, in the order of asking. */
export type Turns = {
  /** Resolves when it is the caller's turn; call what it gives back when done. Faults 503 when too many wait or it takes too long. */
  readonly take: () => Promise<() => void>;
};

type Waiting = { readonly start: () => void; readonly timer: NodeJS.Timeout };

const busy = () => faults.busy('The local Dataverse is busy: too many transactions are waiting.');

export function createTurns(limits: TurnLimits): Turns {
  const queue: Waiting[] = [];
  let taken = false;
  const next = () => {
    const waiting = queue.shift();
    if (!waiting) {
      taken = false;
      return;
    }
    clearTimeout(waiting.timer);
    waiting.start();
  };
  const release = () => {
    let done = false;
    return () => {
      if (done) return;
      done = true;
      next();
    };
  };
  const take = (): Promise<() => void> => {
    if (!taken) {
      taken = true;
      return Promise.resolve(release());
    }
    if (queue.length >= limits.waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start: () => resolve(release()),
        timer: setTimeout(() => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(busy());
        }, limits.milliseconds),
      };
      queue.push(waiting);
    });
  };
  return { take };
}
