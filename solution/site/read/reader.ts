/** Where a reader stands, and where it reports. A reader that reports returns undefined or what is left of the value. */
export interface Place {
  readonly path: string;
  readonly report: (path: string, message: string) => void;
}

/** Reads one value strictly; the type of what it returns is the type of the description. */
export type Reader<T> = (value: unknown, at: Place) => T | undefined;

const complain = (at: Place, message: string): undefined => {
  at.report(at.path, message);
  return undefined;
};

const child = (at: Place, step: string): Place => ({
  report: at.report,
  path: step.startsWith('[') || at.path === '' ? `${at.path}${step}` : `${at.path}.${step}`,
});

/** A text of 1 to 4000 characters. */
export const text: Reader<string> = (value, at) =>
  typeof value === 'string' && value.length > 0 && value.length <= 4000 ? value : complain(at, 'must be a text that is not empty');

/** A text that may be empty. */
export const anyText: Reader<string> = (value, at) =>
  typeof value === 'string' && value.length <= 4000 ? value : complain(at, 'must be a text (put it in quotes)');

/** A whole number from 0 to 100000. */
export const count: Reader<number> = (value, at) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100000 ? value : complain(at, 'must be a whole number');

export const flag: Reader<boolean> = (value, at) => (typeof value === 'boolean' ? value : complain(at, 'must be true or false'));

export const oneOf =
  <const Names extends readonly string[]>(names: Names): Reader<Names[number]> =>
  (value, at) =>
    names.find((name) => name === value) ?? complain(at, `must be one of ${names.map((name) => `\`${name}\``).join(', ')}`);

export const list =
  <T>(of: Reader<T>): Reader<readonly T[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return complain(at, 'must be a list');
    return value.flatMap((each, index) => {
      const read = of(each, child(at, `[${index}]`));
      return read === undefined ? [] : [read];
    });
  };

/** A field that may be absent. */
export interface OptionalField<T> {
  readonly optional: Reader<T>;
}
export const optional = <T>(reader: Reader<T>): OptionalField<T> => ({ optional: reader });

type Field = Reader<unknown> | OptionalField<unknown>;
type FieldValue<F> = F extends OptionalField<infer T> ? T : F extends Reader<infer T> ? T : never;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends OptionalField<unknown> ? K : never }[keyof F];
export type FieldsOf<F> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: FieldValue<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: FieldValue<F[K]>;
};

const isMap = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map with just these keys; an unknown or missing one is reported. */
export const fields =
  <F extends { readonly [key: string]: Field }>(of: F): Reader<FieldsOf<F>> =>
  (value, at) => {
    if (!isMap(value)) return complain(at, 'must be a map of keys and values');
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(of, key)) at.report(child(at, key).path, `is not a known key; known are ${Object.keys(of).join(', ')}`);
    }
    const read: { [key: string]: unknown } = {};
    let complete = true;
    for (const [key, field] of Object.entries(of)) {
      const isOptional = typeof field !== 'function';
      if (value[key] === undefined) {
        if (isOptional) continue;
        at.report(child(at, key).path, 'is missing');
        complete = false;
        continue;
      }
      const got = (isOptional ? field.optional : field)(value[key], child(at, key));
      if (got === undefined) complete = false;
      else read[key] = got;
    }
    return complete ? (read as FieldsOf<F>) : undefined;
  };

/** A text, or a map of language codes to texts. */
export const localized: Reader<string | { readonly [language: string]: string }> = (value, at) =>
  isMap(value) ? perLanguage(value, at) : anyText(value, at);

/** A map of language codes to texts. */
export const perLanguage: Reader<{ readonly [language: string]: string }> = (value, at) => {
  if (!isMap(value)) return complain(at, 'must be a map of language codes to texts');
  const entries = Object.entries(value).flatMap(([language, each]) => {
    const read = anyText(each, child(at, language));
    return read === undefined ? [] : [[language, read] as const];
  });
  return Object.fromEntries(entries);
};
