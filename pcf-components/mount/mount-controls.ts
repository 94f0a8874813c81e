import type { Environment, MountedControl } from '../shared/environment.ts';
import { type AnyProperties, isControl, registry } from './registry.ts';

const mounted = new WeakMap<HTMLElement, MountedControl<AnyProperties>>();

/**
 * Mounts the control that `data-portico` names on its element; what is given goes before the other `data-…` attributes.
 * An element that has its control already is updated.
 * @example mount(document.querySelector('[data-portico]'), { grid: 'orders', page: '/orders' })
 */
export const mount = (element: HTMLElement, properties: AnyProperties = {}, environment?: Environment): MountedControl<AnyProperties> => {
  const name = element.dataset.portico;
  if (!isControl(name)) throw new TypeError(`no control is called \`${name ?? ''}\``);
  const present = mounted.get(element);
  if (present) {
    present.update(properties);
    return present;
  }
  const fresh = registry[name](element, properties, environment);
  const handle = {
    update: fresh.update,
    destroy: () => {
      mounted.delete(element);
      fresh.destroy();
    },
  };
  mounted.set(element, handle);
  return handle;
};

/** Mounts every control of a page. A name that this script does not know is left alone: a newer script may know it. */
export const mountAll = (root: ParentNode = document, environment?: Environment): void => {
  for (const element of root.querySelectorAll<HTMLElement>('[data-portico]')) {
    if (isControl(element.dataset.portico)) mount(element, {}, environment);
  }
};
