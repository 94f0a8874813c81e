import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { baseWebRoles } from '../../contracts/index.ts';
import type { Policy } from '../../engine/index.ts';
import { UsageError } from '../output.ts';
import { type PolicyFile, readPolicyText } from './read.ts';

/** The site that a policy is read for where none is there: tools ask about people and rows, never about a site. */
const SITE = 'local';

export interface PolicyAt {
  /** The file as the person would write it. */
  readonly file: string;
  readonly folder: string;
  readonly text: string;
  readonly read: PolicyFile;
}

/**
 * Reads the policy of a folder (its `policy.yaml`) or of a file. Roles are those that the file itself declares under `roles`, else
 * those of the `site.yaml` beside it (where there is none: of the one in `rolesFrom`), with the two that every site has.
 */
export function readPolicyAt(argument: string | undefined, rolesFrom?: string): PolicyAt {
  if (argument === undefined) throw new UsageError('name a policy: a folder with a `policy.yaml`, or a file');
  if (!existsSync(argument)) throw new UsageError(`there is no file or folder \`${argument}\``);
  const file = statSync(argument).isDirectory() ? join(argument, 'policy.yaml') : argument;
  if (!existsSync(file)) throw new UsageError(`the folder \`${argument}\` has no \`policy.yaml\``);
  const folder = dirname(file);
  const text = readFileSync(file, 'utf8');
  return {
    file: relative(process.cwd(), file) || file,
    folder,
    text,
    read: readPolicyText(text, { site: SITE, roles: rolesBeside(existsSync(join(folder, 'site.yaml')) ? folder : (rolesFrom ?? folder)) }),
  };
}

interface DescribedRole {
  readonly name?: unknown;
  readonly authenticated?: unknown;
  readonly anonymous?: unknown;
}

/** The web roles that a site description names; flags decide whom a role reaches, names mean nothing. */
function rolesBeside(folder: string): Policy['roles'] {
  const path = join(folder, 'site.yaml');
  const described = existsSync(path)
    ? ((parse(readFileSync(path, 'utf8')) as { readonly webRoles?: readonly DescribedRole[] } | null)?.webRoles ?? [])
    : [];
  const base: readonly DescribedRole[] = [
    { name: baseWebRoles.signedIn, authenticated: true },
    { name: baseWebRoles.visitor, anonymous: true },
  ];
  return Object.fromEntries(
    [...base, ...described].flatMap(({ name, authenticated, anonymous }) => {
      const flags = [...(authenticated === true ? ['authenticated' as const] : []), ...(anonymous === true ? ['anonymous' as const] : [])];
      return typeof name === 'string' ? [[name, { site: SITE, ...(flags.length > 0 ? { flags } : {}) }]] : [];
    }),
  );
}

/** `policy.yaml:12:5  the table … (did you mean …?)`, one line a problem. */
export const printProblems = (file: string, read: PolicyFile): string =>
  read.kind === 'policy'
    ? ''
    : read.problems
        .map(({ line, column, path, message, suggestion }) => {
          const where = path === '' ? '' : `${path}: `;
          return `${file}:${line}:${column}  ${where}${message}${suggestion === null ? '' : ` (${suggestion})`}\n`;
        })
        .join('');
