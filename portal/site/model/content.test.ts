import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContent } from './content.ts';
import { readPages } from './pages.ts';

const id = '0a1b2c3d-0000-4000-8000-00000000000a';

test('keys are found in every spelling of exports, values as JSON or as text', () => {
  for (const key of ['adx_serverlogic_adx_webrole', 'serverlogic_webrole', 'serverLogicWebrole', 'mspp_serverlogic_webrole'])
    assert.deepEqual(
      readContent(JSON.stringify({ [key]: [`{${id.toUpperCase()}}`, { id }, 'no id', 7] })).ids('adx_serverlogic_adx_webrole'),
      [id, id],
      key,
    );
  const content = readContent(
    JSON.stringify({ adx_isroot: 'True', displayorder: '7', displayName: 'Name', right: 2, pageid: { id }, empty: '', none: null }),
  );
  assert.equal(content.flag('isroot'), true);
  assert.equal(content.integer('displayorder'), 7);
  assert.equal(content.text('display_name'), 'Name');
  assert.equal(content.id('pageid'), id);
  assert.equal(content.text('empty'), '');
  assert.equal(content.text('none'), null);
  assert.deepEqual(content.unknown(['isroot', 'displayorder', 'display_name', 'right', 'pageid']), ['empty', 'none']);
});

test('what is not understood is null, never a guess', () => {
  const content = readContent('{"flag":"perhaps","number":1.5,"id":"not-an-id","list":"text"}');
  assert.deepEqual([content.flag('flag'), content.integer('number'), content.id('id'), content.ids('list')], [null, null, null, []]);
  assert.equal(readContent('{').problem, 'the content is not JSON');
  assert.equal(readContent('[]').problem, 'the content is not a JSON object');
  assert.equal(readContent(null).problem, null);
});

test('pages that are their own ancestors are left out and reported', () => {
  const reported: string[] = [];
  const page = (own: string, parent: string | null) => ({
    id: own,
    type: 2,
    name: own,
    languageId: null,
    content: readContent(JSON.stringify({ partialurl: parent ? own : '/', parentpageid: parent })),
  });
  const [home, one, two] = [id.replace(/a$/, '1'), id.replace(/a$/, '2'), id.replace(/a$/, '3')];
  const { pages, home: found } = readPages([page(home, null), page(one, two), page(two, one)], '', new Set(), ({ message }) =>
    reported.push(message),
  );
  assert.deepEqual([...pages.keys()], [home]);
  assert.equal(found?.id, home);
  assert.equal(reported.length, 2);
});
