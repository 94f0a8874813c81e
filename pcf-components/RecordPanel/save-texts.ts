import type { Refusal } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { type Problem, problemTexts } from '../shared/problem-panel.tsx';
import type { RecordView, Report } from './record-view.ts';

/** Headline and sentences of a save that did not end well: what happened, and what to do now. */
export const saveProblemTexts = (
  host: ControlHost,
  problem: Problem,
  { stored, unsure }: { readonly stored: boolean; readonly unsure: boolean },
): { readonly title: string; readonly detail: string } => {
  const { text } = host;
  if (problem.kind === 'signed-out')
    return { title: text('signedOutTitle'), detail: text(stored ? 'notSavedSignedOut' : 'notSavedSignedOutTab') };
  if (problem.kind === 'refused') {
    const title = problem.refusal.status >= 500 ? text('unavailableTitle') : text('notSavedTitle');
    return { title, detail: refusalSentence(host, problem.refusal) };
  }
  const { title, detail } = problemTexts(host, problem);
  return { title, detail: `${detail} ${text(unsure ? 'notSavedUnsure' : 'notSavedKept')}` };
};

const refusalSentence = ({ text }: ControlHost, { code, message, reason }: Refusal): string => {
  const general = text.of(`save_${code}`) ?? text.refusal(code) ?? message;
  return reason ? `${general} ${reason}` : general;
};

/** Whether the save may have been done although no answer came. */
export const isUnsure = (problem: Problem): boolean => problem.kind === 'failed' && problem.failure !== 'forbidden';

/** What became of a save that ended well, or of what was done to the input. */
export const reportText = ({ text }: ControlHost, report: Exclude<Report, { readonly kind: 'problem' }>, gone: boolean): string => {
  switch (report.kind) {
    case 'saved':
      return text(gone ? 'savedHidden' : 'saved');
    case 'created':
      return text(report.address === null ? 'createdHidden' : 'created');
    case 'already':
      return text('savedAlready');
    case 'nothing':
      return text('nothingToSave');
    case 'discarded':
      return text('discarded');
  }
};

/** What a screen reader is told, politely. Problems are read because they get the focus. */
export const panelAnnouncement = (host: ControlHost, { record, busy, slow, sending, report, gone, problem, kept }: RecordView): string => {
  const { text, formats } = host;
  if (sending) return text(slow ? 'loadingSlow' : 'saving');
  if (busy && slow) return text('loadingSlow');
  if (!record) {
    if (!problem) return text('loading');
    const { title, detail } = problemTexts(host, problem);
    return `${title}. ${detail}`;
  }
  if (report && report.kind !== 'problem') return reportText(host, report, gone);
  if (gone) return `${text('goneTitle')}. ${text('goneText')}`;
  if (kept) return text(kept.kind === 'restored' ? 'draftRestored' : 'draftOffered', { time: formats.date(kept.at) });
  return text('loaded', { title: record.name ?? record.title });
};
