import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Environment } from '../shared/environment.ts';
import { noOffers, type OfferedRow, type OffersSession, type OffersView, openOffersSession } from './offers-session.ts';
import { openRunSession, type RunSession } from './run-session.ts';
import { idleRun, type RunActions } from './run-view.ts';

export interface ActingSource {
  readonly environment: Environment;
  /** Null where nothing can be done here. */
  readonly table: string | null;
  readonly ids: readonly string[];
  readonly language: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  /** What can be done, where somebody else asks for it, and how it is asked for again; absent: it is asked for here. */
  readonly given?: { readonly view: OffersView; readonly reload: (changed: readonly string[]) => void } | undefined;
  /** What came with the rows themselves. */
  readonly known?: readonly OfferedRow[] | undefined;
  /** Told after each answer: the rows that were changed, and those that are not as the page shows them. */
  readonly onActed: (changed: readonly string[], outdated: readonly string[]) => void;
}

/** What can be done with some rows of a table, and the doing of it: one action at a time for all of them. */
export const useActing = ({ environment, table, ids, language, signedIn, given, known, onActed }: ActingSource) => {
  const [asked, tellOffers] = useState(noOffers);
  const offers = given?.view ?? asked;
  const isGiven = given !== undefined;
  const [run, tellRun] = useState(idleRun);
  const offering = useRef<OffersSession>();
  const running = useRef<RunSession>();
  const latest = useRef({ offers, given, known, onActed });
  latest.current = { offers, given, known, onActed };
  const listed = ids.join('\n');
  const reload = useCallback((changed: readonly string[] = []) => {
    if (latest.current.given) latest.current.given.reload(changed);
    else offering.current?.reload();
  }, []);

  useEffect(() => {
    if (isGiven || table === null || listed === '') return tellOffers(noOffers);
    const ids = listed.split('\n');
    const opened = openOffersSession({ ...environment, table, ids, language, signedIn, known: latest.current.known }, tellOffers);
    offering.current = opened;
    return () => {
      offering.current = undefined;
      opened.close();
    };
  }, [environment, table, listed, language, signedIn, isGiven]);

  useEffect(() => {
    if (table === null) return;
    const opened = openRunSession(
      {
        ...environment,
        table,
        signedIn,
        offered: () => latest.current.offers.rows,
        settled: (changed, outdated) => {
          reload(changed);
          latest.current.onActed(changed, outdated);
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
  }, [environment, table, signedIn, reload]);

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
  return { offers, run, actions, reload };
};

export type Acting = ReturnType<typeof useActing>;
