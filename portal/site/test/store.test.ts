import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDataverse } from '../../dataverse/index.ts';
import { dataverseStore } from '../index.ts';
import { idOf } from './fixture-site.ts';

test('the latest rows come in their order, and no more of them than were asked for', async () => {
  const dataverse = createDataverse({ file: ':memory:' });
  const born = ['1980-01-01', '2000-01-01', '1990-01-01', '2000-01-01'];
  await dataverse.seed({
    contact: born.map((birthdate, at) => ({ contactid: idOf(`contact ${at}`), lastname: `${at}`, birthdate })),
  });
  const store = dataverseStore(dataverse);
  const names = (count: number) => store.latest('contact', 'birthdate', count).map((row) => row.values['lastname']);
  const twins = [idOf('contact 1'), idOf('contact 3')].sort().map((id) => (id === idOf('contact 1') ? '1' : '3'));
  assert.deepEqual(names(3), [...twins, '2']);
  assert.deepEqual(names(1), twins.slice(0, 1));
  assert.deepEqual(store.latest('nothing', 'birthdate', 1), []);
  await dataverse.close();
});
