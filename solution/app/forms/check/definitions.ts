import {
  choice,
  columnName,
  condition,
  either,
  flag,
  list,
  literal,
  number,
  object,
  type Shape,
  tableName,
  text,
  titles,
  variants,
  yes,
} from './shape.ts';

/** What an entry of a page asks of the person (contracts: `Need`). */
const need = either(
  object({ table: tableName, privilege: text }),
  object({ table: tableName, action: text }),
  object({ signedIn: yes }),
  object({ personas: list(text, 1) }),
);
const titledColumns = list(object({ name: columnName, titles }), 1);
const sort = list(object({ column: columnName }, { descending: flag }));

/** Where a value of an effect comes from (contracts: `ActionValue`). */
const actionValue = either(object({ literal }), object({ input: text }), object({ person: yes }), object({ now: yes }));
const effect = variants('kind', {
  set: object({ column: columnName, value: actionValue }),
  owner: object({ user: text }),
  task: object({ subject: titles }),
  note: object({ subject: titles, text: actionValue }),
  notification: object({ to: columnName, title: titles }),
  outbox: object({ event: text }),
});
const input = variants('kind', {
  text: object({ name: text, titles, required: flag }, { max: number }),
  date: object({ name: text, titles, required: flag }),
  choice: object({ name: text, titles, required: flag, options: list(object({ value: text, titles }), 1) }),
});

const tileFrame = { name: text, titles };
const tileOptions = { help: titles, wide: yes, personas: list(text, 1) };
const rows = { table: tableName };
const rowOptions = { ...tileOptions, filter: condition, drill: object({ grid: text, page: text }) };
const measure = either(object({ count: yes }), object({ sum: columnName }));
const values = object({ column: columnName, values: list(literal, 1) });
const size = number;

const tileShapes = {
  counter: object({ ...tileFrame, ...rows, measure }, { ...rowOptions, warnFrom: number }),
  list: object({ ...tileFrame, ...rows, columns: titledColumns, sort, size }, { ...rowOptions, open: text }),
  chart: object(
    {
      ...tileFrame,
      ...rows,
      form: choice('bar', 'line', 'donut'),
      measure,
      group: object({ column: columnName, by: choice('value', 'month') }),
      most: number,
    },
    rowOptions,
  ),
  sla: object(
    { ...tileFrame, ...rows, title: columnName, due: columnName, warnMinutes: number, size },
    { ...rowOptions, met: values, paused: values, open: text },
  ),
  links: object({ ...tileFrame, links: list(object({ name: text, titles, url: text }, { needs: need }), 1) }, tileOptions),
};

/** A grid is a tile without a kind: the table of tiles holds both. */
export const gridShape: Shape = object(
  { ...tileFrame, ...rows, columns: titledColumns, sort, search: list(columnName), pageSize: number },
  { filter: condition, open: text, actions: flag },
);
export const tileShape: Shape = variants('kind', tileShapes);

/** `on` of a persona's condition is the person's own contact row. */
export const personaShape: Shape = object({ name: text, titles }, { roles: list(text, 1), when: condition });
export const dashboardShape: Shape = object({ name: text, titles });
export const tabShape: Shape = object({ name: text, titles, tiles: list(text) }, { personas: list(text, 1) });
export const menuItemShape: Shape = object({ name: text, titles, url: text, order: number }, { needs: need });

export const actionShape: Shape = object(
  {
    name: text,
    titles,
    table: tableName,
    inputs: list(input),
    comment: choice('none', 'optional', 'required'),
    tone: choice('primary', 'neutral', 'danger'),
    several: flag,
    effects: list(effect),
    order: number,
  },
  { from: list(literal, 1), to: literal, when: condition, secondPerson: columnName, confirm: titles },
);

const field = object({ column: columnName, titles }, { help: titles, lines: number, options: list(object({ value: literal, titles }), 1) });
export const formShape: Shape = object({
  name: text,
  titles,
  table: tableName,
  sections: list(object({ name: text, titles, fields: list(field, 1) }), 1),
  actions: flag,
  comments: flag,
  page: text,
});
