import type { CommentLine, RecordExperience } from '../../../contracts/index.ts';
import { and, condition, entity } from '../../../engine/fetchxml/index.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { referenceIn } from '../rows/column-types.ts';
import { labelGuard } from '../rows/labels.ts';
import type { VisitorSession } from '../session.ts';

const MOST = 50;
const { comment } = names;

/**
 * What was said with the actions of one record, newest first. Who may read the record may read it; whose words they are is told
 * only where the reader may read the name of that contact.
 */
export function commentsOf(session: VisitorSession, table: string, id: string): NonNullable<RecordExperience['comments']> {
  const { rows } = session.host.rows('system', {
    kind: 'fetch',
    count: MOST + 1,
    entity: entity(comment.table, {
      attributes: [comment.key, comment.occurredOn, comment.contact, comment.body].map((name) => ({ kind: 'attribute', name })),
      orders: [comment.occurredOn, comment.key].map((attribute) => ({ kind: 'order', attribute, descending: true })),
      filter: and([
        condition(comment.siteId, 'eq', session.siteId ?? ''),
        condition(comment.tableName, 'eq', table),
        condition(comment.recordId, 'eq', id),
      ]),
    }),
  });
  const given = rows.slice(0, MOST);
  const authors = given.map(({ values }) => referenceIn(values[comment.contact]));
  if (own(session.policy.tables, 'contact') !== undefined)
    session.rows.expect(
      'contact',
      authors.filter((author) => author !== null).map((author) => author?.id ?? ''),
    );
  const mayName = labelGuard(session);
  const lines = given.map(({ values, labels }, index): CommentLine => {
    const author = authors[index] ?? null;
    const named = author !== null && mayName(`${author.table}:${author.id}`);
    return {
      author: named ? (own(labels, comment.contact) ?? null) : null,
      mine: author !== null && author.id === session.person?.id,
      occurredOn: String(values[comment.occurredOn] ?? ''),
      text: String(values[comment.body] ?? ''),
    };
  });
  return { rows: lines, more: rows.length > MOST };
}
