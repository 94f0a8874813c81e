/// <reference types="xrm" />
import type { Finding } from '../check/kinds.ts';

const idOf = (index: number): string => `portico-definition-${index}`;

/** Takes away what was shown before; ids count up, so the first one that is not there ends it. */
function clear(form: Xrm.FormContext): void {
  for (let index = 0; form.ui.clearFormNotification(idOf(index)); index += 1);
}

const sentence = ({ path, message }: Finding['problems'][number]): string => `${path}: ${message}`;

/**
 * Shows every problem above the form, each with its path, then the notes; with `mark` also the first one at the definition itself.
 * The platform saves no form with a marked column and need not ask `onSave` then, so only what is wrong with the text is marked.
 * Showing nothing takes all of it away. The texts that somebody typed stay as they are.
 */
export function show(form: Xrm.FormContext, column: string, { problems, notes }: Finding, { mark }: { readonly mark: boolean }): void {
  clear(form);
  const all = [
    ...problems.map((problem) => ({ text: sentence(problem), level: 'ERROR' as const })),
    ...notes.map((text) => ({ text, level: 'INFO' as const })),
  ];
  for (const [index, { text, level }] of all.entries()) form.ui.setFormNotification(text, level, idOf(index));
  const control = form.getControl<Xrm.Controls.StandardControl>(column);
  if (!control) return;
  control.clearNotification(idOf(0));
  const [first] = problems;
  if (!first || !mark) return;
  const others = problems.length - 1;
  control.setNotification(others === 0 ? sentence(first) : `${sentence(first)} (and ${others} more, see above)`, idOf(0));
}
