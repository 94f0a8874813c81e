import type { RecordExperience } from '../../contracts/index.ts';
import type { LoadExperience } from '../shared/experience-loader.ts';
import type { Problem } from '../shared/problem-panel.tsx';

export interface RecordWish {
  readonly loadExperience: LoadExperience;
  readonly page: string;
  readonly language: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  readonly form: string;
  /** Null: a new record. */
  readonly record: string | null;
}

export type Loaded =
  | { readonly kind: 'record'; readonly record: RecordExperience; readonly person: string | null }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'cancelled' };

/** Asks for a record, together with what else the page asks for in the same moment. */
export const loadRecord = async (wish: RecordWish, signal: AbortSignal): Promise<Loaded> => {
  const { loadExperience, page, language, signedIn, form, record } = wish;
  const outcome = await loadExperience({ page, language, record: { form, ...(record === null ? {} : { id: record }) } }, signal);
  if (signal.aborted || outcome.kind === 'cancelled') return { kind: 'cancelled' };
  const problem = (of: Problem): Loaded => ({ kind: 'problem', problem: of });
  if (outcome.kind !== 'result') return problem(outcome);
  const { person, record: answer } = outcome.result;
  // A visitor's answer is not the person's.
  if (signedIn && person.kind === 'anonymous') return problem({ kind: 'signed-out' });
  if (!answer) return problem({ kind: 'failed', failure: 'not-set-up' });
  if (answer.ok) return { kind: 'record', record: answer.result, person: person.key };
  const { refusal } = answer;
  return problem(refusal.code === 'session-expired' ? { kind: 'signed-out' } : { kind: 'refused', refusal });
};
