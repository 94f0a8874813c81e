// Which rows a plan can concern, found through indexes that a database would have; the residue is decided row by row.
import { aboveOf } from './translate-policy.mjs';

export function indexesOf(tables) {
  const put = (map, key, at) => {
    if (key === null || key === undefined) return;
    const list = map.get(key);
    if (list) list.push(at);
    else map.set(key, [at]);
  };
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => {
      const index = { account: new Map(), contact: new Map(), parent: new Map() };
      rows.forEach((row, at) => {
        put(index.account, row.account, at);
        put(index.contact, row.contact, at);
        if (row.parent) put(index.parent, row.parent.id, at);
      });
      return [table, index];
    }),
  );
}

/** Row numbers, in any order and perhaps twice; null where every row is concerned. */
export function concerned(plan, indexes, tables) {
  const of = (condition) => {
    switch (condition.kind) {
      case 'never':
        return [];
      case 'any': {
        const lists = condition.items.map(of);
        return lists.includes(null) ? null : lists.flat();
      }
      case 'all':
        return condition.items
          .map(of)
          .reduce((best, list) => (list !== null && (best === null || list.length < best.length) ? list : best), null);
      case 'test':
        return byIndex(condition, indexes, tables);
      default:
        return null;
    }
  };
  return of(plan.kind === 'when' ? plan.condition : plan);
}

/** A lookup to an account or contact that is known, of the row itself or of rows above it. */
function byIndex({ leaf, is }, indexes, tables) {
  if (is !== 'true' || leaf.kind !== 'compare' || leaf.operator !== '=' || leaf.left.kind !== 'column' || leaf.right.kind !== 'literal')
    return null;
  const { steps } = leaf.left.path;
  const last = steps[steps.length - 1];
  if (last.column !== 'account' && last.column !== 'contact') return null;
  const id = leaf.right.value.slice(leaf.right.value.indexOf(':') + 1);
  let table = aboveOf(last.table);
  let found = indexes[table][last.column].get(id) ?? [];
  for (let at = steps.length - 2; at >= 0; at--) {
    const below = aboveOf(steps[at].table);
    const rows = tables[table];
    found = found.flatMap((row) => indexes[below].parent.get(rows[row].id) ?? []);
    table = below;
  }
  return found;
}
