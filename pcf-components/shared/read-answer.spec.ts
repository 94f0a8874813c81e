import { describe, expect, test } from '@jest/globals';
import { asText, UnreadableAnswer } from './json.ts';
import { readAnswer, unwrapAnswer } from './read-answer.ts';

const answer = { ok: true, result: 'rows' };

describe('the answer', () => {
  test.each([
    ['as it is', answer],
    ['as text', JSON.stringify(answer)],
    ['in the envelope of the documentation', { Success: true, Data: JSON.stringify(answer) }],
    ['in the envelope of the samples', { success: true, data: answer }],
    ['as text in an envelope as text', JSON.stringify({ data: JSON.stringify(answer) })],
  ])('is found %s', (_how, body) => {
    expect(readAnswer(unwrapAnswer(body), asText)).toEqual(answer);
  });

  test.each([
    ['nothing', null],
    ['an envelope without one', { success: true }],
    ['an endless envelope', { data: { data: { data: { data: { data: answer } } } } }],
    ['a flag that is a text', { ok: 'true', result: 'rows' }],
    ['a refusal without a message', { ok: false, refusal: { code: 'busy' } }],
  ])('%s is rubbish', (_what, body) => {
    expect(() => readAnswer(unwrapAnswer(body), asText)).toThrow(UnreadableAnswer);
  });

  test('a refusal keeps what a person is told, and a reference only if it looks like one', () => {
    const refusal = { code: 'denied', status: 403, reference: '<b>K7</b>', message: 'no', reason: 'because', columns: ['x'], secret: 1 };
    expect(readAnswer({ ok: false, refusal }, asText)).toEqual({
      ok: false,
      refusal: { code: 'denied', status: 403, reference: '', message: 'no', reason: 'because', columns: ['x'] },
    });
  });
});
