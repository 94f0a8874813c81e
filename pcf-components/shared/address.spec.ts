import { describe, expect, jest, test } from '@jest/globals';
import { drillIn, tabIn, withParameters } from './address.ts';
import { directionOf } from './direction.ts';
import { createExperienceLoader, type ExperienceWish } from './experience-loader.ts';

describe('the address of the page', () => {
  test.each([
    ['?tab=team', 'team'],
    ['?x=1&tab=a-b.c_d', 'a-b.c_d'],
    ['?tab=', null],
    ['?tab=1st', null],
    ['?tab=a%20b', null],
    ['?tabs=a', null],
  ])('the tab of %s is %s', (search, tab) => {
    expect(tabIn(search)).toBe(tab);
  });

  test('a tile comes with its value as it is, also an empty one; one that is too long is no value', () => {
    expect(drillIn('?tile=a&value=x+y%26')).toEqual({ tile: 'a', value: 'x y&' });
    expect(drillIn('?tile=a&value=')).toEqual({ tile: 'a', value: '' });
    expect(drillIn(`?tile=a&value=${'x'.repeat(401)}`)).toEqual({ tile: 'a' });
    expect(drillIn('?value=1')).toBeNull();
  });

  test('parameters are set and taken out; the rest stays', () => {
    expect(withParameters('/orders?tile=a&x=%2F#top', { tile: null, value: 'ü&=' })).toBe('/orders?x=%2F&value=%C3%BC%26%3D#top');
    expect(withParameters('/orders?tile=a', { tile: null })).toBe('/orders');
    expect(withParameters('/order', { id: 'a b' })).toBe('/order?id=a+b');
  });
});

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ar-Latn', 'ltr'],
  ['en-GB', 'ltr'],
  ['', 'ltr'],
])('%s is written %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});

describe('what the controls of a page ask for', () => {
  const ask = async (...wishes: readonly Partial<ExperienceWish>[]) => {
    const call = jest.fn(async () => ({ kind: 'failed', failure: 'offline' }) as const);
    const load = createExperienceLoader({ call });
    const { signal } = new AbortController();
    await Promise.all(wishes.map((wish) => load({ page: '/', language: 'en', ...wish }, signal)));
    return call.mock.calls.map((given: readonly unknown[]) => given[1]);
  };
  const drill = { tile: 'late' };

  test('goes out as one request', async () => {
    const wishes = [{ grid: 'a', drill }, { dashboard: { name: 'home' } }, { record: { form: 'f', id: '1' } }, { grid: 'b', drill }];
    expect(await ask(...wishes)).toEqual([
      { page: '/', language: 'en', grids: ['a', 'b'], drill, dashboard: { name: 'home' }, record: { form: 'f', id: '1' } },
    ]);
    expect(await ask({ dashboard: { name: 'home' } }, { grid: 'a', drill })).toHaveLength(1);
  });

  test('goes out apart where one request has no room for both', async () => {
    expect(await ask({ dashboard: { name: 'home' } }, { dashboard: { name: 'home', tab: 't' } })).toHaveLength(2);
    expect(await ask({ record: { form: 'f', id: '1' } }, { record: { form: 'f' } })).toHaveLength(2);
    expect(await ask({ grid: 'a', drill }, { grid: 'b' })).toHaveLength(2);
    expect(await ask({ grid: 'a' }, { dashboard: { name: 'home' }, page: '/other' })).toHaveLength(2);
    expect(await ask(...['a', 'b', 'c', 'd', 'e', 'f', 'a'].map((grid) => ({ grid })))).toHaveLength(2);
  });
});
