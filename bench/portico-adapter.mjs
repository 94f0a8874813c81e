// Portico's engine behind the interface of this benchmark. Rows stay as the benchmark hands them over; a reader says where a lookup leads.
import { createEngine, parsePolicy } from '../dist/build/engine.mjs';
import { concerned, indexesOf } from './plan-index.mjs';
import { parentLookup, principalOf, translate } from './translate-policy.mjs';

export const meta = { name: 'portico', pushdown: 'the engine’s plan; index on account/contact/parent, then its residue' };

/** At most this many people are kept bound, the longest unasked go first. */
const MOST_PEOPLE = 1000;
const NO_SOURCE = { load: () => null, grants: () => [] };

// The columns that rules look at; their own functions, so that each reads one property.
const cells = {
  region: (row) => row.region ?? null,
  amount: (row) => row.amount ?? null,
  sensitivity: (row) => row.sensitivity ?? null,
  stage: (row) => row.stage ?? null,
};
const leads = {
  account: (id) => (row) => (row.account === id ? true : row.account === null ? null : false),
  contact: (id) => (row) => (row.contact === id ? true : row.contact === null ? null : false),
};
const reader = {
  cell: (column) => cells[column] ?? ((row) => row[column] ?? null),
  leadsTo: (column, _table, id) => leads[column](id),
  behind(column) {
    const table = column.slice(parentLookup('').length);
    return (row) => (row.parent !== null && row.parent.table === table ? row.parent : null);
  },
};

export async function load(policy, data) {
  const translated = translate(policy);
  const engineOf = (json) => {
    const parsed = parsePolicy(json);
    if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems.slice(0, 5)));
    return createEngine(parsed.policy);
  };
  const records = engineOf(translated.records);
  const columns = engineOf(translated.columns);
  // Rows arrive with their parents, so nothing is loaded and one moment serves every row that is asked at the same time.
  const moments = [];
  const momentOf = (now) => {
    const seconds = now / 1000;
    for (let index = 0; index < moments.length; index++) if (moments[index].now === seconds) return moments[index];
    const moment = records.momentOf(NO_SOURCE, new Date(now).toISOString().replace('.000Z', 'Z'));
    moments.push(moment);
    return moment;
  };
  const people = new Map();
  const personOf = (contact) => {
    let person = people.get(contact);
    if (person !== undefined) return person;
    if (people.size >= MOST_PEOPLE) people.delete(people.keys().next().value);
    const principal = principalOf(contact);
    person = {
      principal,
      records: records.forPerson(principal, reader),
      columns: columns.forPerson(principal, reader),
      tests: new Array(policy.tables.length * policy.actions.length).fill(null),
    };
    people.set(contact, person);
    return person;
  };
  // Places in a list instead of names in an object: every person's list has the same form, whatever was asked of them first.
  const places = Object.fromEntries(policy.tables.map((table, index) => [table, index * policy.actions.length]));
  const steps = Object.fromEntries(policy.actions.map((action, index) => [action, index]));
  const testOf = (person, action, table) => {
    const place = places[table] + steps[action];
    const known = person.tests[place];
    if (known !== null) return known;
    const test = person.records.test(action.toLowerCase(), table);
    person.tests[place] = test;
    return test;
  };

  const shown = new Map();
  const levelsOf = (accesses) => {
    let levels = shown.get(accesses);
    if (levels === undefined) {
      levels = {};
      for (const field of policy.fields) {
        const { level, write } = accesses[field];
        levels[field] = level === 'none' ? 'hidden' : level === 'masked' ? 'masked' : write ? 'edit' : 'readonly';
      }
      shown.set(accesses, levels);
    }
    return levels;
  };

  let indexes = null;
  const prepare = () => {
    indexes ??= indexesOf(data.tables);
    return indexes;
  };

  return {
    prepare,
    check: ({ contact, action, record, now }) => testOf(personOf(contact), action, record.table)(record, momentOf(now)),
    filter(contact, table) {
      const test = testOf(personOf(contact), 'read', table);
      const moment = momentOf(data.now);
      const ids = [];
      for (const row of data.tables[table]) if (test(row, moment)) ids.push(row.id);
      return ids;
    },
    filterPlan(contact, table) {
      const person = personOf(contact);
      const moment = momentOf(data.now);
      const plan = records.plan(person.principal, 'read', table, moment.nowText(), { source: NO_SOURCE });
      const rows = concerned(plan, prepare(), data.tables);
      if (rows === null) return this.filter(contact, table);
      const test = testOf(person, 'read', table);
      const own = data.tables[table];
      const ids = [];
      for (const at of [...new Set(rows)].sort((left, right) => left - right)) if (test(own[at], moment)) ids.push(own[at].id);
      return ids;
    },
    fields: (contact, record) => levelsOf(personOf(contact).columns.columns(record.table)(record, momentOf(data.now))),
  };
}
