/**
 * Tolerant reading of a site component's `content`. Exports spell the same key in several ways (`adx_…`, with and without
 * underscores, camel case) and write flags and numbers as JSON values or as text; all of them are accepted.
 */
export interface Content {
  /** Text; null when absent, empty text stays. */
  readonly text: (key: string) => string | null;
  readonly flag: (key: string) => boolean | null;
  readonly integer: (key: string) => number | null;
  /** A GUID in lower case without braces. */
  readonly id: (key: string) => string | null;
  readonly ids: (key: string) => readonly string[];
  /** Keys as written that are not among the known ones. */
  readonly unknown: (known: readonly string[]) => readonly string[];
  /** Why the JSON could not be read; null when it could. */
  readonly problem: string | null;
}

/** The same key in all its spellings. @example foldKey('adx_entitypermission_webrole') === foldKey('entitypermissionWebrole') */
export const foldKey = (key: string): string =>
  key
    .toLowerCase()
    .replace(/(^|_)(adx|mspp)_/g, '$1')
    .replaceAll('_', '');

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A GUID in lower case without braces, or null. */
export function readGuid(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const bare = value
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();
  return guid.test(bare) ? bare : null;
}

/** Reads content; broken JSON gives an empty content with its problem. */
export function readContent(json: unknown): Content {
  const { fields, problem } = parse(json);
  const value = (key: string): unknown => fields.get(foldKey(key))?.value ?? null;
  return {
    text: (key) => textOf(value(key)),
    flag: (key) => flagOf(value(key)),
    integer: (key) => integerOf(value(key)),
    id: (key) => idOf(value(key)),
    ids: (key) => {
      const list = value(key);
      return Array.isArray(list) ? list.map(idOf).filter((each) => each !== null) : [];
    },
    unknown: (known) => {
      const expected = new Set(known.map(foldKey));
      return [...fields].filter(([folded]) => !expected.has(folded)).map(([, { written }]) => written);
    },
    problem,
  };
}

type Fields = Map<string, { readonly written: string; readonly value: unknown }>;

function parse(json: unknown): { readonly fields: Fields; readonly problem: string | null } {
  const fields: Fields = new Map();
  if (typeof json !== 'string' || json.trim() === '') return { fields, problem: null };
  try {
    const object: unknown = JSON.parse(json);
    if (typeof object !== 'object' || object === null || Array.isArray(object))
      return { fields, problem: 'the content is not a JSON object' };
    for (const [written, value] of Object.entries(object)) fields.set(foldKey(written), { written, value });
    return { fields, problem: null };
  } catch {
    return { fields, problem: 'the content is not JSON' };
  }
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = textOf(value)?.trim().toLowerCase();
  if (text === 'true' || text === '1' || text === 'yes') return true;
  return text === 'false' || text === '0' || text === 'no' ? false : null;
}

function integerOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : null;
}

/** A reference is a GUID, or an object that holds one as `id`. */
function idOf(value: unknown): string | null {
  return readGuid(typeof value === 'object' && value !== null && 'id' in value ? value.id : value);
}
