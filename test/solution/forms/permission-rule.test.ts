import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionValue, ruleEffects } from '../../../contracts/index.ts';
import type { PolicyFacts } from '../../../solution/app/forms/check/facts.ts';
import { createFactsStore } from '../../../solution/app/forms/form/facts-store.ts';
import { formHandlers } from '../../../solution/app/forms/handlers.ts';
import { names } from '../../../solution/app/forms/names.ts';
import { formInMemory } from './form-context.ts';

const site = '11111111-2222-5333-8444-555555555555';
const { columns } = names;
const facts: PolicyFacts = {
  site,
  tables: {
    account: { kind: 'protected', columns: { name: 'text' } },
    contact: { kind: 'protected', columns: { fullname: 'text', parentcustomerid: { lookup: ['account'] } } },
    salesorder: {
      kind: 'protected',
      stage: 'statuscode',
      columns: { name: 'text', totalamount: 'number', customerid: { lookup: ['account'] }, statuscode: 'choice' },
    },
  },
  roles: ['SCM Representative'],
  masks: { last4: { rank: 0, last: 4 } },
};
const rule = {
  id: 'order-representative',
  effect: 'allow',
  table: 'salesorder',
  roles: ['SCM Representative'],
  privileges: ['read', 'write'],
  actions: ['approve'],
  access: { account: 'customerid' },
  when: ['totalamount', '<', '1000'],
  reason: 'Orders of your own company.',
};

/** The form of a rule: `load` answers the site's facts, again and again. */
async function opened(definition: unknown, load: () => Promise<PolicyFacts> = async () => facts, siteId = site) {
  const handlers = formHandlers(createFactsStore(load))['PermissionRule'] ?? assert.fail('no form of that name');
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const empty = Object.fromEntries(Object.values(columns).map((column) => [column, null]));
  const form = formInMemory({ ...empty, [columns.site]: siteId, [columns.definition]: text });
  await handlers.onLoad(form.event);
  const change = async (value: unknown): Promise<void> => {
    form.type(columns.definition, typeof value === 'string' ? value : JSON.stringify(value));
    await handlers.onChange(form.event);
  };
  const save = async (): Promise<boolean> => {
    const { event, prevented } = form.save();
    await handlers.onSave(event);
    return !prevented();
  };
  return { form, handlers, change, save };
}

test('a valid rule shows nothing and is saved; the columns beside it repeat what it says', async () => {
  const { form, save } = await opened(rule);
  assert.deepEqual(form.notifications(), []);
  assert.equal(form.mark(), null);
  assert.deepEqual(form.writes(), [], 'opening a form must not change it');
  assert.equal(await save(), true);
  assert.equal(form.value(columns.name), rule.id);
  assert.equal(form.value(columns.effect), optionValue(ruleEffects, 'allow'));
  assert.equal(form.value(columns.table), 'salesorder');
  assert.equal(form.value(columns.roles), 'SCM Representative');
  assert.equal(form.value(columns.privileges), 'read, write, approve');
  assert.equal(form.value(columns.reason), rule.reason);
  // Columns that nobody can type into are only sent where that is said.
  assert.equal(form.submitted(columns.effect), 'always');
});

test('broken JSON is told with its place when the form is loaded, blocks the save, and stays as it was typed', async () => {
  const typed = '{\n  "id": "a",\n  "effect" "allow"\n}';
  const { form, save } = await opened(typed);
  assert.equal(form.notifications().length, 1);
  assert.match(form.notifications()[0] ?? '', /^ERROR line 3, character \d+: is not JSON/);
  assert.equal(await save(), false);
  assert.equal(form.value(columns.definition), typed);
  assert.deepEqual(form.writes(), []);
});

test('an unknown column is told with its path, above the form and at the definition', async () => {
  const { form, change, save } = await opened(rule);
  await change({ ...rule, when: ['amount', '<', '1000'] });
  assert.deepEqual(form.notifications(), ['ERROR when: the table `salesorder` has no column `amount`']);
  assert.equal(form.mark(), 'when: the table `salesorder` has no column `amount`');
  assert.equal(await save(), false);
});

