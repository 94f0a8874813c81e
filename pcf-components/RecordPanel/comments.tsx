import type { RecordExperience } from '../../contracts/index.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';
import type { PanelHost } from './panel-host.ts';

/** What was said with actions, newest first. Text stays text, and keeps its lines. */
export const Comments = ({
  host,
  comments,
}: {
  readonly host: PanelHost;
  readonly comments: NonNullable<RecordExperience['comments']>;
}) => {
  const { text, formats } = host;
  const id = useUniqueId();
  return (
    <section class="portico-comments" aria-labelledby={id}>
      <h3 id={id} class="portico-section-title">
        {text('comments')}
      </h3>
      {comments.rows.length === 0 ? (
        <p class="portico-muted">{text('commentsNone')}</p>
      ) : (
        <ol class="portico-comment-list">
          {comments.rows.map((comment, at) => (
            // A comment has no id, and the list only grows at its start.
            <li key={comments.rows.length - at} class="portico-comment" data-mine={comment.mine ? '' : undefined}>
              <p class="portico-comment-head">
                <bdi class="portico-comment-author">{comment.mine ? text('commentYou') : (comment.author ?? text('commentSomebody'))}</bdi>{' '}
                <time dateTime={comment.occurredOn}>{formats.date(comment.occurredOn)}</time>
              </p>
              <p class="portico-comment-text">
                <bdi>{comment.text}</bdi>
              </p>
            </li>
          ))}
        </ol>
      )}
      {comments.more && <p class="portico-muted">{text('commentsMore')}</p>}
    </section>
  );
};
