import { type ControlName, controls } from '../../contracts/index.ts';
import { type Environment, type MountedControl, mountSecureGrid, type SecureGridProperties } from '../SecureGrid/mount.tsx';

interface RegisteredControl<Properties> {
  /** Reads the properties from `data-…` attributes; an empty one counts as absent. */
  readonly propertiesOf: (element: HTMLElement) => Properties;
  readonly mount: (element: HTMLElement, properties: Properties, environment?: Environment) => MountedControl<Properties>;
}

/** One line per control. */
export const registry: { readonly [controls.SecureGrid.name]: RegisteredControl<SecureGridProperties> } = {
  [controls.SecureGrid.name]: {
    propertiesOf: ({ dataset }) => ({ grid: dataset.grid || null, page: dataset.page, language: dataset.language }),
    mount: mountSecureGrid,
  },
};

export const isControl = (name: string | undefined): name is ControlName => name !== undefined && Object.hasOwn(registry, name);
