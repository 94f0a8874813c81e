import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CheckResult, type ExperienceResult, type QueryResult, type RecordResult, tokenHeader } from '../../contracts/index.ts';
import { expectedOrders } from '../journeys/expected.ts';
import { type Doors, openDoors, orderOf } from './open-doors.ts';
import { allPages } from './pages.ts';
import { newVisitor, resultOf } from './visitor.ts';

const table = 'salesorder';

for (const host of ['node', 'dotnet'] as const) {
  describe(`who reads which order, custom APIs in ${host}`, () => {
    let doors: Doors;
    before(async () => {
      doors = await openDoors(host);
    });
    after(() => doors?.portal.close());

    /** Asks for every cell of the matrix and compares what came with what is to come. */
    const everyCell = async (ask: (person: string, id: string, record: string) => Promise<boolean>): Promise<void> => {
      const { people, records } = doors.portal.sample.matrix;
      let cells = 0;
      for (const person of people)
        for (const [record, readers] of Object.entries(records)) {
          assert.equal(await ask(person, orderOf(record), record), readers[person], `${person} reads ${record}`);
          cells += 1;
        }
      assert.equal(cells, 15);
    };
    const numberOf = (record: string): unknown => doors.portal.sample.rows[table]?.[record]?.['ordernumber'];

    test('the custom API CheckAccess, cell by cell (D16)', () =>
      everyCell(async (person, id) => {
        const answer = await doors.direct<CheckResult>(person, 'CheckAccess', { table, id, privileges: ['read'] });
        if (answer.ok) assert.equal(answer.result.privileges['read'], true, 'who may not read the row gets a refusal');
        else assert.equal(answer.refusal.code, 'not-available');
        return answer.ok;
      }));

    test('the custom API GetRecord by id, cell by cell (D14 D16 D17)', () =>
      everyCell(async (person, id, record) => {
        const answer = await doors.direct<RecordResult>(person, 'GetRecord', { table, id, columns: ['ordernumber'] });
        if (!answer.ok) assert.equal(answer.refusal.code, 'not-available');
        else assert.deepEqual([answer.result.row.id, answer.result.row.values['ordernumber']], [id, numberOf(record)]);
        return answer.ok;
      }));

    test('the custom API QueryRecords, rows and count (D13 D14 D16)', async () => {
      for (const person of doors.portal.sample.matrix.people) {
        const { numbers, count, refused } = await allPages((request) => doors.direct<QueryResult>(person, 'QueryRecords', request));
        assert.deepEqual(numbers, expectedOrders(doors.portal.sample, person), person);
        assert.deepEqual([count, refused], person === 'may' ? [null, 'no-rule'] : [numbers.length, null], person);
      }
    });

    test('server logic over HTTP, rows and count (D13 D14 D16)', async () => {
      const found = new Map<string, readonly string[]>();
      for (const person of doors.portal.sample.matrix.people) {
        const { numbers, count } = await allPages((request) => doors.overHttp<QueryResult>(person, 'query', request));
        assert.deepEqual(numbers, expectedOrders(doors.portal.sample, person), person);
        assert.equal(count, person === 'may' ? null : numbers.length, person);
        found.set(person, numbers);
      }
      await everyCell(async (person, _id, record) => found.get(person)?.includes(String(numberOf(record))) === true);
    });

    test('server logic over HTTP, by search and by filter for the one order (D14 D16 D17)', () =>
      everyCell(async (person, _id, record) => {
        const one = { table, columns: ['ordernumber'], count: true };
        const byFilter = await doors.overHttp<QueryResult>(person, 'query', {
          ...one,
          filter: [{ column: 'ordernumber', operator: '=', value: numberOf(record) }],
        });
        const bySearch = await doors.overHttp<QueryResult>(person, 'query', {
          ...one,
          search: { text: numberOf(record), columns: ['ordernumber'] },
        });
        const found = [byFilter, bySearch].map((answer) => (answer.ok ? [answer.result.rows.length, answer.result.count?.value] : [0, 0]));
        assert.deepEqual(found[0], found[1]);
        assert.equal(found[0]?.[0], found[0]?.[1], 'the count is that of the rows');
        return found[0]?.[0] === 1;
      }));

    test('server logic over HTTP by id, and what may be done with it, cell by cell (D14 D16 D17)', () =>
      everyCell(async (person, id) => {
        const got = await doors.overHttp<RecordResult>(person, 'get', { table, id });
        const checked = await doors.overHttp<CheckResult>(person, 'check', { table, id, privileges: ['read'] });
        assert.equal(got.ok, checked.ok, 'both doors agree');
        return got.ok;
      }));

    test('the experience of the orders page: first page and count (D13 D14 D16)', async () => {
      for (const person of doors.portal.sample.matrix.people) {
        const { grids } = resultOf(
          await doors.visitorOf(person).ask<ExperienceResult>('experience', { page: '/orders', grids: ['orders'] }),
        );
        const page = grids[0]?.firstPage;
        const expected = expectedOrders(doors.portal.sample, person);
        if (person === 'may') assert.equal(page?.ok === false && page.refusal.status, 403);
        else {
          assert.ok(page?.ok, person);
          assert.deepEqual(
            page.result.rows.map(({ values }) => values['ordernumber']),
            expected.slice(0, 10),
            person,
          );
          assert.equal(page.result.count?.value, expected.length, person);
        }
      }
    });

    test('the portal Web API of a protected table gives nothing to anybody (D16)', async () => {
      const everybody = [newVisitor(doors.portal.url), ...doors.portal.sample.matrix.people.map(doors.visitorOf)];
      const id = orderOf('order-x-jane');
      for (const visitor of everybody) {
        const headers = { [tokenHeader]: await visitor.token(), 'content-type': 'application/json' };
        for (const set of ['salesorders', 'accounts', 'contacts'])
          for (const [method, path] of [
            ['GET', set],
            ['GET', `${set}(${id})`],
            ['GET', `${set}/$count`],
            ['GET', `${set}?$apply=aggregate($count as n)`],
            ['GET', `${set}?fetchXml=${encodeURIComponent(`<fetch><entity name="${table}"><all-attributes /></entity></fetch>`)}`],
            ['POST', set],
            ['PATCH', `${set}(${id})`],
            ['DELETE', `${set}(${id})`],
          ] as const) {
            const body = method === 'POST' || method === 'PATCH' ? '{"name":"x"}' : undefined;
            const answer = await visitor.request(method, `/_api/${path}`, { headers, ...(body === undefined ? {} : { body }) });
            assert.equal(answer.status, 404, `${method} ${path}`);
            assert.match(answer.text, /^\{"error":\{"code":"9004010C","message":"[^"]{1,120}"\}\}$/);
          }
      }
    });
  });
}
