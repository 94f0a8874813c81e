import type { Problem } from '../../engine/index.ts';
import { listed } from '../output.ts';
import { nearest } from './nearest.ts';
import { pathsTo } from './paths-to.ts';

/** What a policy file holds, as far as it can be read at all. */
export interface Draft {
  readonly tables?: { readonly [table: string]: { readonly columns?: { readonly [column: string]: unknown } } };
  readonly masks?: { readonly [mask: string]: unknown };
  readonly roles?: { readonly [role: string]: unknown };
}

/** A sentence that says what to write instead; null where nothing is near. */
export function suggestionFor({ missing }: Problem, draft: Draft): string | null {
  if (missing === undefined) return null;
  const tables = draft.tables ?? {};
  switch (missing.kind) {
    case 'table':
      return meant(missing.name, Object.keys(tables));
    case 'role':
      return meant(missing.name, Object.keys(draft.roles ?? {}));
    case 'mask':
      return meant(missing.name, Object.keys(draft.masks ?? {})) ?? among(Object.keys(draft.masks ?? {}));
    case 'word':
      return meant(missing.name, missing.among);
    case 'column': {
      const columns = ['id', ...Object.keys(tables[missing.table]?.columns ?? {})];
      return meant(missing.name, columns) ?? among(columns);
    }
    case 'path': {
      const paths = pathsTo(tables, missing.table, missing.to);
      return paths.length === 0
        ? `no lookup of \`${missing.table}\` leads to a ${missing.to}: such a table can only be closed, or read through a parent`
        : `these lead to a ${missing.to}: ${listed(paths)}`;
    }
  }
}

const meant = (name: string, names: readonly string[]): string | null => {
  const near = nearest(name, names);
  return near.length === 0 ? null : `did you mean ${near.map((each) => `\`${each}\``).join(' or ')}?`;
};

const among = (names: readonly string[]): string | null => (names.length > 0 && names.length <= 12 ? `there is ${listed(names)}` : null);
