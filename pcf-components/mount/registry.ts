import { type ControlName, controls } from '../../contracts/index.ts';
import { mountActionBar } from '../ActionBar/mount.tsx';
import { mountRecordPanel } from '../RecordPanel/mount.tsx';
import { mountRoleDashboard } from '../RoleDashboard/mount.tsx';
import { mountSecureGrid } from '../SecureGrid/mount.tsx';
import type { Environment, MountedControl } from '../shared/environment.ts';

interface RegisteredControl<Properties> {
  /** Reads the properties from `data-…` attributes; an empty one counts as absent. */
  readonly propertiesOf: (element: HTMLElement) => Properties;
  readonly mount: (element: HTMLElement, properties: Properties, environment?: Environment) => MountedControl<Properties>;
}

/** Properties by name, as a page gives them. */
export type AnyProperties = { readonly [name: string]: unknown };

/** Attributes first, then what is given by script. */
const register =
  <Properties extends object>({ propertiesOf, mount }: RegisteredControl<Properties>) =>
  (element: HTMLElement, given: AnyProperties, environment?: Environment): MountedControl<AnyProperties> => {
    const all = (properties: AnyProperties): Properties => ({ ...propertiesOf(element), ...properties });
    const control = mount(element, all(given), environment);
    return { update: (properties) => control.update(all(properties)), destroy: control.destroy };
  };

/** One entry per control. */
export const registry: { readonly [Name in ControlName]: ReturnType<typeof register> } = {
  [controls.SecureGrid.name]: register({
    propertiesOf: ({ dataset }) => ({ grid: dataset.grid || null, page: dataset.page, language: dataset.language }),
    mount: mountSecureGrid,
  }),
  [controls.ActionBar.name]: register({
    propertiesOf: ({ dataset }) => ({ table: dataset.table || null, record: dataset.record || null, language: dataset.language }),
    mount: mountActionBar,
  }),
  [controls.RoleDashboard.name]: register({
    propertiesOf: ({ dataset }) => ({ dashboard: dataset.dashboard || null, page: dataset.page, language: dataset.language }),
    mount: mountRoleDashboard,
  }),
  [controls.RecordPanel.name]: register({
    propertiesOf: ({ dataset }) => ({
      form: dataset.form || null,
      record: dataset.record,
      page: dataset.page,
      language: dataset.language,
    }),
    mount: mountRecordPanel,
  }),
};

export const isControl = (name: string | undefined): name is ControlName => name !== undefined && Object.hasOwn(registry, name);
