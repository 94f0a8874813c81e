import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { drillIn, withParameters } from '../shared/address.ts';

/** The tile, and the group of its chart, that the page's address names, and the way to take them out of it; back brings them back. */
export const useDrill = () => {
  const [search, setSearch] = useState(window.location.search);
  useEffect(() => {
    const follow = () => setSearch(window.location.search);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const widen = useCallback(() => {
    const { pathname, search, hash } = window.location;
    window.history.pushState(window.history.state, '', withParameters(pathname + search + hash, { tile: null, value: null }));
    setSearch(window.location.search);
  }, []);
  // The same tile is the same object, whatever else the address says.
  const named = JSON.stringify(drillIn(search));
  const drill = useMemo(() => JSON.parse(named) as ReturnType<typeof drillIn>, [named]);
  return { drill, widen };
};
