import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Answer, ExperienceResult, QueryRequest, QueryResult } from '../../contracts/index.ts';
import { orderOf } from '../doors/open-doors.ts';
import { answerIn, resultOf, type Visitor } from '../doors/visitor.ts';
import { expectedOrders } from '../journeys/expected.ts';
import { type Attacked, openAttacked } from './environment.ts';
import { assertPolite, assertTellsNothing } from './polite.ts';

/** Texts that would mean something to a query language, a page, a log or a template, if anything let them. */
const hostile = [
  '" /><condition attribute="name" operator="not-null" value="',
  "' or '1'='1",
  "'; DROP TABLE t_salesorder; --",
  '</filter><filter type="or"><condition attribute="ordernumber" operator="not-null" /></filter>',
  '<![CDATA[x]]>',
  '&lt;fetch/&gt; &amp; &#0; &unknown;',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  '<script>alert(1)</script>',
  '{{ user.emailaddress1 }}{% fetchxml x %}{% endfetchxml %}',
  "x') or contains(name,'",
  'name eq null or 1 eq 1',
  'a\r\nSet-Cookie: x=1\r\n\r\n',
  '../../etc/passwd',
  '#{7*7}<%= 7*7 %>',
  '%0d%0a\\u0000\\"',
  '\u202e\u2028\u2029\ufeff',
  'ＳＥＬＥＣＴ\u00a0＊',
];
/** Patterns of SQL and FetchXML; to us they are letters. Only Jane's `50% glycol [drum]` holds one. */
const patterns = ['%', '_', '[', ']', '%%', '_%', '[a-z]', '[^x]%', '%%%%%%', '\\%', '[%]', '[[]'];
const list = { table: 'salesorder', columns: ['ordernumber', 'name'], sort: [{ column: 'ordernumber', descending: true }], count: true };

