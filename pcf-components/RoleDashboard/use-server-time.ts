import { useEffect, useState } from 'preact/hooks';

/** Milliseconds by which the two clocks of the browser may differ before the server is asked again. */
const drift = 30_000;

interface ServerTime {
  /** The server’s moment. */
  readonly asOf: string;
  /** Reading of the monotonic clock at that moment. */
  readonly arrived: number;
  /** Milliseconds between two readings; null: no time runs. */
  readonly every: number | null;
  /** Told when the computer was asleep: the monotonic clock may have stood still. */
  readonly lost: () => void;
}

/** The server’s time in milliseconds, whatever the browser’s clock says: what it said, and what has passed since. */
export const useServerTime = ({ asOf, arrived, every, lost }: ServerTime): number => {
  const read = () => Date.parse(asOf) + Math.max(0, performance.now() - arrived);
  const [now, setNow] = useState(read);

  useEffect(() => {
    setNow(read());
    if (every === null) return;
    const wall = Date.now() - performance.now();
    const timer = setInterval(() => {
      if (Math.abs(Date.now() - performance.now() - wall) > drift) {
        clearInterval(timer);
        lost();
      }
      setNow(read());
    }, every);
    return () => clearInterval(timer);
  }, [asOf, arrived, every]);
  return now;
};

/** Whether the person asked the system for less motion. */
export const wantsLessMotion = (): boolean => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
