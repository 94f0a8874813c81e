import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExperienceDefinition } from '../../contracts/index.ts';
import { experienceProblems } from '../../plugins/api/index.ts';
import { experienceWith, policy } from './tiles-world.ts';

const said = { en: 'x' };
const count = { kind: 'counter', measure: { count: true } };
const grid = experienceWith({}).grids[0] ?? assert.fail();
const good = { name: 'tile', titles: said, table: 'salesorder', ...count };
const list = { kind: 'list', columns: [{ name: 'name', titles: said }], sort: [], size: 5 };
const chart = { kind: 'chart', form: 'bar', measure: { count: true }, group: { column: 'statuscode', by: 'value' }, most: 5 };
const sla = { kind: 'sla', title: 'name', due: 'requestdeliveryby', warnMinutes: 10, size: 5 };
const field = { column: 'statuscode', titles: said };
const form = {
  name: 'form',
  titles: said,
  table: 'salesorder',
  sections: [{ name: 's', titles: said, fields: [field] }],
  actions: true,
  comments: true,
  page: '/order',
};
const tab = { name: 'tab', titles: said, tiles: ['tile'] };

const problems = (more: object): string =>
  experienceProblems(policy, experienceWith({ tiles: [good as never], ...(more as Partial<ExperienceDefinition>) }), {})
    .map(({ path, message }) => `${path}: ${message}`)
    .join('\n');
const tileProblems = (more: object): string => problems({ tiles: [{ ...good, ...more }] });

test('tiles, tabs, personas and forms without a mistake have no problem', () => {
  const tiles = [good, list, chart, sla].map((each, index) => ({ ...good, ...each, name: `tile${index || ''}` }));
  const gold = { name: 'gold', titles: said, roles: ['Representative'], when: [{ principal: 'account.accountcategorycode' }, '=', 1] };
  const dashboards = [{ name: 'home', titles: said, tabs: [{ ...tab, personas: ['gold'], tiles: tiles.map(({ name }) => name) }] }];
  assert.equal(problems({ tiles, dashboards, personas: [gold], forms: [form] }), '');
  assert.equal(tileProblems({ filter: [{ column: 'customerid:account.name' }, '=', { principal: 'contact.jobtitle' }] }), '');
});

test('each mistake of a tile is told where it stands', () => {
  for (const [tile, told] of [
    [{ table: 'nowhere' }, 'tiles[0].table: the policy has no table `nowhere`'],
    [{ filter: ['nope', '=', 1] }, 'tiles[0].filter: the table `salesorder` has no column `nope`'],
    [{ filter: { all: [['statuscode', '=', 'x']] } }, 'tiles[0].filter.all[0]: compares choice with `x`'],
    [{ measure: { sum: 'name' } }, 'tiles[0].measure: `name` is a text: only numbers are added up'],
    [{ measure: { sum: 'nope' } }, 'tiles[0].measure: the policy does not name the column `nope`'],
    [{ drill: { grid: 'nope', page: '/x' } }, 'tiles[0].drill: no grid is named `nope`'],
    [
      { table: 'invoice', drill: { grid: 'orders', page: '/x' } },
      'tiles[0].drill: the grid `orders` is of `salesorder`, the tile of `invoice`',
    ],
    [{ drill: { grid: 'orders', page: '//evil.example' } }, 'tiles[0].drill.page: must be an address on this site'],
    [{ ...list, size: 21 }, 'tiles[0].size: must be a whole number from 1 to 20'],
    [{ ...list, sort: [{ column: 'customerid' }] }, 'tiles[0].sort[0]: `customerid` is a lookup: a list is not sorted by the names'],
    [{ ...list, columns: [{ name: 'nope', titles: said }] }, 'tiles[0].columns[0]: the policy does not name the column `nope`'],
    [{ ...chart, most: 1 }, 'tiles[0].most: must be a whole number from 2 to 24'],
    [{ ...chart, group: { column: 'name', by: 'value' } }, 'tiles[0].group: `name` is a text: groups are of a choice'],
    [{ ...chart, group: { column: 'statuscode', by: 'month' } }, 'tiles[0].group: `statuscode` is a choice: months are of a time'],
    [{ ...sla, due: 'name' }, 'tiles[0].due: `name` is a text: a deadline is a time'],
    [{ ...sla, met: { column: 'statuscode', values: ['x'] } }, 'tiles[0].met: `x` does not fit `statuscode`'],
    [{ ...sla, paused: { column: 'totalamount', values: [1] } }, 'tiles[0].paused: `totalamount` is a number: a state is'],
    [{ personas: ['nope'] }, 'tiles[0].personas: no persona is named `nope`'],
    [{ kind: 'links', links: [{ name: 'a', titles: said, url: 'https://x' }] }, 'tiles[0].links[0].url: must be an address on this site'],
    [
      { kind: 'links', links: [{ name: 'a', titles: said, url: '/x', needs: { table: 'salesorder', action: 'nope' } }] },
      'no rule allows the action `nope`',
    ],
    [{ kind: 'launch' }, 'has not the shape'],
    [{ measure: { count: true, sum: 'totalamount' } }, 'has not the shape'],
    [{ name: 'a b' }, 'has not the shape'],
  ] as const)
    assert.ok(tileProblems(tile).includes(told), `${told}\n${tileProblems(tile)}`);
});