for (const host of ['node', 'dotnet'] as const) {
  describe(`injection, custom APIs in ${host}`, () => {
    let world: Attacked;
    let jane: Visitor;
    let untouched: string;
    before(async () => {
      world = await openAttacked(host);
      jane = await world.visitor('jane');
      untouched = world.fingerprint();
    });
    after(() => world?.close());

    const ask = (more: Partial<QueryRequest>) => jane.ask<QueryResult>('records', { operation: 'query', ...list, ...more });
    const found = (answer: Answer<QueryResult>): readonly unknown[] => {
      const { rows, count } = resultOf(answer);
      assert.deepEqual(count, { value: rows.length, atLeast: false }, 'the count is that of the rows');
      return rows.map(({ values }) => values['ordernumber']);
    };

    test('hostile text as a value finds nothing and breaks nothing: search and every text operator', async () => {
      for (const text of hostile) {
        assert.deepEqual(found(await ask({ search: { text, columns: ['ordernumber', 'name', 'description'] } })), [], text);
        for (const operator of ['=', 'contains', 'begins-with', 'ends-with'] as const)
          assert.deepEqual(found(await ask({ filter: [{ column: 'name', operator, value: text }] })), [], `${operator} ${text}`);
        const others = await ask({
          filter: [
            { column: 'name', operator: '≠', value: text },
            { column: 'name', operator: 'in', values: [text, 'Gaskets'] },
          ],
        });
        assert.deepEqual(found(others), ['SO-1003'], text);
      }
      assert.equal(world.fingerprint(), untouched);
    });

    test('`%`, `_` and `[` are letters, in a search and in every bound value (D14)', async () => {
      const own = expectedOrders(world.sample, 'jane');
      const nameOf = (number: string): string =>
        String(Object.values(world.sample.rows['salesorder'] ?? {}).find((row) => row['ordernumber'] === number)?.['name']);
      for (const text of patterns) {
        const holding = own.filter((number) => nameOf(number).includes(text));
        assert.deepEqual(found(await ask({ search: { text, columns: ['name'] } })), holding, `search ${text}`);
        assert.deepEqual(
          found(await ask({ filter: [{ column: 'name', operator: 'contains', value: text }] })),
          holding,
          `contains ${text}`,
        );
        const begins = own.filter((number) => nameOf(number).startsWith(text));
        assert.deepEqual(
          found(await ask({ filter: [{ column: 'name', operator: 'begins-with', value: text }] })),
          begins,
          `begins ${text}`,
        );
        const ends = own.filter((number) => nameOf(number).endsWith(text));
        assert.deepEqual(found(await ask({ filter: [{ column: 'name', operator: 'ends-with', value: text }] })), ends, `ends ${text}`);
        assert.deepEqual(found(await ask({ filter: [{ column: 'name', operator: '=', value: text }] })), [], `= ${text}`);
      }
      for (const whole of ['50% glycol [drum]', '50% GLYCOL [DRUM]'])
        assert.deepEqual(found(await ask({ filter: [{ column: 'name', operator: '=', value: whole }] })), ['SO-1005']);
    });

    test('hostile text as a name of a table, column, page, grid, language or id is refused politely', async () => {
      for (const text of hostile.filter((_, index) => index % 3 === 0)) {
        const name = `a${text}`;
        for (const more of [
          { table: name },
          { columns: [name] },
          { sort: [{ column: name }] },
          { search: { text: 'x', columns: [name] } },
          { filter: [{ column: name, operator: 'is null' as const }] },
        ])
          assertPolite(await ask(more), 'invalid-request', JSON.stringify(more));
        assertPolite(await ask({ continuation: text }), 'continuation-invalid', text);
        for (const operation of ['get', 'check'] as const)
          assertPolite(
            await jane.ask('records', {
              operation,
              table: 'salesorder',
              id: text,
              ...(operation === 'check' ? { privileges: ['read'] } : {}),
            }),
            'not-available',
            text,
          );
        assertPolite(await jane.ask('experience', { page: '/', grids: [name] }), 'invalid-request', text);
        assertPolite(await jane.ask('experience', { page: '/', language: name }), 'invalid-request', text);
        const page = await jane.ask<ExperienceResult>('experience', { page: `/${text}` });
        assert.equal(
          resultOf(page).navigation.some(({ current }) => current),
          false,
        );
      }
      assert.equal(world.fingerprint(), untouched);
    });

    test('hostile text in the address of server logic and of a page is answered without an echo', async () => {
      const headers = { __RequestVerificationToken: await jane.token() };
      for (const text of hostile) {
        const encoded = encodeURIComponent(text);
        const logic = await jane.request('GET', `/_api/serverlogics/portico-experience?page=${encoded}&language=${encoded}&grids=orders`, {
          headers,
        });
        const answer = answerIn(logic);
        if (!answer.ok) assertPolite(answer, 'invalid-request', text);
        const unknown = await jane.request('POST', `/_api/serverlogics/${encoded}`, { headers, body: '{}' });
        assert.equal(unknown.status, 404, text);
        assert.match(unknown.headers.get('content-type') ?? '', /^application\/json/);
        const page = await jane.request('GET', `/${encoded}?q=${encoded}&ReturnUrl=${encoded}`);
        assert.equal(page.status, 404, text);
        assert.equal(page.text.includes(text) && /[<>"']/.test(text), false, `echo of ${text}`);
        assert.equal(page.headers.get('set-cookie')?.includes('x=1') ?? false, false);
      }
      assert.equal(world.fingerprint(), untouched);
    });

    test('what the audit keeps of all this holds no value, no control character and no markup of the attack', () => {
      for (const entry of world.newEntries()) {
        assert.equal(entry.contact, 'Jane Doe');
        assert.doesNotMatch(`${entry.details}`, /DROP TABLE|script>|passwd|Set-Cookie/);
        assert.doesNotMatch(`${entry.table} ${entry.details}`, /\p{Cc}/u);
        assertTellsNothing(`${entry.code} ${entry.reference}`);
      }
    });

    test('rows that hold markup and patterns come back as they are, to their readers alone', async () => {
      const sam = await world.visitor('sam');
      const answer = await sam.ask<QueryResult>('records', {
        operation: 'query',
        ...list,
        search: { text: "<script>alert('valves')</script>", columns: ['name'] },
      });
      assert.deepEqual(found(answer), ['SO-1008']);
      assert.deepEqual(found(await ask({ search: { text: '<script>', columns: ['name'] } })), []);
      assertPolite(await jane.ask('records', { operation: 'get', table: 'salesorder', id: orderOf('order-x-sam-3') }), 'not-available');
    });
  });
}
