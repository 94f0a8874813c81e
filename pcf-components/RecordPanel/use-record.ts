import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openRecordSession, type RecordSession } from './record-session.ts';
import type { RecordSource } from './record-source.ts';
import { emptyView, type RecordActions } from './record-view.ts';

/** The session of one record, as long as what it is about stays the same. */
export const useRecord = (source: RecordSource) => {
  const [view, tell] = useState(emptyView);
  const [generation, setGeneration] = useState(0);
  const session = useRef<RecordSession>();
  const latest = useRef({ source, view });
  latest.current = { source, view };
  const { form, record, page, language, signedIn, formats, client } = source;

  // These say which record it is; the rest is taken as it is then.
  useEffect(() => {
    tell(emptyView);
    const opened = openRecordSession(latest.current.source, tell);
    session.current = opened;
    return opened.close;
  }, [form, record, page, language, signedIn, formats, client, generation]);

  // A page that the browser brings back as it was would create the same record once more.
  useEffect(() => {
    const back = (event: PageTransitionEvent) => {
      if (event.persisted && latest.current.view.report?.kind === 'created') setGeneration((now) => now + 1);
    };
    window.addEventListener('pageshow', back);
    return () => window.removeEventListener('pageshow', back);
  }, []);

  const actions = useMemo<RecordActions>(
    () => ({
      type: (column, entry) => session.current?.type(column, entry),
      save: () => session.current?.save(),
      discard: () => session.current?.discard(),
      undo: () => session.current?.undo(),
      reload: (changes) => session.current?.reload(changes),
      resume: () => session.current?.resume(),
      forget: () => session.current?.forget(),
      choose: (column, choice) => session.current?.choose(column, choice),
      clearKept: () => session.current?.clearKept(),
    }),
    [],
  );
  return { view, actions };
};
