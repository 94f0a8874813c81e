import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { contentTypes, extensionOf } from './content-types.ts';
import { packNupkg } from './nupkg.ts';
import { type PackedFile, zipFiles } from './zip.ts';

const file = (path: string, text = path): PackedFile => ({ path, bytes: strToU8(text) });

test('a zip depends on its files alone: not on their order, the clock or the time zone', () => {
  const files = [file('b/c.xml'), file('a.xml'), file('[Content_Types].xml')];
  const first = zipFiles(files);
  const zone = process.env.TZ;
  process.env.TZ = 'Pacific/Auckland';
  const second = zipFiles([...files].reverse());
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  assert.deepEqual(second, first);
  assert.deepEqual(Object.keys(unzipSync(first)), ['[Content_Types].xml', 'a.xml', 'b/c.xml']);
});

test('paths that leave the archive, use `\\` or occur twice are refused', () => {
  for (const path of ['../a', '/a', 'a\\b', 'a//b', './a', '']) assert.throws(() => zipFiles([file(path)]), /cannot be a path/);
  assert.throws(() => zipFiles([file('a/B.xml'), file('A/b.xml')]), /two files/);
});

test('every extension has a default, and every file without one an override', () => {
  const text = contentTypes(['solution.xml', 'a/b.CSS', 'a/.gitignore', 'bare/name']);
  assert.deepEqual(
    [...text.matchAll(/Extension="(\w+)"/g)].map((match) => match[1]),
    ['css', 'gitignore', 'xml'],
  );
  assert.match(text, /<Override PartName="\/bare\/name" ContentType="application\/octet-stream" \/>/);
  assert.equal(extensionOf('a.b/c'), null);
});

test('a NuGet package holds its manifest, relationships, properties and files, the same bytes each time', () => {
  const facts = { id: 'Some.Plugins', version: '1.2.3', authors: 'A & B', description: 'x' };
  const packed = packNupkg(facts, [file('lib/net462/Some.Plugins.dll')]);
  assert.deepEqual(packNupkg(facts, [file('lib/net462/Some.Plugins.dll')]), packed);
  const entries = unzipSync(packed);
  const paths = Object.keys(entries);
  const properties = paths.find((path) => path.startsWith('package/services/metadata/core-properties/')) ?? '';
  assert.deepEqual(paths, ['Some.Plugins.nuspec', '[Content_Types].xml', '_rels/.rels', 'lib/net462/Some.Plugins.dll', properties]);
  assert.match(
    strFromU8(entries['Some.Plugins.nuspec'] ?? new Uint8Array()),
    /<id>Some\.Plugins<\/id>[\s\S]*<authors>A &amp; B<\/authors>/,
  );
  assert.match(strFromU8(entries['_rels/.rels'] ?? new Uint8Array()), new RegExp(`Target="/${properties}"`));
  const types = strFromU8(entries['[Content_Types].xml'] ?? new Uint8Array());
  for (const extension of ['dll', 'nuspec', 'psmdcp', 'rels']) assert.match(types, new RegExp(`Extension="${extension}"`));
});
