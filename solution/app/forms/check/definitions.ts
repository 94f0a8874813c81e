import {
  choice,
  columnName,
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
  outbox: object({ event: name }),
});
const input = variants('kind', {
  text: object({ name, titles, required: flag }, { max: number }),
  date: object({ name, titles, required: flag }),
  choice: object({ name, titles, required: flag, options: list(object({ value: text, titles }), 1) }),
});

const tileFrame = { name, titles };
const tileOptions = { help: titles, wide: yes, personas: list(text, 1) };
const rows = { table: tableName };
const rowOptions = { ...tileOptions, filter: condition, drill: object({ grid: text, page: text }) };
const measure = either(object({ count: yes }), object({ sum: columnName }));
const values = object({ column: columnName, values: list(filled, 1) });
const size = count(1, 20);

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
      most: count(2, 24),
    },
    rowOptions,
  ),
  sla: object(
    { ...tileFrame, ...rows, title: columnName, due: columnName, warnMinutes: number, size },
    { ...rowOptions, met: values, paused: values, open: text },
  ),
  links: object({ ...tileFrame, links: list(object({ name, titles, url: text }, { needs: need }), 1) }, tileOptions),
};

/** A grid is a tile without a kind: the table of tiles holds both. */
export const gridShape: Shape = object(
  { ...tileFrame, ...rows, columns: titledColumns, sort, search: list(columnName), pageSize: number },
  { filter: condition, open: text, actions: flag },
);
export const tileShape: Shape = variants('kind', tileShapes);

/** `on` of a persona's condition is the person's own contact row. */
export const personaShape: Shape = object({ name, titles }, { roles: list(text, 1), when: condition });
export const dashboardShape: Shape = object({ name, titles });
export const tabShape: Shape = object({ name, titles, tiles: list(text) }, { personas: list(text, 1) });
export const menuItemShape: Shape = object({ name, titles, url: text, order: number }, { needs: need });

export const actionShape: Shape = object(
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

const field = object({ column: columnName, titles }, { help: titles, lines: number, options: list(object({ value: stage, titles }), 1) });
export const formShape: Shape = object({
  name,
  titles,
  table: tableName,
  sections: list(object({ name, titles, fields: list(field, 1) }), 1),
  actions: flag,
  comments: flag,
  page: text,
});
