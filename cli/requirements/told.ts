import type { Account, AccountedRow } from './account.ts';
import type { Judgements } from './judgement.ts';
import type { NamedTest } from './named-tests.ts';

const titles = {
  A: 'A. A customer portal by roles',
  B: 'B. Web roles and permissions',
  C: 'C. Table permissions in depth',
  D: 'D. The supply-chain customer portal',
} as const;

/** The account for a reader: a paragraph a row, problems after the rows, `N of 100` as the last line. */
export function told({ rows, proven, problems }: Account, { existing, missing }: Judgements, ran: boolean): string {
  const lines = [
    `Doors that exist: ${existing.join(', ')}`,
    ...Object.entries(missing).map(([door, why]) => `No door yet: ${door} (${why})`),
    ran ? 'The proving tests have just been run.' : 'Tests are listed, not run: `npm test` runs them, and so does `-- --run`.',
  ];
  for (const [letter, title] of Object.entries(titles)) {
    lines.push('', title);
    for (const each of rows.filter(({ row }) => row.id.startsWith(letter))) lines.push('', ...paragraph(each));
  }
  if (problems.length > 0) lines.push('', 'Problems', ...problems.map((each) => `  ${each}`));
  lines.push('', `${proven} of ${rows.length}`);
  return `${lines.join('\n')}\n`;
}

const at = ({ doors, file, line, name }: NamedTest): string => `[${doors.join('] [')}] ${file}:${line} ${name}`;

function paragraph({ row, state, proving, beside }: AccountedRow): readonly string[] {
  return [
    `${state.kind === 'proven' ? '✓' : '·'} ${row.id}  ${row.gets}`,
    `       ${state.kind === 'proven' ? `proven on ${state.doors.join(', ')}` : `not yet: ${state.reason}`}`,
    ...proving.flatMap((each) => [`       - ${at(each)}`, `         shows ${each.shows}`]),
    ...beside.map((each) => `       named, not counted: ${at(each)}`),
  ];
}
