import type { CounterContent } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { WarningIcon } from '../shared/icons.tsx';
import { numberTexts } from './chart-data.ts';

interface CounterTileProps {
  readonly host: ControlHost;
  readonly content: CounterContent;
  /** Id by which the tile’s link is described. */
  readonly id: string;
}

/** One big number; a warning is said by an icon and a word, not by colour alone. */
export const CounterTile = ({ host, content, id }: CounterTileProps) => {
  const { shown, spoken } = numberTexts(host, content);
  return (
    <p id={id} class="portico-counter" style={{ '--pg-characters': shown.length }}>
      {shown === spoken ? (
        <bdi class="portico-counter-number">{shown}</bdi>
      ) : (
        <>
          <bdi class="portico-counter-number" aria-hidden="true">
            {shown}
          </bdi>
          <span class="portico-hidden">{spoken}</span>
        </>
      )}{' '}
      {content.warns && (
        <span class="portico-warns">
          <WarningIcon />
          {host.text('warns')}
        </span>
      )}
    </p>
  );
};
