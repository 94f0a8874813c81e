import { useEffect, useRef, useState } from 'preact/hooks';
import type { FoundRow, LookupTargets, SearchRows } from './search-rows.ts';

export interface LookupList {
  readonly open: boolean;
  readonly state: 'searching' | 'found' | 'failed';
  readonly rows: readonly FoundRow[];
  readonly more: boolean;
  /** Place of the row that the keyboard is at; -1: none. */
  readonly active: number;
}

const closed: LookupList = { open: false, state: 'found', rows: [], more: false, active: -1 };

/** The list below a lookup's box: searched as one types, one request at a time. */
export const useLookup = (search: SearchRows, targets: LookupTargets, debounce: number) => {
  const [list, setList] = useState(closed);
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const stop = () => {
    clearTimeout(timer.current);
    running.current?.abort();
    running.current = null;
  };
  useEffect(() => stop, []);

  const find = async (text: string) => {
    const mine = new AbortController();
    running.current = mine;
    const outcome = await search(targets, text, mine.signal);
    if (mine.signal.aborted || outcome.kind === 'cancelled') return;
    if (outcome.kind === 'result') setList((now) => ({ ...now, state: 'found', ...outcome.result, active: -1 }));
    else setList((now) => ({ ...now, state: 'failed', rows: [], more: false, active: -1 }));
  };

  return {
    list,
    /** Opens the list with what the text finds, at once or when typing pauses. */
    look: (text: string, when: 'now' | 'soon') => {
      stop();
      setList((now) => ({ ...now, open: true, state: 'searching', active: -1 }));
      if (when === 'now') void find(text);
      else timer.current = setTimeout(() => void find(text), debounce);
    },
    /** Moves by so many rows, round and round. */
    move: (by: 1 | -1) =>
      setList((now) => {
        const count = now.rows.length;
        if (count === 0) return now;
        const from = now.active < 0 && by < 0 ? 0 : now.active;
        return { ...now, active: (from + by + count) % count };
      }),
    close: () => {
      stop();
      setList(closed);
    },
  };
};
