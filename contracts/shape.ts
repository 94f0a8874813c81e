/** The shape of a JSON value, declared once as data: the API checks requests with it, and types are derived from it. */
export type Shape =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'guid' }
  /** A logical or short name: ASCII letters, digits, `_`, `-` and `.`, starting with a letter. */
  | { readonly kind: 'name'; readonly max: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'boolean' }
  /** Text, number, boolean or null. */
  | { readonly kind: 'literal'; readonly max: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape; readonly max: number }
  | { readonly kind: 'object'; readonly fields: { readonly [name: string]: Shape } }
  | { readonly kind: 'optional'; readonly shape: Shape };

export const text = (max: number) => ({ kind: 'text', max }) as const;
export const guid = { kind: 'guid' } as const;
export const name = (max = 128) => ({ kind: 'name', max }) as const;
export const integer = (min: number, max: number) => ({ kind: 'integer', min, max }) as const;
export const boolean = { kind: 'boolean' } as const;
export const literal = (max: number) => ({ kind: 'literal', max }) as const;
export const choice = <const Values extends readonly string[]>(values: Values) => ({ kind: 'choice', values }) as const;
export const list = <const Of extends Shape>(of: Of, max: number) => ({ kind: 'list', of, max }) as const;
export const object = <const Fields extends { readonly [name: string]: Shape }>(fields: Fields) => ({ kind: 'object', fields }) as const;
export const optional = <const Inner extends Shape>(shape: Inner) => ({ kind: 'optional', shape }) as const;

type OptionalNames<Fields> = { [Name in keyof Fields]: Fields[Name] extends { readonly kind: 'optional' } ? Name : never }[keyof Fields];

/** The TypeScript type of the values that a shape admits. */
export type ValueOf<S> = S extends { readonly kind: 'text' | 'guid' | 'name' }
  ? string
  : S extends { readonly kind: 'integer' }
    ? number
    : S extends { readonly kind: 'boolean' }
      ? boolean
      : S extends { readonly kind: 'literal' }
        ? string | number | boolean | null
        : S extends { readonly kind: 'choice'; readonly values: readonly (infer Value)[] }
          ? Value
          : S extends { readonly kind: 'list'; readonly of: infer Of }
            ? readonly ValueOf<Of>[]
            : S extends { readonly kind: 'optional'; readonly shape: infer Inner }
              ? ValueOf<Inner>
              : S extends { readonly kind: 'object'; readonly fields: infer Fields }
                ? { readonly [Name in Exclude<keyof Fields, OptionalNames<Fields>>]: ValueOf<Fields[Name]> } & {
                    readonly [Name in OptionalNames<Fields>]?: ValueOf<Fields[Name]>;
                  }
                : never;
