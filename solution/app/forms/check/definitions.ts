import type {
  ActionDefinition,
  ActionEffect,
  ActionInput,
  ActionValue,
  DashboardDefinition,
  FieldDefinition,
  FormDefinition,
  GridDefinition,
  MenuItemDefinition,
  Need,
  PersonaDefinition,
  TabDefinition,
  TileDefinition,
  TileMeasure,
} from '../../../../contracts/index.ts';
import {
  choice,
  columnName,
  columnOfTable,
  condition,
  count,
  either,
  filled,
  flag,
  list,
  literal,
  name,
  number,
  object,
  type Shape,
  stage,
  tableName,
  text,
  titles,
  variants,
  yes,
} from './shape.ts';

/** One of a union's members by its `kind`, which the shape has from its name. */
type Of<Union, Kind> = Omit<Extract<Union, { readonly kind: Kind }>, 'kind'>;
/** The member of a union that has a key. */
type With<Union, Key extends PropertyKey> = Extract<Union, { readonly [K in Key]: unknown }>;
type Each<List> = List extends readonly (infer Item)[] ? Item : never;
type Column = GridDefinition['columns'][number];
type Tile<Kind> = Of<TileDefinition, Kind>;
type State = NonNullable<Tile<'sla'>['met']>;

const need = either(
  object<With<Need, 'privilege'>>({ table: tableName, privilege: text }),
  object<With<Need, 'action'>>({ table: tableName, action: text }),
  object<With<Need, 'signedIn'>>({ signedIn: yes }),
  object<With<Need, 'personas'>>({ personas: list(text, 1) }),
);
const titledColumns = list(object<Column>({ name: columnName, titles }), 1);
const sort = list(object<GridDefinition['sort'][number]>({ column: columnName }, { descending: flag }));

const actionValue = either(
  object<With<ActionValue, 'literal'>>({ literal }),
  object<With<ActionValue, 'input'>>({ input: text }),
  object<With<ActionValue, 'person'>>({ person: yes }),
  object<With<ActionValue, 'now'>>({ now: yes }),
);
const takenOver = object<Each<NonNullable<Of<ActionEffect, 'task'>['lookups']>>>({ from: columnName, to: columnOfTable('task') });
const effect = variants('kind', {
  set: object<Of<ActionEffect, 'set'>>({ column: columnName, value: actionValue }),
  owner: object<Of<ActionEffect, 'owner'>>({ user: text }),
  task: object<Of<ActionEffect, 'task'>>({ subject: titles }, { lookups: list(takenOver, 1) }),
  note: object<Of<ActionEffect, 'note'>>({ subject: titles, text: actionValue }),
  notification: object<Of<ActionEffect, 'notification'>>({ to: columnName, title: titles }),
  outbox: object<Of<ActionEffect, 'outbox'>>({ event: name }),
});
const input = variants('kind', {
  text: object<Omit<ActionInput, 'kind' | 'options'>>({ name, titles, required: flag }, { max: number }),
  date: object<Omit<ActionInput, 'kind' | 'options' | 'max'>>({ name, titles, required: flag }),
  choice: object<Required<Omit<ActionInput, 'kind' | 'max'>>>({
    name,
    titles,
    required: flag,
    options: list(object<Each<NonNullable<ActionInput['options']>>>({ value: text, titles }), 1),
  }),
});

const tile = { name, titles };
const tileOptions = { help: titles, wide: yes, personas: list(text, 1) };
const rowOptions = { ...tileOptions, filter: condition, drill: object<NonNullable<Tile<'counter'>['drill']>>({ grid: text, page: text }) };
const measure = either(object<With<TileMeasure, 'count'>>({ count: yes }), object<With<TileMeasure, 'sum'>>({ sum: columnName }));
const state = object<State>({ column: columnName, values: list(filled, 1) });
const size = count(1, 20);

/** A grid is a tile without a kind: the table of tiles holds both. */
export const gridShape: Shape = object<GridDefinition>(
  { ...tile, table: tableName, columns: titledColumns, sort, search: list(columnName), pageSize: number },
  { filter: condition, open: text, actions: flag },
);
export const tileShape: Shape = variants('kind', {
  counter: object<Tile<'counter'>>({ ...tile, table: tableName, measure }, { ...rowOptions, warnFrom: number }),
  list: object<Tile<'list'>>({ ...tile, table: tableName, columns: titledColumns, sort, size }, { ...rowOptions, open: text }),
  chart: object<Tile<'chart'>>(
    {
      ...tile,
      table: tableName,
      form: choice('bar', 'line', 'donut'),
      measure,
      group: object<Tile<'chart'>['group']>({ column: columnName, by: choice('value', 'month') }),
      most: count(2, 24),
    },
    rowOptions,
  ),
  sla: object<Tile<'sla'>>(
    { ...tile, table: tableName, title: columnName, due: columnName, warnMinutes: number, size },
    { ...rowOptions, met: state, paused: state, open: text },
  ),
  links: object<Tile<'links'>>(
    { ...tile, links: list(object<Each<Tile<'links'>['links']>>({ name, titles, url: text }, { needs: need }), 1) },
    tileOptions,
  ),
});

/** The condition of a persona is on the person’s own contact row. */
export const personaShape: Shape = object<PersonaDefinition>({ name, titles }, { roles: list(text, 1), when: condition });
/** Its tabs are rows of their own. */
export const dashboardShape: Shape = object<Omit<DashboardDefinition, 'tabs'>>({ name, titles });
export const tabShape: Shape = object<TabDefinition>({ name, titles, tiles: list(text) }, { personas: list(text, 1) });
export const menuItemShape: Shape = object<MenuItemDefinition>({ name, titles, url: text, order: number }, { needs: need });

export const actionShape: Shape = object<ActionDefinition>(
  {
    name,
    titles,
    table: tableName,
    inputs: list(input),
    comment: choice('none', 'optional', 'required'),
    tone: choice('primary', 'neutral', 'danger'),
    several: flag,
    effects: list(effect),
    order: number,
  },
  { from: list(stage, 1), to: stage, when: condition, secondPerson: columnName, confirm: titles },
);

const field = object<FieldDefinition>(
  { column: columnName, titles },
  { help: titles, lines: number, options: list(object<Each<NonNullable<FieldDefinition['options']>>>({ value: stage, titles }), 1) },
);
export const formShape: Shape = object<FormDefinition>({
  name,
  titles,
  table: tableName,
  sections: list(object<FormDefinition['sections'][number]>({ name, titles, fields: list(field, 1) }), 1),
  actions: flag,
  comments: flag,
  page: text,
});
