import { noOffers, type OffersView } from '../ActionBar/offers-session.ts';
import type { RecordView } from './record-view.ts';

/**
 * What can be done with the record, out of the record's own answer. An action works on what is saved, and may take the record
 * out of the person's hands: while something is unsaved, none can be pressed, and each says so.
 */
export const givenOffers = (view: RecordView): OffersView => {
  const { record, busy, slow, gone, dirty } = view;
  const answer = record?.actions;
  if (!answer || gone) return { ...noOffers, busy, slow };
  if (!answer.ok) return { ...noOffers, busy, slow, problem: { kind: 'refused', refusal: answer.refusal } };
  const rows = answer.result.rows.map((row) => {
    const actions = row.actions.map((offer) => (dirty ? { ...offer, enabled: false, why: { code: 'unsaved' } } : offer));
    return [row.id, { ...row, actions }] as const;
  });
  return { rows: new Map(rows), busy, slow, problem: null };
};
