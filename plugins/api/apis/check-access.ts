import type { CheckRequest, CheckResult } from '../../../contracts/index.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { visitorApi } from '../registered.ts';
import type { VisitorSession } from '../session.ts';
import { guidOf } from '../text.ts';
import { fromEngine } from './get-record.ts';
import { isPossible } from './possible.ts';

/**
 * Which privileges a person has on a row that they may read; without an id, which ones they could have on any row.
 * `write` is asked as it stands, without values; `create` is always about a row that is not there yet.
 */
export const checkAccess = visitorApi<CheckRequest, CheckResult>({
  api: names.apis.CheckAccess,
  about: ({ privileges }) => ({ privilege: privileges.join(',') }),
  handle: check,
});

function check(session: VisitorSession, { table, id: text, privileges }: CheckRequest): Outcome<CheckResult> {
  const { asked, policy } = session;
  const answers = (id: string | null, allows: (privilege: CheckRequest['privileges'][number]) => boolean): Outcome<CheckResult> => {
    const answered: { [privilege: string]: boolean } = {};
    privileges.forEach((privilege) => {
      answered[privilege] = allows(privilege);
    });
    return done({ table, id, privileges: answered });
  };
  if (text === undefined) return answers(null, (privilege) => isPossible(session, table, privilege));

  const id = guidOf(text);
  if (id === null || own(policy.tables, table) === undefined) return refused('not-available');
  const refusal = asked.refusal({ privilege: 'read', table, id });
  if (refusal !== null) return fromEngine(refusal);
  return answers(id, (privilege) =>
    privilege === 'create' ? isPossible(session, table, privilege) : asked.decide({ privilege, table, id }).allowed,
  );
}