test('several problems are all shown, each with its path', async () => {
  const { form, save } = await opened({ ...rule, effect: 'permit', roles: ['Boss'], privileges: ['look'], colour: 'red' });
  const shown = form.notifications();
  for (const part of [
    /^ERROR rule: has the unknown key `colour`/,
    /effect: must be one of/,
    /roles\[0\]: .*`Boss`/,
    /privileges\[0\]: must be one of/,
  ])
    assert.ok(
      shown.some((each) => part.test(each)),
      `${part} in ${shown.join('\n')}`,
    );
  assert.equal(shown.length, 4);
  assert.match(form.mark() ?? '', /\(and 3 more, see above\)$/);
  assert.equal(await save(), false);
  assert.deepEqual(form.writes(), []);
});

test('a problem that is put right goes away, and the rule is saved', async () => {
  const { form, change, save } = await opened({ ...rule, table: 'invoice' });
  assert.equal(await save(), false);
  await change(rule);
  assert.deepEqual(form.notifications(), []);
  assert.equal(form.mark(), null);
  assert.equal(await save(), true);
});

test('a table that was described meanwhile is found without loading the form again', async () => {
  let now = { ...facts, tables: {} };
  const { form, change } = await opened(rule, async () => now);
  assert.match(form.notifications()[0] ?? '', /the policy has no table `salesorder`/);
  now = facts;
  await change(rule);
  assert.deepEqual(form.notifications(), []);
});

test('a save before the tables are read, or where they cannot be read, is kept back, said, and tried again', async () => {
  let answers = false;
  const { form, handlers, save } = await opened(rule, async () => {
    if (!answers) throw new Error('the network is gone');
    return facts;
  });
  assert.match(form.notifications()[0] ?? '', /^ERROR not checked: .*the network is gone.*save again/);
  assert.equal(form.mark(), null, 'a marked column would keep the next save from being tried');
  answers = true;
  assert.equal(await save(), false);
  assert.deepEqual(form.notifications(), []);
  assert.equal(await save(), true);

  const slow = formHandlers(createFactsStore(() => new Promise(() => undefined)))['PermissionRule'] ?? assert.fail();
  const early = form.save();
  void slow.onSave(early.event);
  assert.equal(early.prevented(), true, 'it is kept back in the event itself, not after a wait');
  assert.ok(handlers);
});

test('an empty definition is the platform’s to mind; a site that is no id is told', async () => {
  const empty = await opened('');
  assert.deepEqual(empty.form.notifications(), []);
  assert.equal(await empty.save(), true);
  const nowhere = await opened(rule, async () => facts, "x' or 1 eq 1");
  assert.match(nowhere.form.notifications()[0] ?? '', /^ERROR Power Pages site id: must be the id of a site/);
  assert.equal(await nowhere.save(), false);
});

test('what could not be read is said to be unchecked, and blocks nothing', async () => {
  const masked = { ...rule, columns: { name: { level: 'masked', mask: 'whatever' } } };
  const { form, save } = await opened(masked, async () => ({ ...facts, roles: null, masks: null }));
  assert.equal(form.notifications().length, 2);
  for (const each of form.notifications()) assert.match(each, /^INFO .*not checked here/);
  assert.equal(await save(), true);
});

test('a fault in another row of the site is told as that, and does not keep this rule from being saved', async () => {
  const tables = { ...facts.tables, invoice: { kind: 'guarded', columns: {} } };
  const { form, save } = await opened(rule, async () => ({ ...facts, tables }));
  assert.match(form.notifications().join('\n'), /^INFO Not this rule, but what it stands on: tables\.invoice\.kind/);
  assert.equal(await save(), true);
});

test('a check that breaks down keeps the rule from being saved', async () => {
  const broken = { ...facts };
  Object.defineProperty(broken, 'tables', {
    get: () => {
      throw new Error('no such thing');
    },
  });
  const { form, save } = await opened(rule, async () => broken);
  assert.match(form.notifications()[0] ?? '', /^ERROR not checked: the check broke down: .*no such thing/);
  assert.equal(await save(), false);
});
