import type { ActionOffer } from '../../contracts/index.ts';
import { ActionButtons } from '../ActionBar/action-buttons.tsx';
import type { ControlHost } from '../shared/control-host.ts';
import { MoreIcon } from '../shared/icons.tsx';
import type { RowActing } from './row-acting.ts';

interface RowProps {
  readonly host: ControlHost;
  readonly rows: RowActing;
  readonly id: string;
  readonly name: string;
  /** Id of the place that the button opens. */
  readonly place: string;
}

/** Opens the actions of a row below it: room for every button and its reason, also on a telephone. */
export const RowOpener = ({ host: { text }, rows, id, name, place }: RowProps) => {
  const open = rows.opened === id;
  return (
    <button
      type="button"
      class="portico-button portico-quiet portico-opener"
      aria-label={text('actionsOf', { name })}
      aria-expanded={open}
      aria-controls={open ? place : undefined}
      onClick={() => rows.open(open ? null : id)}
    >
      <span class="portico-opener-word" aria-hidden="true">
        {text('actions')}
      </span>
      <MoreIcon />
    </button>
  );
};

/** The actions of an opened row. */
export const RowActions = ({ host, rows, id, name, place }: RowProps) => {
  const { text } = host;
  const { offers, run, actions } = rows.acting;
  const offered: readonly ActionOffer[] = offers.rows.get(id)?.actions ?? [];
  const sending = run.sending?.targets.some((target) => target.id === id) ? run.sending.offer.name : run.sending ? '' : null;
  return (
    <div id={place} class="portico-row-actions">
      {offered.length > 0 ? (
        <ActionButtons
          host={host}
          label={text('actionsOf', { name })}
          offers={offered}
          sending={sending}
          press={(offer) => actions.press({ offer, targets: [{ id, name }], leftOut: [] })}
        />
      ) : (
        <span class="portico-muted">{text(offers.busy ? 'loading' : 'noActions')}</span>
      )}
    </div>
  );
};

interface SelectProps {
  readonly label: string;
  readonly checked: boolean;
  readonly some?: boolean;
  readonly select: (on: boolean) => void;
}

/** A check box with a target of the right size around it. */
export const Select = ({ label, checked, some = false, select }: SelectProps) => (
  <label class="portico-select">
    <input
      type="checkbox"
      aria-label={label}
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = some && !checked;
      }}
      onChange={(event) => select(event.currentTarget.checked)}
    />
  </label>
);
