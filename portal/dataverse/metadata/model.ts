/** A choice value with its label; a status reason also names the state that it belongs to. */
export type Choice = { readonly value: number; readonly label: string; readonly state?: number };

type Common = {
  readonly name: string;
  /** The name with the maker's letter case; privileges and navigation properties use it. */
  readonly schemaName: string;
  readonly label: string;
  /** Refuse null on create (`systemrequired` only: the platform enforces `required` in forms, not in the service). */
  readonly required: boolean;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly secured: boolean;
};

/** A column of a table: what may be stored in it. */
export type Column = Common &
  (
    | { readonly kind: 'text' | 'memo'; readonly maxLength: number }
    | { readonly kind: 'integer'; readonly min: number; readonly max: number }
    | { readonly kind: 'bigint' }
    | { readonly kind: 'decimal' | 'money'; readonly min: string; readonly max: string; readonly precision: number }
    | { readonly kind: 'boolean'; readonly trueLabel: string; readonly falseLabel: string; readonly byDefault: boolean | null }
    | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly byDefault: number | null }
    | { readonly kind: 'multi-choice'; readonly choices: readonly Choice[] }
    | { readonly kind: 'state' | 'status'; readonly choices: readonly Choice[]; readonly byDefault: number }
    | { readonly kind: 'datetime' | 'dateonly' }
    | { readonly kind: 'lookup'; readonly targets: readonly string[] }
    | { readonly kind: 'key' | 'guid' }
    | { readonly kind: 'file'; readonly maxKilobytes: number }
  );

export type ColumnKind = Column['kind'];

export type AlternateKey = { readonly name: string; readonly columns: readonly string[] };

export type Ownership = 'user' | 'organization' | 'none';

export type Table = {
  readonly name: string;
  readonly schemaName: string;
  /** The name of the entity set in the Web API. */
  readonly setName: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly primaryKey: string;
  readonly primaryName: string | null;
  readonly ownership: Ownership;
  /** An intersect table of a many-to-many relationship: read by queries, written by associate only. */
  readonly intersect: boolean;
  /** The solution that brought it; null for the platform's own. */
  readonly solution: string | null;
  readonly columns: readonly Column[];
  readonly keys: readonly AlternateKey[];
};

export type DeleteBehavior = 'remove-link' | 'restrict' | 'cascade' | 'none';

export type Relationship =
  | {
      readonly kind: 'many-to-one';
      readonly name: string;
      readonly referencing: string;
      readonly column: string;
      readonly referenced: string;
      readonly onDelete: DeleteBehavior;
    }
  | {
      readonly kind: 'many-to-many';
      readonly name: string;
      readonly intersect: string;
      readonly first: { readonly table: string; readonly column: string };
      readonly second: { readonly table: string; readonly column: string };
    };

/** The whole schema as it stands at one moment. */
export type Metadata = {
  readonly stamp: string;
  readonly tables: readonly Table[];
  readonly relationships: readonly Relationship[];
  readonly table: (name: string) => Table | null;
  readonly bySetName: (setName: string) => Table | null;
  readonly column: (table: string, column: string) => Column | null;
  readonly relationship: (name: string) => Relationship | null;
  /** The relationships whose referenced side is the table. */
  readonly referencedBy: (table: string) => readonly Extract<Relationship, { kind: 'many-to-one' }>[];
};
