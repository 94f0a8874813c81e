interface Tables {
  readonly [table: string]: { readonly columns?: { readonly [column: string]: unknown } };
}

const MOST_STEPS = 3;
const MOST_PATHS = 5;

/**
 * The ways from a table's rows to a contact or an account through lookups, shortest first: what an access can be scoped by.
 * @example pathsTo({ order: { columns: { customerid: { lookup: ['account'] } } } }, 'order', 'account') // ['customerid']
 */
export function pathsTo(tables: Tables, table: string, to: string): readonly string[] {
  const found: string[] = [];
  let level: readonly { readonly on: string; readonly text: string; readonly passed: readonly string[] }[] = [
    { on: table, text: '', passed: [table] },
  ];
  for (let step = 0; step < MOST_STEPS && found.length < MOST_PATHS; step++) {
    const next: { on: string; text: string; passed: readonly string[] }[] = [];
    for (const { on, text, passed } of level)
      for (const [column, targets] of lookupsOf(tables, on)) {
        const here = text === '' ? column : `${text}.${column}`;
        if (targets.includes(to)) found.push(here);
        for (const target of targets)
          if (!passed.includes(target))
            next.push({ on: target, text: targets.length > 1 ? `${here}:${target}` : here, passed: [...passed, target] });
      }
    level = next;
  }
  return found.slice(0, MOST_PATHS);
}

const lookupsOf = (tables: Tables, table: string): readonly (readonly [string, readonly string[]])[] =>
  Object.entries(tables[table]?.columns ?? {}).flatMap(([column, type]) => {
    const targets = (type as { readonly lookup?: unknown } | null)?.lookup;
    return Array.isArray(targets) ? [[column, targets.filter((each): each is string => typeof each === 'string')] as const] : [];
  });
