import type { ActionOffer } from '../../contracts/index.ts';
import type { ControlHost } from '../shared/control-host.ts';
import { useUniqueId } from '../shared/use-unique-id.ts';
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
export const ActionButtons = ({ host, label, offers, sending, press }: ActionButtonsProps) => {
  const id = useUniqueId();
  const shared = sharedReason(host, offers);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div class="portico-acts" role="group" aria-label={label} tabIndex={-1}>
      {offers.map((offer) => (
        <ActionButton
          key={offer.name}
          host={host}
          offer={offer}
          busy={sending === offer.name}
          blocked={sending !== null}
          press={press}
          reason={shared === null ? null : id}
        />
      ))}
      {shared !== null && (
        <small id={id} class="portico-why portico-why-all">
          {shared}
        </small>
      )}
    </div>
  );
};

/** The reason why none of several can be pressed, where all have the same: it is said once. */
const sharedReason = (host: ControlHost, offers: readonly ActionOffer[]): string | null => {
  const [first] = offers;
  if (!first || offers.length === 1 || offers.some(({ enabled }) => enabled)) return null;
  const reason = whyText(host, first.why);
  return offers.every(({ why }) => whyText(host, why) === reason) ? reason : null;
};

interface ActionButtonProps {
  readonly host: ControlHost;
  readonly offer: ActionOffer;
  readonly busy: boolean;
  readonly blocked: boolean;
  readonly press: (offer: ActionOffer) => void;
  /** Id of the reason that it shares with the others; null: it says its own. */
  readonly reason: string | null;
}

const ActionButton = ({ host, offer, busy, blocked, press, reason }: ActionButtonProps) => {
  const id = useUniqueId();
  const possible = offer.enabled && !blocked;
  const button = (
    <button
      type="button"
      class={`portico-button portico-act${possible ? '' : ' portico-act-off'}`}
      data-tone={offer.tone}
      aria-describedby={offer.enabled ? undefined : (reason ?? id)}
      aria-disabled={!possible}
      aria-busy={busy}
      onClick={() => possible && press(offer)}
    >
      <span>{offer.title}</span>
      {busy && <span class="portico-spinner" aria-hidden="true" />}
    </button>
  );
  // The place is the same with and without a reason, so that a button which becomes possible keeps its focus.
  return (
    <div class="portico-act-place">
      {button}
      {!offer.enabled && reason === null && (
        <small id={id} class="portico-why">
          {whyText(host, offer.why)}
        </small>
      )}
    </div>
  );
};