test('each mistake of the other definitions is told where it stands', () => {
  const persona = { name: 'gold', titles: said };
  for (const [more, told] of [
    [{ personas: [{ ...persona, roles: ['Nobody'] }] }, 'personas[0].roles: the policy has no role `Nobody`'],
    [{ personas: [{ ...persona, roles: [] }] }, 'personas[0].roles: names no role'],
    [
      { personas: [{ ...persona, when: [{ principal: 'account.nope' }, '=', 1] }] },
      'personas[0].when: the table `account` has no column `nope`',
    ],
    [{ personas: [persona, persona] }, 'personas: two personas are named `gold`'],
    [{ tiles: [{ ...good, name: grid.name }] }, `tiles: two tiles or grids are named \`${grid.name}\``],
    [{ grids: [{ ...grid, filter: ['nope', '=', 1] }] }, 'grids[0].filter: the table `salesorder` has no column `nope`'],
    [{ grids: [{ ...grid, search: ['totalamount'] }] }, 'grids[0].search[0]: `totalamount` is a number: only text is searched'],
    [{ grids: [{ ...grid, pageSize: 0 }] }, 'grids[0].pageSize: must be a whole number from 1 to 250'],
    [
      { grids: [{ ...grid, columns: [{ name: 'nope', titles: said }] }] },
      'grids[0].columns[0]: the policy does not name the column `nope`',
    ],
    [
      { dashboards: [{ name: 'home', titles: said, tabs: [{ ...tab, tiles: ['nope'] }] }] },
      'dashboards[0].tabs[0].tiles: no tile is named `nope`',
    ],
    [
      { dashboards: [{ name: 'home', titles: said, tabs: [{ ...tab, personas: ['nope'] }] }] },
      'dashboards[0].tabs[0].personas: no persona is named `nope`',
    ],
    [{ dashboards: [{ name: 'home', titles: said, tabs: [tab, tab] }] }, 'dashboards[0].tabs: two tabs are named `tab`'],
    [{ dashboards: [{ name: 'home', titles: said, tabs: [{ ...tab, tiles: ['tile', 'tile'] }] }] }, '`tile` stands twice'],
    [{ dashboards: [{ name: 'home', titles: said, tabs: [] }] }, 'dashboards[0].tabs: has no tab'],
    [{ forms: [{ ...form, table: 'nowhere' }] }, 'forms[0].table: the policy has no table `nowhere`'],
    [
      { forms: [{ ...form, sections: [{ name: 's', titles: said, fields: [{ ...field, column: 'nope' }] }] }] },
      'forms[0].sections[0].fields[0]: the policy does not name the column `nope`',
    ],
    [{ forms: [{ ...form, sections: [{ name: 's', titles: said, fields: [field, field] }] }] }, '`statuscode` stands twice on the form'],
    [
      { forms: [{ ...form, sections: [{ name: 's', titles: said, fields: [{ ...field, options: [{ value: 'x', titles: said }] }] }] }] },
      '`x` does not fit `statuscode`',
    ],
    [{ forms: [{ ...form, page: 'order' }] }, 'forms[0].page: must be an address on this site'],
    [
      { menu: [{ name: 'm', titles: said, url: '/', order: 1, needs: { table: 'salesorder', privilege: 'submit' } }] },
      '`submit` is no privilege',
    ],
    [
      { menu: [{ name: 'm', titles: said, url: '/', order: 1, needs: { personas: ['nope'] } }] },
      'menu[0].needs: no persona is named `nope`',
    ],
    [{ menu: [{ name: 'm', titles: said, url: '/', order: 1, needs: { personas: ['x'], signedIn: true } }] }, 'has not the shape'],
  ] as const)
    assert.ok(problems(more).includes(told), `${told}\n${problems(more)}`);
});
