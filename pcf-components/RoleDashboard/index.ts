import type { MountedControl } from '../shared/environment.ts';
import type { IInputs, IOutputs } from './generated/ManifestTypes.d.ts';
import { mountRoleDashboard, type RoleDashboardProperties } from './mount.tsx';

/** The adapter between the Power Apps component framework and `mountRoleDashboard`. */
export class RoleDashboard implements ComponentFramework.StandardControl<IInputs, IOutputs> {
  private mounted: MountedControl<RoleDashboardProperties> | undefined;

  init(
    context: ComponentFramework.Context<IInputs>,
    _changed: () => void,
    _state: ComponentFramework.Dictionary,
    container: HTMLDivElement,
  ) {
    const texts = (key: string) => context.resources.getString(key);
    this.propertiesOf = ({ parameters }) => ({ dashboard: parameters.dashboard.raw, page: parameters.page.raw, texts });
    this.mounted = mountRoleDashboard(container, this.propertiesOf(context));
  }

  updateView(context: ComponentFramework.Context<IInputs>) {
    this.mounted?.update(this.propertiesOf(context));
  }

  /** The dashboard writes nothing to the bound column. */
  getOutputs(): IOutputs {
    return {};
  }

  destroy() {
    this.mounted?.destroy();
    this.mounted = undefined;
  }

  private propertiesOf: (context: ComponentFramework.Context<IInputs>) => RoleDashboardProperties = () => ({ dashboard: null });
}
