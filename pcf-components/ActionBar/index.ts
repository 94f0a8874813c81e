import type { MountedControl } from '../shared/environment.ts';
import type { IInputs, IOutputs } from './generated/ManifestTypes.d.ts';
import { type ActionBarProperties, mountActionBar } from './mount.tsx';

/** The adapter between the Power Apps component framework and `mountActionBar`. */
export class ActionBar implements ComponentFramework.StandardControl<IInputs, IOutputs> {
  private mounted: MountedControl<ActionBarProperties> | undefined;

  init(
    context: ComponentFramework.Context<IInputs>,
    _changed: () => void,
    _state: ComponentFramework.Dictionary,
    container: HTMLDivElement,
  ) {
    const texts = (key: string) => context.resources.getString(key);
    this.propertiesOf = ({ parameters }) => ({ table: parameters.table.raw, record: parameters.record.raw, texts });
    this.mounted = mountActionBar(container, this.propertiesOf(context));
  }

  updateView(context: ComponentFramework.Context<IInputs>) {
    this.mounted?.update(this.propertiesOf(context));
  }

  /** The bar writes nothing to the bound column. */
  getOutputs(): IOutputs {
    return {};
  }

  destroy() {
    this.mounted?.destroy();
    this.mounted = undefined;
  }

  private propertiesOf: (context: ComponentFramework.Context<IInputs>) => ActionBarProperties = () => ({ table: null, record: null });
}
