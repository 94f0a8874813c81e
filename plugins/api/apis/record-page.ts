import type { Answer, ExperienceRequest, FormDefinition, RecordExperience } from '../../../contracts/index.ts';
import type { TableFacts } from '../../../engine/index.ts';
import { readEntry } from '../audit/reads.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { textIn } from '../policy/experience.ts';
import { commentsOf } from '../record/comments.ts';
import { columnsOfForm, type RecordAccess, sectionsOf, withOptionTitles } from '../record/fields.ts';
import { newRecord } from '../record/new-record.ts';
import { notUnderstood } from '../request.ts';
import { typeOf } from '../rows/column-types.ts';
import { expectTargets, labelGuard } from '../rows/labels.ts';
import { columnsWithTypes, presenter } from '../rows/present.ts';
import { storedRow } from '../rows/stored-row.ts';
import type { VisitorSession } from '../session.ts';
import { guidOf } from '../text.ts';
import { fromEngine } from './get-record.ts';
import { list } from './list-actions.ts';
import { isPossible } from './possible.ts';

type Asked = NonNullable<ExperienceRequest['record']>;

/**
 * One record of a page, or a new one: an answer of its own, so that a refused record never breaks the page around it. It tells what
 * `SaveRecord` and `RunAction` would allow now; they decide again.
 */
export function recordPage(session: VisitorSession, { form: name, id }: Asked, language: string): Answer<RecordExperience> {
  const form = (session.active.experience.forms ?? []).filter((each) => each.name === name)[0];
  const api = id === undefined ? names.apis.LoadExperience : names.apis.GetRecord;
  if (form === undefined) return session.settle(api, {}, notUnderstood('`request.record.form` names no form'));
  const about = { privilege: id === undefined ? 'create' : 'read', table: form.table, details: { form: name } };
  const facts = own(session.policy.tables, form.table);
  const record = id === undefined ? null : guidOf(id);
  if (facts === undefined || (id !== undefined && record === null)) return session.settle(api, about, refused('not-available'));
  return record === null
    ? session.settle(api, about, toCreate(session, form, facts, language))
    : session.settle(api, { ...about, record }, toRead(session, form, facts, record, language));
}

type FormFrame = Pick<RecordExperience, 'form' | 'title' | 'table' | 'sections' | 'canSave' | 'page'>;

function frameOf(session: VisitorSession, form: FormDefinition, facts: TableFacts, access: RecordAccess, language: string): FormFrame {
  const sections = sectionsOf(session, form, facts, access, language);
  return {
    form: form.name,
    title: textIn(form.titles, language, session.active.experience.languages),
    table: form.table,
    sections,
    canSave: sections.some(({ fields }) => fields.some(({ writable }) => writable)),
    page: form.page,
  };
}

/** Possible where the policy leaves a row at all that the person could create. */
function toCreate(session: VisitorSession, form: FormDefinition, facts: TableFacts, language: string): Outcome<RecordExperience> {
  if (!isPossible(session, form.table, 'create')) return refused('not-available');
  const columns = columnsOfForm(form).filter((column) => typeOf(facts, column) !== null);
  const { access, row } = newRecord(session, form.table, facts, columns);
  return done({
    ...frameOf(session, form, facts, access, language),
    id: null,
    version: null,
    name: null,
    row: withOptionTitles(session, form, row, language),
  });
}

function toRead(session: VisitorSession, form: FormDefinition, facts: TableFacts, id: string, language: string): Outcome<RecordExperience> {
  const { asked, policy } = session;
  const { table } = form;
  const stored = storedRow(session, table, facts, id);
  if (stored === null) return refused('not-available');
  const request = { privilege: 'read', table, id } as const;
  const hidden = asked.refusal(request);
  if (hidden !== null) return fromEngine(hidden);

  const named = columnsOfForm(form).filter((column) => typeOf(facts, column) !== null);
  const levels = asked.columns(table, id);
  const canWrite = asked.decide({ privilege: 'write', table, id }).allowed;
  const access: RecordAccess = {
    level: (column) => own(levels, column)?.level ?? 'none',
    write: (column) => canWrite && own(levels, column)?.write === true,
    append: canWrite && asked.decide({ privilege: 'append', table, id }).allowed,
    filled: [],
  };
  expectTargets(session, facts, named, [stored.row]);
  const row = presenter(policy, columnsWithTypes(facts, named), levels, labelGuard(session))(stored.row);
  const primaryName = facts.primaryName;
  const name = primaryName !== undefined && access.level(primaryName) === 'read' ? own(stored.row.values, primaryName) : undefined;
  const experience: RecordExperience = {
    ...frameOf(session, form, facts, access, language),
    id,
    version: stored.version,
    name: name === undefined ? null : String(name),
    row: withOptionTitles(session, form, row, language),
    ...(form.actions
      ? {
          actions: session.settle(
            names.apis.ListActions,
            { privilege: 'read', table, record: id },
            list(session, { table, ids: [id], language }),
          ),
        }
      : {}),
    ...(form.comments ? { comments: commentsOf(session, table, id) } : {}),
  };
  return done(experience, readEntry([asked.decide(request)]));
}
