/// <reference types="xrm" />
import { isObject, type Problem, readDefinition } from '../check/facts.ts';
import type { DefinitionKind, Finding } from '../check/kinds.ts';
import { names } from '../names.ts';
import { siteIdIn } from './facts-loader.ts';
import type { FactsStore } from './facts-store.ts';
import { show } from './notifications.ts';

/** The handlers of one form, as its events call them. The promises are for whoever waits; the platform need not. */
export interface DefinitionForm {
  readonly onLoad: (context: Xrm.Events.EventContext) => Promise<void>;
  readonly onChange: (context: Xrm.Events.EventContext) => Promise<void>;
  readonly onSave: (context: Xrm.Events.SaveEventContext) => Promise<void>;
}

const { columns } = names;

const valueIn = (form: Xrm.FormContext, column: string): unknown => form.getAttribute(column)?.getValue() ?? null;
const textOf = (form: Xrm.FormContext, column: string): string => {
  const value = valueIn(form, column);
  return typeof value === 'string' ? value : '';
};

/** `empty`: nothing was typed yet, which the platform itself minds. `open`: cannot be said before the site's tables are read. */
type Verdict =
  | { readonly kind: 'empty' }
  | { readonly kind: 'open'; readonly site: string; readonly why: Problem }
  | { readonly kind: 'checked'; readonly finding: Finding; readonly value: unknown };

const wrong = (problem: Problem): Verdict => ({ kind: 'checked', finding: { problems: [problem], notes: [] }, value: null });
const loading = 'what it is checked against is still being read; save again in a moment';

function verdictOn(form: Xrm.FormContext, kind: DefinitionKind, store: FactsStore): Verdict {
  const text = textOf(form, columns.definition);
  if (text.trim() === '') return { kind: 'empty' };
  const read = readDefinition(text);
  if (read.kind === 'problem') return wrong(read.problem);
  const site = siteIdIn(valueIn(form, columns.site));
  if (site === null) return wrong({ path: 'Power Pages site id', message: 'must be the id of a site: its tables say which names exist' });
  const state = store.now(site);
  if (state.kind !== 'known') {
    const message = state.kind === 'failed' ? `the site's tables could not be read (${state.message}); save again to try again` : loading;
    return { kind: 'open', site, why: { path: 'not checked', message } };
  }
  return { kind: 'checked', finding: kind.check(read.value, state.facts, textOf(form, columns.name)), value: read.value };
}

/** A check that breaks down is no check: the platform would take a thrown error for leave to save. */
function judge(form: Xrm.FormContext, kind: DefinitionKind, store: FactsStore): Verdict {
  try {
    return verdictOn(form, kind, store);
  } catch (error) {
    return wrong({ path: 'not checked', message: `the check broke down: ${String(error).slice(0, 200)}` });
  }
}

const findingOf = (verdict: Verdict): Finding => {
  if (verdict.kind === 'checked') return verdict.finding;
  return { problems: verdict.kind === 'open' ? [verdict.why] : [], notes: [] };
};

/** The columns beside a definition say what it says; they cannot be typed into, so their values have to be sent expressly. */
function repeat(form: Xrm.FormContext, kind: DefinitionKind, value: unknown): void {
  if (!isObject(value)) return;
  for (const [column, next] of Object.entries(kind.repeats(value))) {
    const attribute = form.getAttribute(column);
    if (!attribute || attribute.getValue() === next) continue;
    attribute.setSubmitMode('always');
    attribute.setValue(next);
  }
}

/**
 * The form of a table of definitions: checked when it is loaded, when the definition or its site changes, and when it is saved. While
 * something is wrong with a definition, or nobody can say, it is not saved. What was typed is never touched.
 */
export function definitionForm(kind: DefinitionKind, store: FactsStore): DefinitionForm {
  const showNow = (form: Xrm.FormContext): Verdict => {
    const verdict = judge(form, kind, store);
    show(form, columns.definition, findingOf(verdict), { mark: verdict.kind === 'checked' });
    return verdict;
  };
  /** Somebody may have described another table meanwhile, so a problem is looked at again with fresh facts. */
  const lookAgain = async (form: Xrm.FormContext, { repeats }: { readonly repeats: boolean }): Promise<void> => {
    const site = siteIdIn(valueIn(form, columns.site));
    if (site !== null) await store.refresh(site);
    const verdict = showNow(form);
    if (repeats && verdict.kind === 'checked' && verdict.finding.problems.length === 0) repeat(form, kind, verdict.value);
  };
  return {
    onLoad: (context) => lookAgain(context.getFormContext(), { repeats: false }),
    onChange: async (context) => {
      const form = context.getFormContext();
      const verdict = judge(form, kind, store);
      if (verdict.kind === 'open') return lookAgain(form, { repeats: true });
      show(form, columns.definition, findingOf(verdict), { mark: verdict.kind === 'checked' });
      if (verdict.kind !== 'checked') return;
      if (verdict.finding.problems.length > 0) return lookAgain(form, { repeats: true });
      repeat(form, kind, verdict.value);
    },
    onSave: async (context) => {
      const form = context.getFormContext();
      const verdict = showNow(form);
      if (verdict.kind === 'empty') return;
      if (verdict.kind === 'checked' && verdict.finding.problems.length === 0) return repeat(form, kind, verdict.value);
      // Said at once: after the first wait the platform would have saved.
      context.getEventArgs().preventDefault();
      if (verdict.kind === 'open') await lookAgain(form, { repeats: true });
    },
  };
}
