import type { LinksContent } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { ForwardIcon } from '../shared/icons.tsx';

/** Ways to other pages. */
export const LinksTile = ({ host, content }: { readonly host: ControlHost; readonly content: LinksContent }) =>
  content.links.length === 0 ? (
    <p class="portico-muted">{host.text('tileNothing')}</p>
  ) : (
    <ul class="portico-links">
      {content.links.map(({ name, title, url }) => (
        <li key={name}>
          <a href={url}>
            <bdi>{title}</bdi>
            <ForwardIcon />
          </a>
        </li>
      ))}
    </ul>
  );
