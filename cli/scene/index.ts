export { fixturesIn, readFixtures } from './read-fixtures.ts';
export { type Fixtures, noFixtures, personOf, rowOf, type Scene, sceneOf, sourceOf } from './scene.ts';
