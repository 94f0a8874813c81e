import type { Change, NearestGrant } from '../../engine/index.ts';

/** What would have to be different, a line a set; nothing where the answer is yes. `nameOf` gives rows the names that people know. */
export function nearestLines(
  nearest: NearestGrant,
  person: string,
  nameOf: (table: string, id: string) => string = (_table, id) => id,
): readonly string[] {
  switch (nearest.kind) {
    case 'allowed':
      return [];
    case 'none':
      return [
        nearest.complete
          ? 'nothing of what rules look at would change the answer'
          : 'no small change was found in the time that is given to the search',
      ];
    case 'found':
      return [
        'it would be allowed with',
        ...nearest.sets.map(
          (set, index) => `  ${index === 0 ? '' : 'or '}${set.map((change) => changeText(change, person, nameOf)).join(', and ')}`,
        ),
      ];
  }
}

function changeText(change: Change, person: string, nameOf: (table: string, id: string) => string): string {
  switch (change.kind) {
    case 'link-role':
      return `the web role ${change.role} linked to ${person}`;
    case 'meet':
      return `the requirement ${change.requirement} met`;
    case 'lift-deny':
      return `the deny ${change.rule} lifted`;
    default: {
      const { table, id, column, value, example } = change;
      const where = id === null ? 'the request' : `${table} ${nameOf(table, id)}`;
      const [target, key] =
        typeof value === 'string' && change.kind === 'set-lookup'
          ? [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)]
          : [];
      const text = target !== undefined && key !== undefined ? `${target} ${nameOf(target, key)}` : JSON.stringify(value);
      if (value === null) return `${column} of ${where} cleared`;
      return `${column} of ${where} set to ${example ? `another value, e.g. ${text}` : text}`;
    }
  }
}
