import type { MountedControl } from '../shared/environment.ts';
import type { IInputs, IOutputs } from './generated/ManifestTypes.d.ts';
import { mountSecureGrid, type SecureGridProperties } from './mount.tsx';

/** The adapter between the Power Apps component framework and `mountSecureGrid`. */
export class SecureGrid implements ComponentFramework.StandardControl<IInputs, IOutputs> {
  private mounted: MountedControl<SecureGridProperties> | undefined;

  init(
    context: ComponentFramework.Context<IInputs>,
    _changed: () => void,
    _state: ComponentFramework.Dictionary,
    container: HTMLDivElement,
  ) {
    const texts = (key: string) => context.resources.getString(key);
    this.propertiesOf = ({ parameters }) => ({ grid: parameters.grid.raw, page: parameters.page.raw, texts });
    this.mounted = mountSecureGrid(container, this.propertiesOf(context));
  }

  updateView(context: ComponentFramework.Context<IInputs>) {
    this.mounted?.update(this.propertiesOf(context));
  }

  /** The grid writes nothing to the bound column. */
  getOutputs(): IOutputs {
    return {};
  }

  destroy() {
    this.mounted?.destroy();
    this.mounted = undefined;
  }

  private propertiesOf: (context: ComponentFramework.Context<IInputs>) => SecureGridProperties = () => ({ grid: null });
}
