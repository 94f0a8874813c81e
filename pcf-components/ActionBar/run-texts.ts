import type { ActionOffer, Refusal } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import type { Problem } from './offers-session.ts';
import type { Report, RunView } from './run-view.ts';

/** Why a button cannot be pressed: the text of the code, and the rule's own reason. */
export const whyText = ({ text }: ControlHost, why: ActionOffer['why']): string => {
  const general = (why && (text.of(`why_${why.code}`) ?? text.of(`act_${why.code}`) ?? text.refusal(why.code))) ?? text('whyUnknown');
  return why?.reason ? `${general} ${why.reason}` : general;
};

/** What a person whom an action was refused is to know, and can do now. */
export const refusalText = ({ text }: ControlHost, { code, message, reason, stage }: Refusal): string => {
  const general = text.of(`act_${code}`) ?? text.refusal(code) ?? message;
  const now = stage?.label ? text('nowStage', { stage: stage.label }) : '';
  return [general, now, reason ?? ''].filter((part) => part !== '').join(' ');
};

/** Headline and sentences of a problem that met a whole request. */
export const runProblemTexts = (
  host: ControlHost,
  { offer }: { readonly offer: Pick<ActionOffer, 'title'> },
  problem: Problem,
): { readonly title: string; readonly detail: string } => {
  const { text } = host;
  if (problem.kind === 'signed-out') return { title: text('signedOutTitle'), detail: text('runSignedOut') };
  if (problem.kind === 'refused') {
    const unavailable = problem.refusal.status >= 500;
    return {
      title: unavailable ? text('unavailableTitle') : text('runRefusedTitle', { action: offer.title }),
      detail: refusalText(host, problem.refusal),
    };
  }
  if (problem.failure === 'not-set-up') return { title: text('actNotSetUpTitle'), detail: text('actNotSetUpText') };
  // The request may have arrived although no answer did.
  const unsure = problem.failure !== 'forbidden';
  const detail = text(`${problem.failure}Text`);
  return { title: text(`${problem.failure}Title`), detail: unsure ? `${detail} ${text('runUnsure')}` : detail };
};

/** Headline of an answered press: one row by its outcome, several by their numbers. */
export const answeredTitle = ({ text, formats }: ControlHost, report: Extract<Report, { readonly kind: 'answered' }>): string => {
  const action = report.press.offer.title;
  const done = report.rows.filter(({ answer }) => answer.ok).length;
  const [only] = report.rows;
  if (report.rows.length === 1 && only) {
    if (!only.answer.ok) return text('runRefusedTitle', { action });
    const { before, after, label } = only.answer.result.stage;
    return label !== null && before !== after ? text('runDoneStage', { action, stage: label }) : text('runDone', { action });
  }
  return text('runDoneSeveral', { action, done: formats.count(done), all: formats.count(report.rows.length) });
};

/** What a screen reader is told, politely, while an action runs and when it has ended. */
export const runAnnouncement = (host: ControlHost, { sending, slow, report }: RunView): string => {
  const { text } = host;
  if (sending) return slow ? text('loadingSlow') : text('running', { action: sending.offer.title });
  if (!report) return '';
  if (report.kind === 'problem') {
    const { title, detail } = runProblemTexts(host, report.press, report.problem);
    return `${title}. ${detail}`;
  }
  const refused = report.rows.flatMap(({ target, answer }) =>
    answer.ok ? [] : [`${target.name} ${refusalText(host, answer.refusal)}`.trim()],
  );
  return [answeredTitle(host, report), ...refused].join(' ');
};
