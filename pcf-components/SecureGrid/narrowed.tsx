import type { GridExperience } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { ClearIcon } from '../shared/icons.tsx';

interface NarrowedProps {
  readonly host: ControlHost;
  readonly narrowed: NonNullable<GridExperience['narrowed']>;
  readonly widen: () => void;
}

/** Says why the list is shorter than usual, and takes that away. */
export const Narrowed = ({ host: { text }, narrowed: { title, group }, widen }: NarrowedProps) => {
  const name = group === null ? title : `${title} · ${group}`;
  return (
    <p class="portico-narrowed">
      <span class="portico-narrowed-chip">
        <span>{group === null ? text('narrowedBy', { tile: title }) : text('narrowedByGroup', { tile: title, group })}</span>
        <button type="button" class="portico-narrowed-clear" aria-label={text('narrowedRemove', { narrowed: name })} onClick={widen}>
          <ClearIcon />
        </button>
      </span>
    </p>
  );
};
