import { createEngine, type Policy, type TableFacts } from '../../engine/index.ts';
import type { Direction, TextChange } from './rule-changes.ts';

const keysOf = (was: object, is: object): readonly string[] => [...new Set([...Object.keys(was), ...Object.keys(is)])];
const told = (subject: string, direction: Direction, sentence: string): TextChange => ({ subject, direction, sentence });
const names = (list: readonly string[]): string => list.map((each) => `\`${each}\``).join(', ');

/** What a policy says otherwise beside its rules: tables, masks, roles, and the columns that no portal door may write. */
export const factChanges = (was: Policy, is: Policy): readonly TextChange[] => [
  ...keysOf(was.tables, is.tables).flatMap((table) => tableChanges(table, was.tables[table], is.tables[table])),
  ...keysOf(was.masks ?? {}, is.masks ?? {}).flatMap((mask) => {
    const [old, next] = [was.masks?.[mask], is.masks?.[mask]];
    return JSON.stringify(old) === JSON.stringify(next)
      ? []
      : [told(`mask ${mask}`, 'either', `${JSON.stringify(old ?? 'none')} → ${JSON.stringify(next ?? 'none')}`)];
  }),
  ...keysOf(was.roles, is.roles).flatMap((role) => {
    const [old, next] = [was.roles[role], is.roles[role]];
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    const text = (facts: Policy['roles'][string] | undefined): string =>
      facts === undefined ? 'none' : [...(facts.flags ?? []), facts.inactive ? 'inactive' : 'active'].join(', ');
    return [told(`role ${role}`, 'either', `${text(old)} → ${text(next)}`)];
  }),
  ...(was.timezone === is.timezone ? [] : [told('time zone', 'either', `${was.timezone} → ${is.timezone}`)]),
  ...securityBearing(was, is),
];

function tableChanges(table: string, was: TableFacts | undefined, is: TableFacts | undefined): readonly TextChange[] {
  const subject = `table ${table}`;
  if (was === undefined || is === undefined)
    return [told(subject, is === undefined ? 'loss' : 'none', is === undefined ? 'is gone: nobody reaches it' : `is new, ${is.kind}`)];
  const published = (facts: TableFacts): readonly string[] => facts.published ?? Object.keys(facts.columns);
  const added = published(is).filter((column) => !published(was).includes(column));
  const removed = published(was).filter((column) => !published(is).includes(column));
  const changedTypes = Object.keys(is.columns).filter(
    (column) => was.columns[column] !== undefined && JSON.stringify(was.columns[column]) !== JSON.stringify(is.columns[column]),
  );
  const word = (key: 'kind' | 'stage' | 'site' | 'primaryKey' | 'primaryName', direction: Direction): readonly TextChange[] =>
    was[key] === is[key] ? [] : [told(subject, direction, `${key}: ${was[key] ?? 'none'} → ${is[key] ?? 'none'}`)];
  const doors = keysOf(was.doors ?? {}, is.doors ?? {}).filter(
    (door) => (was.doors?.[door] ?? 'closed') !== (is.doors?.[door] ?? 'closed'),
  );
  return [
    ...word('kind', 'either'),
    ...word('site', 'either'),
    ...word('stage', 'either'),
    ...word('primaryKey', 'none'),
    ...word('primaryName', 'either'),
    ...(added.length > 0 ? [told(subject, 'gain', `allows without columns give also ${names(added)}`)] : []),
    ...(removed.length > 0 ? [told(subject, 'loss', `allows without columns give no longer ${names(removed)}`)] : []),
    ...(changedTypes.length > 0 ? [told(subject, 'either', `has other types of ${names(changedTypes)}`)] : []),
    ...doors.map((door) => {
      const open = is.doors?.[door] === 'guarded';
      return told(
        subject,
        open ? 'gain' : 'loss',
        `the door \`${door}\` is ${open ? 'guarded, no longer closed' : 'closed, no longer guarded'}`,
      );
    }),
  ];
}

/** A column of people or companies by which access is decided is written by no portal door; one that is no longer so can be. */
function securityBearing(was: Policy, is: Policy): readonly TextChange[] {
  const of = (policy: Policy): readonly string[] => {
    const engine = createEngine(policy);
    return (['contact', 'account'] as const).flatMap((table) =>
      [...engine.columnsUsed()[table], ...engine.columnsNeeded(table)].map((column) => `${table}.${column}`),
    );
  };
  const [old, next] = [new Set(of(was)), new Set(of(is))];
  const added = [...next].filter((column) => !old.has(column));
  const removed = [...old].filter((column) => !next.has(column));
  return [
    ...(added.length > 0 ? [told('security-bearing columns', 'loss', `no portal door may write ${names(added)} any more`)] : []),
    ...(removed.length > 0
      ? [told('security-bearing columns', 'gain', `no rule looks at ${names(removed)} any more, so that rules may let people write them`)]
      : []),
  ];
}
