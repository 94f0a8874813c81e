import assert from 'node:assert/strict';
import test from 'node:test';
import { createDataverse } from '../index.ts';
import { databaseHash } from '../test/database-hash.ts';
import { column2, customizations, manifest, solutionZip } from '../test/sample-solution.ts';
import { temporaryFile } from '../test/temporary-file.ts';

/** The customizations with an N:N relationship between two tables. */
const linking = ({ name = 'new_Things_Contacts', intersect = 'new_thing_contact', second = 'Contact' } = {}): string =>
  customizations().replace(
    '</EntityRelationships>',
    `<EntityRelationship Name="${name}"><EntityRelationshipType>ManyToMany</EntityRelationshipType><IntersectEntityName>${intersect}</IntersectEntityName><FirstEntityName>new_Thing</FirstEntityName><SecondEntityName>${second}</SecondEntityName></EntityRelationship></EntityRelationships>`,
  );

test('an N:N relationship of a solution makes its intersect table, also when it is imported again', async () => {
  const dataverse = createDataverse({ file: ':memory:' });
  for (const version of ['1.0', '1.1']) {
    const result = await dataverse.importSolution(solutionZip({ 'solution.xml': manifest({ version }), 'customizations.xml': linking() }));
    assert.equal(result.kind, 'imported', JSON.stringify(result));
  }
  assert.deepEqual(
    [dataverse.metadata().table('new_thing_contact')?.intersect, dataverse.metadata().table('contact')?.intersect],
    [true, false],
  );
  await dataverse.close();
});

/** Each schema that cannot be made, and what the maker is told. */
const BROKEN: readonly (readonly [string, { readonly 'customizations.xml': string }, RegExp])[] = [
  [
    'an N:N relationship over a table of the platform',
    { 'customizations.xml': linking({ intersect: 'Contact' }) },
    /`contact`, which is another table/,
  ],
  [
    'an N:N relationship over a table of the zip',
    { 'customizations.xml': linking({ intersect: 'new_Thing' }) },
    /`new_thing`, which is another table/,
  ],
  [
    'an N:N relationship over the intersect table of another',
    { 'customizations.xml': linking({ intersect: 'roleprivileges' }) },
    /`roleprivileges`, which is another table/,
  ],
  ['an N:N relationship of a table with itself', { 'customizations.xml': linking({ second: 'new_Thing' }) }, /`new_thing` with itself/],
  [
    'an N:N relationship with a table name that is SQL',
    { 'customizations.xml': linking({ second: 'con&quot;tact' }) },
    /links the table `con"tact`/,
  ],
  [
    'an N:N relationship with a name that is SQL',
    { 'customizations.xml': linking({ name: 'new_&quot;x' }) },
    /relationship without a valid name/,
  ],
  [
    'an intersect table whose name is too long',
    { 'customizations.xml': linking({ intersect: 'a'.repeat(128) }) },
    /no valid intersect table/,
  ],
  ['a table twice', { 'customizations.xml': customizations().replace(/<Entity>.*<\/Entity>/s, '$&$&') }, /`new_thing` is in the zip twice/],
  ['a column twice', { 'customizations.xml': customizations({ columns: column2 + column2 }) }, /`new_thing.new_note` is in the zip twice/],
  [
    'a length that is no number',
    { 'customizations.xml': customizations().replace('>50<', '>long<') },
    /`new_name` has no valid `MaxLength`/,
  ],
  [
    'a least value that is no number',
    {
      'customizations.xml': customizations({
        columns: column2.replace('ntext', 'decimal').replaceAll('MaxLength', 'MinValue').replace('500', 'NaN'),
      }),
    },
    /`new_note` has no valid `MinValue`/,
  ],
  [
    'more columns than the database can hold',
    {
      'customizations.xml': customizations({
        columns: Array.from({ length: 1100 }, (_, at) => column2.replaceAll(/new_note/gi, `new_n${at}`)).join(''),
      }),
    },
    /the local database cannot take what the zip holds: too many columns/,
  ],
];

test('a schema that would break the database or a table in it is refused as a whole', async (context) => {
  const file = temporaryFile(context);
  const dataverse = createDataverse({ file });
  const before = databaseHash(file);
  for (const [name, changes, expected] of BROKEN) {
    const result = await dataverse.importSolution(solutionZip(changes));
    assert.match(result.kind === 'refused' ? result.problems.join('\n') : 'imported', expected, name);
    assert.equal(databaseHash(file), before, `${name} left something behind`);
  }
  await dataverse.seed({ contact: [{ lastname: 'still there' }] });
  await dataverse.close();
});
