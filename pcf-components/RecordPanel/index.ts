import type { MountedControl } from '../shared/environment.ts';
import type { IInputs, IOutputs } from './generated/ManifestTypes.d.ts';
import { mountRecordPanel, type RecordPanelProperties } from './mount.tsx';

/** The adapter between the Power Apps component framework and `mountRecordPanel`. */
export class RecordPanel implements ComponentFramework.StandardControl<IInputs, IOutputs> {
  private mounted: MountedControl<RecordPanelProperties> | undefined;

  init(
    context: ComponentFramework.Context<IInputs>,
    _changed: () => void,
    _state: ComponentFramework.Dictionary,
    container: HTMLDivElement,
  ) {
    const texts = (key: string) => context.resources.getString(key);
    this.propertiesOf = ({ parameters }) => ({
      form: parameters.form.raw,
      record: parameters.record.raw,
      page: parameters.page.raw,
      texts,
    });
    this.mounted = mountRecordPanel(container, this.propertiesOf(context));
  }

  updateView(context: ComponentFramework.Context<IInputs>) {
    this.mounted?.update(this.propertiesOf(context));
  }

  /** The panel writes nothing to the bound column. */
  getOutputs(): IOutputs {
    return {};
  }

  destroy() {
    this.mounted?.destroy();
    this.mounted = undefined;
  }

  private propertiesOf: (context: ComponentFramework.Context<IInputs>) => RecordPanelProperties = () => ({ form: null });
}
