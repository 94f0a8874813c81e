import type { Refusal } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { ForwardIcon, LockIcon, WarningIcon } from '../shared/icons.tsx';
import { canRetry, problemTexts } from '../shared/problem-panel.tsx';
import type { ShownTile } from '../shared/read-dashboard.ts';
import { Reference } from '../shared/reference.tsx';
import { useUniqueId } from '../shared/use-unique-id.ts';
import { ChartTile } from './chart-tile.tsx';
import { CounterTile } from './counter-tile.tsx';
import { LinksTile } from './links-tile.tsx';
import { ListTile } from './list-tile.tsx';
import { SlaTile } from './sla-tile.tsx';

interface TileProps {
  readonly host: ControlHost;
  readonly tile: ShownTile;
  readonly asOf: string;
  readonly arrived: number;
  readonly busy: boolean;
  readonly refresh: () => void;
}

/** One tile: its title, and what it holds or why it holds nothing. Of a counter the whole tile leads to its rows. */
export const Tile = (props: TileProps) => {
  const { host, tile } = props;
  const { title, help, drill, answer } = tile;
  const id = useUniqueId();
  const content = answer.ok ? answer.result : null;
  const whole = content?.kind === 'counter' ? drill : null;
  const below = content && content.kind !== 'counter' && content.kind !== 'links' ? drill : null;
  return (
    <article
      class="portico-tile"
      data-span={tile.wide ? 'wide' : isRoomy(content?.kind) ? 'two' : ''}
      data-kind={content?.kind ?? 'refused'}
      data-warns={content?.kind === 'counter' && content.warns ? '' : undefined}
      aria-labelledby={id}
    >
      <header class="portico-tile-head">
        <h3 id={id} class="portico-tile-title">
          {whole === null ? (
            <bdi>{title}</bdi>
          ) : (
            <a class="portico-tile-whole" href={whole} aria-describedby={`${id}-number`}>
              <bdi>{title}</bdi>
            </a>
          )}
        </h3>
        {help !== null && help !== '' && <p class="portico-tile-help">{help}</p>}
      </header>
      <TileBody {...props} id={`${id}-number`} />
      {below !== null && (
        <a class="portico-tile-all" href={below} aria-label={host.text('showAllOf', { title })}>
          {host.text('showAll')}
          <ForwardIcon />
        </a>
      )}
    </article>
  );
};

const TileBody = ({ host, tile, asOf, arrived, busy, refresh, id }: TileProps & { readonly id: string }) => {
  const { title, drill, answer } = tile;
  if (!answer.ok) return <TileRefusal host={host} refusal={answer.refusal} busy={busy} retry={refresh} />;
  const content = answer.result;
  switch (content.kind) {
    case 'counter':
      return <CounterTile host={host} content={content} id={id} />;
    case 'list':
      return <ListTile host={host} title={title} content={content} />;
    case 'chart':
      return <ChartTile host={host} title={title} content={content} drill={drill} />;
    case 'sla':
      return content.rows.length === 0 ? (
        <p class="portico-muted">{host.text('tileNothing')}</p>
      ) : (
        <SlaTile host={host} content={content} asOf={asOf} arrived={arrived} refresh={refresh} />
      );
    case 'links':
      return <LinksTile host={host} content={content} />;
    case 'unknown':
      return <p class="portico-tile-message">{host.text('tileNewer')}</p>;
    case 'unreadable':
      return <p class="portico-tile-message">{host.text('tileUnreadable')}</p>;
  }
};

/** A chart, a list and deadlines need room for two numbers. */
const isRoomy = (kind: string | undefined): boolean => kind === 'chart' || kind === 'list' || kind === 'sla';

interface TileRefusalProps {
  readonly host: ControlHost;
  readonly refusal: Refusal;
  readonly busy: boolean;
  readonly retry: () => void;
}

/** A tile that the person does not get; the others are there. */
const TileRefusal = ({ host, refusal, busy, retry }: TileRefusalProps) => {
  const problem = { kind: 'refused', refusal } as const;
  const { title, detail } = problemTexts(host, problem);
  return (
    <div class="portico-tile-refusal">
      <p class="portico-tile-refused">
        {refusal.status >= 500 ? <WarningIcon /> : <LockIcon />}
        <span>{title}</span>
      </p>
      <p>{detail}</p>
      {refusal.reason && <p>{refusal.reason}</p>}
      {refusal.reference && <Reference text={host.text} reference={refusal.reference} />}
      {canRetry(problem) && (
        <button type="button" class="portico-button" aria-disabled={busy} onClick={retry}>
          {host.text(busy ? 'retrying' : 'retry')}
        </button>
      )}
    </div>
  );
};
