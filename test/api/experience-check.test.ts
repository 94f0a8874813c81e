import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionDefinition, StoreFacts } from '../../contracts/index.ts';
import { experienceProblems } from '../../plugins/api/index.ts';
import { sampleExperience, samplePolicy } from './acting-world.ts';

const store: StoreFacts = {
  salesorder: {
    statuscode: { kind: 'choice', options: [1, 2, 3, 690970000] },
    statecode: { kind: 'choice', options: [0, 1] },
    scm_approvedby: { kind: 'lookup' },
    scm_orderedby: { kind: 'lookup' },
    customerid: { kind: 'lookup' },
    requestdeliveryby: { kind: 'date' },
  },
};
const submit = sampleExperience.actions?.find(({ name }) => name === 'submit') ?? assert.fail();
const problems = (action: object, more: object = {}) =>
  experienceProblems(samplePolicy, { ...sampleExperience, actions: [{ ...submit, ...action } as ActionDefinition], ...more }, store).map(
    ({ path, message }) => `${path}: ${message}`,
  );

test('the sample has no problem', () => {
  assert.deepEqual(experienceProblems(samplePolicy, sampleExperience, store), []);
});

test('each mistake of an action is told where it stands, before anybody meets it at a button', () => {
  const event = { kind: 'outbox', event: 'x' } as const;
  for (const [action, told] of [
    [{ table: 'nowhere' }, 'no table `nowhere`'],
    [{ name: 'vanish' }, 'no rule allows it'],
    [{ to: 77 }, 'does not fit `statuscode`'],
    [{ when: ['nope', '=', 1] }, 'the states of actions'],
    [{ secondPerson: 'name' }, 'is no lookup to a contact'],
    [{ effects: [event, event] }, 'exactly one'],
    [{ effects: [{ kind: 'set', column: 'totalamount', value: { literal: '1' } }] }, '`totalamount` cannot be written'],
    [{ effects: [{ kind: 'set', column: 'nope', value: { literal: 1 } }] }, 'does not name the column `nope`'],
    [{ effects: [{ kind: 'set', column: 'statecode', value: { input: 'nope' } }] }, 'no input `nope`'],
    [{ effects: [{ kind: 'set', column: 'requestdeliveryby', value: { now: true } }] }, 'holds no time'],
    [{ effects: [{ kind: 'notification', to: 'name', title: { en: 'x' } }] }, '`name` is no lookup'],
    [{ effects: [{ kind: 'launch' }] }, 'another shape|has not the shape'],
    [{ inputs: 'x' }, 'has not the shape'],
  ] as const)
    assert.match(problems(action).join('\n'), new RegExp(told), JSON.stringify(action));
  const wrong = [{ table: 'salesorder', column: 'scm_orderedby', value: { account: true } }];
  assert.match(problems({}, { defaults: wrong }).join('\n'), /does not lead to an account/);
  assert.match(problems({}, { actions: [submit, submit] }).join('\n'), /stands twice/);
});
