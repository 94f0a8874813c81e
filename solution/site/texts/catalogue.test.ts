import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCatalogue } from './catalogue.ts';
import { printLiquid } from './print-liquid.ts';

const languages = [
  { code: 'en', direction: 'ltr' },
  { code: 'ar', direction: 'rtl' },
];
const read = (more: object) => {
  const problems: string[] = [];
  const catalogue = readCatalogue({ languages, texts: { hello: { en: 'Hello', ar: 'أهلًا' } }, ...more }, (path, message) =>
    problems.push(`${path} ${message}`),
  );
  return { catalogue, problems };
};
const refused = (more: object, expected: RegExp) => assert.match(read(more).problems.join('\n'), expected);

test('a text that lacks, that is the same in two languages or that has other slots is a problem, with its key', () => {
  assert.deepEqual(read({}).problems, []);
  refused({ texts: { hello: { en: 'Hello' } } }, /^texts\.hello has no text for the language `ar`/m);
  refused({ texts: { hello: { en: 'Hello', ar: ' ' } } }, /^texts\.hello has no text for the language `ar`/m);
  refused({ texts: { hello: { en: 'Hello', ar: 'Hello' } } }, /^texts\.hello is the same in `en` and `ar`/m);
  assert.deepEqual(read({ texts: { hello: { en: 'Portico', ar: 'Portico' } }, alike: ['hello'] }).problems, []);
  refused({ alike: ['goodbye'] }, /there is no text `goodbye`/);
  refused({ texts: { hello: { en: 'Hello {name}', ar: 'أهلًا {who}' } } }, /other slots in `ar` than in `en`/);
  refused({ texts: { hello: { en: 'Hello', ar: 'أهلًا', fr: 'Bonjour' } } }, /`fr` is not a language of the catalogue/);
});

test('what is no catalogue is refused: no languages, no texts, unknown keys, keys that are no names, Liquid in a text', () => {
  refused({ languages: [] }, /^languages is empty/m);
  refused({ languages: [{ code: 'en-US', direction: 'ltr' }] }, /^languages\[0\] must have a `code` of two or three letters/m);
  refused({ texts: [] }, /^texts must be a map/m);
  refused({ colour: 1 }, /^colour is not a known key/m);
  refused({ texts: { 'Hello there': { en: 'Hello', ar: 'أهلًا' } } }, /must be a key of lower-case words/);
  refused({ texts: { hello: { en: '{{ user }}', ar: 'أهلًا' } } }, /must not hold Liquid \(`en`\)/);
  for (const value of [null, 'text', [], 7]) {
    const problems: string[] = [];
    readCatalogue(value, (path) => problems.push(path));
    assert.deepEqual(problems, ['languages', 'texts']);
  }
});

test('a text is written as HTML, its slots escaped and isolated', () => {
  const { catalogue } = read({ texts: { hello: { en: "“{name}” <b> & 'co'", ar: 'أهلًا {name}' } } });
  assert.match(
    printLiquid(catalogue),
    /\{% capture text_hello %\}“<bdi>\{\{ name \| escape \}\}<\/bdi>” &lt;b&gt; &amp; &#39;co&#39;\{% endcapture -%\}/,
  );
});
