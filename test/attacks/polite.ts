import assert from 'node:assert/strict';
import type { Answer, RefusalCode } from '../../contracts/index.ts';
import type { Attacked, Entry } from './environment.ts';

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const internals =
  /sqlite|select\s|\bfrom t_|no such (table|column)|<[a-z]|node:|\.(ts|js|cs):\d|\bat \w+[.(]|stack|exception|jint|system\.\w|\/home\/|\/work\/|undefined|\[object/i;

/** Fails where a text tells what nobody outside needs to know: SQL, stack traces, paths, ids of rows (other than those given). */
export function assertTellsNothing(text: string, known: readonly string[] = []): void {
  assert.doesNotMatch(text, internals);
  const foreign = (text.match(guid) ?? []).filter((id) => !known.includes(id.toLowerCase()));
  assert.deepEqual(foreign, [], `ids in: ${text}`);
}

/** What every refusal must be: its code, a sentence, a reference, nothing of the inside. Returns the reference. */
export function assertPolite(answer: Answer<unknown>, code: RefusalCode, why = ''): string {
  assert.ok(!answer.ok, `${why} was answered: ${JSON.stringify(answer).slice(0, 300)}`);
  const { refusal } = answer;
  assert.equal(refusal.code, code, why);
  assert.match(refusal.reference, /^[A-Z2-7]{12}$/, why);
  assert.match(refusal.message, /^[A-Z].{8,250}\.$/, why);
  assertTellsNothing(JSON.stringify(answer));
  return refusal.reference;
}

/** One refusal with exactly one audit entry, which carries its reference and the person's name. */
export function assertAudited(
  { newEntries }: Pick<Attacked, 'newEntries'>,
  answer: Answer<unknown>,
  { code, contact, why = '' }: { readonly code: RefusalCode; readonly contact: string | null; readonly why?: string },
): Entry {
  const reference = assertPolite(answer, code, why);
  const entries = newEntries();
  assert.equal(entries.length, 1, `${why} left ${entries.length} entries`);
  const [entry] = entries;
  assert.ok(entry);
  assert.deepEqual([entry.reference, entry.code, entry.contact], [reference, code, contact], why);
  return entry;
}
