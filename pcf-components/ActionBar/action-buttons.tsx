import { useId } from 'preact/hooks';
import type { ActionOffer } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { whyText } from './run-texts.ts';

interface ActionButtonsProps {
  readonly host: ControlHost;
  /** Name of the group, e.g. “Actions: SO-1”. */
  readonly label: string;
  /** In the order in which they are shown. */
  readonly offers: readonly ActionOffer[];
  /** Name of the action that is being sent from here. */
  readonly sending: string | null;
  readonly press: (offer: ActionOffer) => void;
}

/**
 * Plain buttons in reading order: few enough for Tab, and each says for itself why it cannot be pressed. A disabled one stays
 * focusable (`aria-disabled`), so that the reason can be read and focus is never lost.
 */
export const ActionButtons = ({ host, label, offers, sending, press }: ActionButtonsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
  <div class="portico-acts" role="group" aria-label={label} tabIndex={-1}>
    {offers.map((offer) => (
      <ActionButton key={offer.name} host={host} offer={offer} busy={sending === offer.name} blocked={sending !== null} press={press} />
    ))}
  </div>
);

interface ActionButtonProps {
  readonly host: ControlHost;
  readonly offer: ActionOffer;
  readonly busy: boolean;
  readonly blocked: boolean;
  readonly press: (offer: ActionOffer) => void;
}

const ActionButton = ({ host, offer, busy, blocked, press }: ActionButtonProps) => {
  const id = useId();
  const possible = offer.enabled && !blocked;
  return (
    <button
      type="button"
      class={`portico-button portico-act${possible ? '' : ' portico-act-off'}`}
      data-tone={offer.tone}
      aria-labelledby={`${id}-title`}
      aria-describedby={offer.enabled ? undefined : `${id}-why`}
      aria-disabled={!possible}
      aria-busy={busy}
      onClick={() => possible && press(offer)}
    >
      <span id={`${id}-title`}>{offer.title}</span>
      {!offer.enabled && (
        <small id={`${id}-why`} class="portico-why">
          {whyText(host, offer.why)}
        </small>
      )}
      {busy && <span class="portico-spinner" aria-hidden="true" />}
    </button>
  );
};
