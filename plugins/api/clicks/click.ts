import type { TypedValue } from '../../../contracts/index.ts';
import { and, condition, entity } from '../../../engine/fetchxml/index.ts';
import { millisecondsOf, printTime } from '../../../engine/index.ts';
import { parseJson } from '../json.ts';
import { names } from '../names.ts';
import { type Refused, refused } from '../outcome.ts';
import { notUnderstood } from '../request.ts';
import type { VisitorSession } from '../session.ts';

const DAY = 24 * 60 * 60 * 1000;
const SHORTEST = 16;
/** Keys that one click forgets. */
const MOST_SWEPT = 20;

/** A click of a person: new, or one whose answer is known. */
export type Click =
  | { readonly kind: 'new'; readonly hash: string; readonly remember: (answer: unknown) => void }
  | { readonly kind: 'repeated'; readonly answer: unknown };

/**
 * Looks a key up. It belongs to a person, a site and an API, so another person's key is another key; the same key with another
 * request is refused. Two at once meet at the key's alternate key: the second one faults, and asked again finds the answer.
 */
export function openClick(session: VisitorSession, api: string, key: string, request: unknown): Click | Refused {
  const { host, siteId, person, now } = session;
  if (key.length < SHORTEST) return notUnderstood(`\`request.key\` must have at least ${SHORTEST} characters`);
  const { click } = names;
  const hash = host.sha256(JSON.stringify([siteId, person?.id ?? null, api, key]));
  const requestHash = host.sha256(JSON.stringify(request));
  const known = host.rows('system', {
    kind: 'fetch',
    count: 1,
    entity: entity(click.table, {
      attributes: [click.requestHash, click.answer, click.expiresOn].map((name) => ({ kind: 'attribute', name })),
      filter: and([condition(click.name, 'eq', hash)]),
    }),
  }).rows[0];
  const at = millisecondsOf(now) ?? 0;
  const expires = millisecondsOf(String(known?.values[click.expiresOn] ?? '')) ?? 0;
  if (known !== undefined && expires > at) {
    if (known.values[click.requestHash] !== requestHash) return refused('key-reused');
    const answer = parseJson(String(known.values[click.answer] ?? ''));
    if (answer.kind === 'problem') throw new Error('the answer of a click is no JSON');
    return { kind: 'repeated', answer: answer.value };
  }
  const remember = (answer: unknown): void => {
    const values: { [column: string]: TypedValue } = {
      [click.name]: ['text', hash],
      [click.siteId]: ['text', siteId ?? ''],
      [click.requestHash]: ['text', requestHash],
      [click.answer]: ['text', JSON.stringify(answer)],
      [click.expiresOn]: ['datetime', printTime(at + DAY)],
    };
    if (known === undefined) host.create('system', click.table, values);
    else host.update('system', click.table, known.id, values);
    sweep(session, hash);
  };
  return { kind: 'new', hash, remember };
}

/**
 * Forgets a few keys of the site that have expired. Clicks at the same time look at different ones, by the first letter of their own
 * hash; where two meet nevertheless, the second one is a lost race and is asked again.
 */
function sweep({ host, siteId, now }: VisitorSession, hash: string): void {
  const { click } = names;
  const { rows } = host.rows('system', {
    kind: 'fetch',
    count: MOST_SWEPT,
    entity: entity(click.table, {
      attributes: [{ kind: 'attribute', name: click.key }],
      filter: and([
        condition(click.siteId, 'eq', siteId ?? ''),
        condition(click.expiresOn, 'le', now),
        condition(click.name, 'begins-with', hash.charAt(0)),
      ]),
    }),
  });
  rows.forEach(({ id }) => {
    host.delete('system', click.table, id);
  });
}
