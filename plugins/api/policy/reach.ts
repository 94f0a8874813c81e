import type { Engine, FollowedLookup, PrincipalColumns } from '../../../engine/index.ts';
import { own } from '../json.ts';

/** What has to be read so that rules, personas and the filters of grids and tiles can be asked. */
export interface Reach {
  /** The columns of a person's own contact and account. */
  readonly person: () => PrincipalColumns;
  /** The columns of a table's rows. */
  readonly columns: (table: string) => readonly string[];
  /** The lookups of a table's rows that are followed. */
  readonly lookups: (table: string) => readonly FollowedLookup[];
}

/** What several engines look at, together; worked out once for each table. `ofContact` are further columns of the person's own contact. */
export function reachOf(engines: readonly Engine[], ofContact: () => readonly string[]): Reach {
  const columns: { [table: string]: readonly string[] } = {};
  const lookups: { [table: string]: readonly FollowedLookup[] } = {};
  let person: PrincipalColumns | null = null;
  const together = (of: (engine: Engine) => readonly string[]): readonly string[] =>
    distinct(engines.reduce<readonly string[]>((all, engine) => all.concat(of(engine)), []));
  return {
    person() {
      if (person === null)
        person = {
          contact: distinct(together((engine) => engine.columnsUsed().contact).concat(ofContact())),
          account: together((engine) => engine.columnsUsed().account),
        };
      return person;
    },
    columns(table) {
      const known = own(columns, table);
      if (known !== undefined) return known;
      const found = together((engine) => engine.columnsNeeded(table));
      columns[table] = found;
      return found;
    },
    lookups(table) {
      const known = own(lookups, table);
      if (known !== undefined) return known;
      const found = merged(engines.reduce<readonly FollowedLookup[]>((all, engine) => all.concat(engine.lookupsNeeded(table)), []));
      lookups[table] = found;
      return found;
    },
  };
}

const distinct = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) === index);

const merged = (lookups: readonly FollowedLookup[]): readonly FollowedLookup[] =>
  distinct(lookups.map(({ column }) => column)).map((column) => ({
    column,
    targets: distinct(lookups.reduce<readonly string[]>((all, each) => (each.column === column ? all.concat(each.targets) : all), [])),
  }));
