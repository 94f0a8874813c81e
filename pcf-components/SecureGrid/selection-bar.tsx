import { ActionButtons } from '../ActionBar/action-buttons.tsx';
import type { Target } from '../ActionBar/run-view.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { pressFor, type RowActing, sharedOffers } from './row-acting.ts';

interface SelectionBarProps {
  readonly host: ControlHost;
  readonly rows: RowActing;
  readonly targets: readonly Target[];
}

/** What can be done with the selected rows, above the list. */
export const SelectionBar = ({ host, rows, targets }: SelectionBarProps) => {
  const { text } = host;
  if (targets.length === 0) return null;
  const { offers, run, actions } = rows.acting;
  const ids = targets.map(({ id }) => id);
  return (
    <div class="portico-selection">
      <span class="portico-selection-count">{text('selected', { count: targets.length })}</span>
      <ActionButtons
        host={host}
        label={text('selectedActions')}
        offers={sharedOffers(offers.rows, ids)}
        sending={run.sending ? run.sending.offer.name : null}
        press={(offer) => actions.press(pressFor(offers.rows, offer, targets))}
      />
      <button type="button" class="portico-button portico-quiet" onClick={() => rows.select(ids, false)}>
        {text('selectNone')}
      </button>
    </div>
  );
};
