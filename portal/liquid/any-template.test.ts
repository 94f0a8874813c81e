import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { renderLiquid } from './index.ts';
import { environmentFor, type TestSite } from './testing.ts';

const render = (template: string, site: TestSite = {}): Promise<string> => renderLiquid(template, environmentFor(site));

test('any text is a template: it renders to a text and never faults', async () => {
  const pieces = [
    '{{',
    '}}',
    '{%',
    '%}',
    '-',
    ' ',
    '\n',
    "'",
    '"',
    '|',
    ':',
    ',',
    '.',
    '[',
    ']',
    '(',
    ')',
    '..',
    '1',
    '9.5',
    'a',
    'arr',
    'map',
    'nil',
    'if',
    'endif',
    'for',
    'in',
    'endfor',
    'assign',
    '=',
    '==',
    'contains',
    'and',
    'or',
    'plus',
    'split',
    'join',
    'where',
    'date',
    'replace',
    'case',
    'when',
    'endcase',
    'include',
    'capture',
    'endcapture',
    'else',
    'cycle',
    'raw',
    'substitution',
    'endsubstitution',
    '<b>',
    'é',
    '\u{1f600}',
    '\ud800',
    'order_by',
    'times',
    'round',
    'slice',
    'url_encode',
    'format',
    'block',
    'tablerow',
    'cols',
    'limit',
  ];
  const template = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' '));
  const filtered = fc
    .array(
      fc.constantFrom(
        'plus: 1',
        'minus: f',
        "split: ','",
        'join',
        'size',
        "where: 'a', 1",
        'first',
        'date: s',
        'round: n',
        'times: n',
        'append: s',
        'order_by: s',
        'then_by: s',
        'slice: n, n',
        'truncate: n',
        'decimal',
        'integer',
        'boolean',
        'string',
        "format: 'N'",
        'decimals: n',
        'file_size',
        'url_encode',
        'add_query: s, s',
        'concat: arr',
        'batch: n',
        'sort',
        'group_by: s',
        'divided_by: f',
        'modulo: n',
        'date_add_days: n',
        'liquid',
        'replace: s, s',
      ),
      { maxLength: 6 },
    )
    .chain((filters) =>
      fc.constantFrom('n', 'f', 's', 'arr', 'map', 'd', 'missing').map((root) => `{{ ${[root, ...filters].join(' | ')} }}`),
    );
  const objects = { n: 3, f: 2.5, s: 'a,b', arr: ['x', 2, null, [1]], map: new Map<string, unknown>([['a', 1]]), d: new Date(0) };
  const property = fc.asyncProperty(fc.oneof(template, filtered, fc.string()), async (source) => {
    const text = await render(source, { objects, limits: { iterations: 1000, milliseconds: 2000 } });
    assert.equal(typeof text, 'string');
  });
  await fc.assert(property, { numRuns: 1500 });
});
