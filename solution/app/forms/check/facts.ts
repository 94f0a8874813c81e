/** What is wrong with a definition: where in it, and a sentence. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

export type JsonObject = { readonly [key: string]: unknown };
/** Whether an object has an own key: `constructor` of a text from outside is nothing special. */
export const has = (of: object, key: string): boolean => Object.keys(of).includes(key);
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a site's other rows say, as far as the person may read them. Nothing of it is trusted: the parser reads it too. */
export interface PolicyFacts {
  /** Id of the site, lower case. */
  readonly site: string;
  /** The definitions of the site's protected tables, by name; one that is no JSON is left out. */
  readonly tables: JsonObject;
  /** Names of the site's web roles; null where they could not be read. */
  readonly roles: readonly string[] | null;
  /** The masks of the policy in force; null where there is none or it could not be read. */
  readonly masks: JsonObject | null;
}

/** A definition that was read: its value, or why it is no JSON. */
export type Read = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'problem'; readonly problem: Problem };

/** Where the text breaks off, where the browser says it. */
function placeOf(text: string, fault: string): string {
  const at = /position (\d+)/.exec(fault)?.[1];
  if (at === undefined) return '';
  const before = text.slice(0, Number(at)).split('\n');
  return `line ${before.length}, character ${(before[before.length - 1] ?? '').length + 1}`;
}

/** Reads the text of a definition. @example readDefinition('{"id": "a"') // problem: line 1, character 11: is not JSON … */
export function readDefinition(text: string): Read {
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { kind: 'problem', problem: { path: placeOf(text, fault) || 'text', message: `is not JSON: ${fault}` } };
  }
}
