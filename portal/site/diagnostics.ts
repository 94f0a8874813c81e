/** A remark for the maker about the site, never part of a page. `where` names the component, template or address. */
export interface SiteDiagnostic {
  readonly kind: 'content' | 'template' | 'server-logic' | 'control' | 'setting' | 'not-built' | 'cache' | 'log';
  readonly message: string;
  readonly where: string;
}

/** A diagnostic as it is kept: equal ones are counted instead of repeated. */
export interface KeptDiagnostic extends SiteDiagnostic {
  readonly times: number;
  readonly last: Date;
}

export interface Diagnostics {
  readonly report: (diagnostic: SiteDiagnostic) => void;
  /** The latest first. */
  readonly list: () => readonly KeptDiagnostic[];
  readonly clear: () => void;
}

/** Keeps the latest `limit` different diagnostics. */
export function createDiagnostics(clock: () => Date, limit = 200): Diagnostics {
  const kept = new Map<string, KeptDiagnostic>();
  return {
    report: (diagnostic) => {
      const key = JSON.stringify([diagnostic.kind, diagnostic.where, diagnostic.message]);
      const times = (kept.get(key)?.times ?? 0) + 1;
      kept.delete(key);
      kept.set(key, { ...diagnostic, times, last: clock() });
      const oldest = kept.keys().next().value;
      if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    },
    list: () => [...kept.values()].reverse(),
    clear: () => kept.clear(),
  };
}
