import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Environment } from '../shared/environment.ts';
import { noOffers, type OffersSession, openOffersSession } from './offers-session.ts';
import { openRunSession, type RunSession } from './run-session.ts';
import { idleRun, type RunActions } from './run-view.ts';

export interface ActingSource {
  readonly environment: Environment;
  /** Null where nothing can be done here. */
  readonly table: string | null;
  readonly ids: readonly string[];
  readonly language: string;
  /** Told after each answer, with the rows that were changed. */
  readonly onActed: (changed: readonly string[]) => void;
}

/** What can be done with some rows of a table, and the doing of it: one action at a time for all of them. */
export const useActing = ({ environment, table, ids, language, onActed }: ActingSource) => {
  const [offers, tellOffers] = useState(noOffers);
  const [run, tellRun] = useState(idleRun);
  const offering = useRef<OffersSession>();
  const running = useRef<RunSession>();
  const latest = useRef({ offers, onActed });
  latest.current = { offers, onActed };
  const listed = ids.join('\n');

  useEffect(() => {
    if (table === null || listed === '') return tellOffers(noOffers);
    const opened = openOffersSession({ ...environment, table, ids: listed.split('\n'), language }, tellOffers);
    offering.current = opened;
    return () => {
      offering.current = undefined;
      opened.close();
    };
  }, [environment, table, listed, language]);

  useEffect(() => {
    if (table === null) return;
    const opened = openRunSession(
      {
        ...environment,
        table,
        offered: () => latest.current.offers.rows,
        settled: (changed) => {
          offering.current?.reload();
          latest.current.onActed(changed);
        },
      },
      tellRun,
    );
    running.current = opened;
    return () => {
      running.current = undefined;
      opened.close();
      tellRun(idleRun);
    };
  }, [environment, table]);

  const actions = useMemo<RunActions>(
    () => ({
      press: (press) => running.current?.press(press),
      type: (draft) => running.current?.type(draft),
      submit: () => running.current?.submit(),
      retry: () => running.current?.retry(),
      leave: () => running.current?.leave(),
      cancel: () => running.current?.cancel(),
      clearReport: () => running.current?.clearReport(),
    }),
    [],
  );
  const reload = useCallback(() => offering.current?.reload(), []);
  return { offers, run, actions, reload };
};

export type Acting = ReturnType<typeof useActing>;
