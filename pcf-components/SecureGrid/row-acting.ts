import type { ActionOffer, RecordRow } from '../../contracts/index.ts';
import type { Press, Target } from '../ActionBar/run-view.ts';
import type { Acting } from '../ActionBar/use-acting.ts';
import type { ControlHost } from '../shared/control-host.ts';

type Offers = Acting['offers']['rows'];

/** What the rows of a list need to offer their actions. */
export interface RowActing {
  readonly acting: Acting;
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[], on: boolean) => void;
  /** The row whose actions are shown. */
  readonly opened: string | null;
  readonly open: (id: string | null) => void;
}

/** How a person calls a row: by its first column. A number of the list says less, but more than an id. */
export const nameOf = ({ formats }: ControlHost, row: RecordRow, columns: readonly { readonly name: string }[], at: number): string => {
  const [first] = columns;
  const value = first && (row.labels[first.name] ?? row.values[first.name]);
  return value === undefined || value === null || value === '' ? formats.count(at + 1) : String(value);
};

/** Whether the row can be selected: some action of it may be run on several rows. */
export const isSelectable = (offers: Offers, id: string): boolean => offers.get(id)?.actions.some(({ several }) => several) ?? false;

/** The actions for several rows: those that one of them offers; possible where it is possible for one of them at least. */
export const sharedOffers = (offers: Offers, ids: readonly string[]): readonly ActionOffer[] => {
  const all = ids.flatMap((id) => offers.get(id)?.actions.filter(({ several }) => several) ?? []);
  const names = [...new Set(all.map(({ name }) => name))];
  return names.flatMap((name) => {
    const same = all.filter((offer) => offer.name === name);
    const found = same.find(({ enabled }) => enabled) ?? same[0];
    if (!found || found.enabled) return found ? [found] : [];
    const reasons = new Set(same.map(({ why }) => `${why?.code} ${why?.reason}`));
    return [reasons.size === 1 ? found : { ...found, why: { code: 'none' } }];
  });
};

/** A press for several rows: it runs on those that offer it; the others are named with why they are left out. */
export const pressFor = (offers: Offers, offer: ActionOffer, targets: readonly Target[]): Press => {
  const offered = targets.map((target) => ({ target, offer: offers.get(target.id)?.actions.find(({ name }) => name === offer.name) }));
  return {
    offer,
    targets: offered.filter((one) => one.offer?.enabled).map(({ target }) => target),
    leftOut: offered.filter((one) => !one.offer?.enabled).map((one) => ({ target: one.target, why: one.offer?.why })),
  };
};
