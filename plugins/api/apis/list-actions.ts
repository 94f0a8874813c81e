import type { ActionDefinition, ActionOffer, ActionsResult, ListActionsRequest } from '../../../contracts/index.ts';
import type { Decision, Row } from '../../../engine/index.ts';
import { changesOf } from '../actions/changes.ts';
import { isInState, metBy, type TableAction } from '../actions/facts.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { languageOf, textIn } from '../policy/experience.ts';
import { visitorApi } from '../registered.ts';
import { isReadable, storedRows } from '../rows/stored-row.ts';
import type { VisitorSession } from '../session.ts';
import { guidOf } from '../text.ts';
import { isPossibleAction } from './possible.ts';

/** The actions of rows. Rows that are missing or may not be read are left out, all alike. */
export const listActions = visitorApi<ListActionsRequest, ActionsResult>({
  api: names.apis.ListActions,
  about: ({ ids }) => ({ privilege: 'read', details: { rows: ids.length } }),
  handle: list,
});

/** The offers as an outcome, also for the page of one record. */
export function list(session: VisitorSession, { table, ids: asked, language }: ListActionsRequest): Outcome<ActionsResult> {
  const { active, policy } = session;
  const facts = own(policy.tables, table);
  if (facts === undefined) return refused('not-available');
  const ids = asked.map(guidOf).filter((id, index, all): id is string => id !== null && all.indexOf(id) === index);
  const spoken = languageOf(language, active.experience.languages);
  const actions = (active.experience.actions ?? [])
    .filter((each) => each.table === table)
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map((action): TableAction => ({ action, table, facts }));
  const possible = actions.map(({ action }) => isPossibleAction(session, table, action.name));
  const stored = storedRows(session, table, facts, ids);
  const rows = ids.reduce<ActionsResult['rows']>((all, id) => {
    const found = stored.filter(({ row }) => row.id === id)[0];
    const row = session.rows.load(table, id);
    if (found === undefined || row === null || !isReadable(session, table, id)) return all;
    const offers = actions
      .map((each, index) => offerOf(session, each, row, spoken, possible[index] === true))
      .filter((offer): offer is ActionOffer => offer !== null);
    return all.concat([{ id, version: found.version, actions: offers }]);
  }, []);
  return done({ table, rows });
}

/** Null where no rule gives the action to this person on any row; everything else is shown, disabled ones with the reason. */
function offerOf(session: VisitorSession, which: TableAction, row: Row, language: string, possible: boolean): ActionOffer | null {
  const { action } = which;
  const decision = decided(session, which, row, true);
  if (!possible && decision.code === 'no-rule') return null;
  const why = whyNot(session, which, row, decision);
  const offer = shownAs(session, action, language);
  if (why !== null) return { ...offer, enabled: false, why };
  const needsComment = (decided(session, which, row, false).requires ?? []).indexOf('comment') >= 0;
  return { ...offer, enabled: true, comment: needsComment ? 'required' : offer.comment };
}

/** On the stored row and on the row as it will be, as far as nobody has to type it. */
function decided(session: VisitorSession, which: TableAction, row: Row, commented: boolean): Decision {
  const { engine, principal, rows, now } = session;
  const { action, table } = which;
  const { set } = changesOf(session, which, null);
  const asked = { action: action.name, table, id: row.id, met: metBy(session, action, row, commented) };
  return engine.decide(principal, Object.keys(set).length > 0 ? { ...asked, set } : asked, rows, now);
}

/** In the order in which running would refuse: the right, the state, what is still required. */
function whyNot(session: VisitorSession, which: TableAction, row: Row, decision: Decision): NonNullable<ActionOffer['why']> | null {
  const { code, reason } = decision;
  const refusal = { code, ...(reason === undefined ? {} : { reason }) };
  const early = !decision.allowed && code !== 'requirement-open' && code !== 'would-leave-access';
  if (early) return refusal;
  if (!isInState(session, which, row.id)) return { code: 'wrong-state' };
  return decision.allowed ? null : refusal;
}

function shownAs({ active }: VisitorSession, action: ActionDefinition, language: string): Omit<ActionOffer, 'enabled' | 'why'> {
  const said = (texts: { readonly [language: string]: string }): string => textIn(texts, language, active.experience.languages);
  return {
    name: action.name,
    title: said(action.titles),
    tone: action.tone,
    ...(action.confirm === undefined ? {} : { confirm: said(action.confirm) }),
    comment: action.comment,
    several: action.several,
    inputs: action.inputs.map(({ name, titles, kind, required, max, options }) => ({
      name,
      title: said(titles),
      kind,
      required,
      ...(max === undefined ? {} : { max }),
      ...(options === undefined ? {} : { options: options.map(({ value, titles: texts }) => ({ value, title: said(texts) })) }),
    })),
  };
}
