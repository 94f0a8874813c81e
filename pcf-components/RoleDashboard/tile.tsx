import type { ControlHost } from '../shared/control-host.ts';
import { problemTexts } from '../shared/problem-panel.tsx';
import type { ShownTile } from '../shared/read-dashboard.ts';
import { Reference } from '../shared/reference.tsx';

interface TileProps {
  readonly host: ControlHost;
  readonly tile: ShownTile;
}

/** One tile: its title, and what it holds or why it holds nothing. */
export const Tile = ({ host, tile }: TileProps) => (
  <article class="portico-tile" data-wide={tile.wide ? '' : undefined} data-kind={tile.kind}>
    <h3 class="portico-tile-title">{tile.title}</h3>
    <TileBody host={host} tile={tile} />
  </article>
);

const TileBody = ({ host, tile: { answer, drill } }: TileProps) => {
  if (!answer.ok) {
    const { title, detail } = problemTexts(host, { kind: 'refused', refusal: answer.refusal });
    return (
      <div>
        <p>{`${title}. ${detail}`}</p>
        {answer.refusal.reference && <Reference text={host.text} reference={answer.refusal.reference} />}
      </div>
    );
  }
  const content = answer.result;
  switch (content.kind) {
    case 'counter': {
      const value = host.formats.number(content.value);
      return drill ? <a href={drill}>{value}</a> : <span>{value}</span>;
    }
    case 'links':
      return (
        <ul>
          {content.links.map(({ name, title, url }) => (
            <li key={name}>
              <a href={url}>{title}</a>
            </li>
          ))}
        </ul>
      );
    default:
      return <p>{host.text('unreadableText')}</p>;
  }
};
