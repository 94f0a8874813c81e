import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { element, printXml, textElement, XmlFault } from './xml.ts';

test('elements are indented, empty ones close themselves, absent attributes are left out', () => {
  const root = element('Roles', {}, element('Role', { name: 'Reader', id: undefined }, textElement('IsCustomizable', 1)), element('None'));
  assert.equal(
    printXml(root),
    ['<Roles>', '  <Role name="Reader">', '    <IsCustomizable>1</IsCustomizable>', '  </Role>', '  <None />', '</Roles>', ''].join('\n'),
  );
});

test('text and attributes are escaped by the place they stand in', () => {
  assert.equal(printXml(textElement('a', `<b> & "c" 'd' ]]>\r\n`)), `<a>&lt;b&gt; &amp; "c" 'd' ]]&gt;&#xD;\n</a>\n`);
  assert.equal(printXml(element('a', { b: `<c> & "d"\t\n\r` })), '<a b="&lt;c&gt; &amp; &quot;d&quot;&#x9;&#xA;&#xD;" />\n');
});

test('a character that XML cannot hold is refused by its number, in text, attribute and comment', () => {
  assert.throws(() => printXml(textElement('a', 'x\u0007')), /`a` holds the character U\+0007/);
  assert.throws(() => printXml(element('a', { b: '\u0000' })), /attribute `b` of `a` holds the character U\+0000/);
  assert.throws(() => printXml(textElement('a', '\ud800')), /U\+D800/);
  assert.throws(() => printXml(textElement('a', '\uffff')), XmlFault);
  assert.throws(() => printXml(element('a'), { comment: 'a -- b' }), /must not hold/);
});

test('a name that is none is refused', () => {
  assert.throws(() => printXml(element('a b')), /is not an XML name/);
  assert.throws(() => printXml(element('a', { '1': 'x' })), /is not an XML name/);
});

test('whatever text goes in comes out of a parser unchanged', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    attributeNamePrefix: '',
  });
  const plain = fc.string({ unit: fc.constantFrom('a', '<', '>', '&', '"', "'", ']', 'é', '😀', ';', '#') });
  fc.assert(
    fc.property(plain, plain, (text, attribute) => {
      const read = parser.parse(printXml(textElement('a', text, { b: attribute }))) as { a: { '#text'?: string; b: string } };
      assert.equal(read.a['#text'] ?? '', text);
      assert.equal(read.a.b, attribute);
    }),
  );
});
