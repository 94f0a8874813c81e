/**
 * Starts every code component on a page: loads its files, gives it a context in the shape of the component framework, and calls
 * it as the platform does. Needs no eval, no inline code and nothing from other hosts, so that the site's policy holds.
 */
import type { ControlPlace } from '../controls/place.ts';
import { createContext } from './pcf-context.ts';
import { loadScript, loadStyles, loadTexts } from './pcf-files.ts';

interface CodeComponent {
  init(context: object, changed: () => void, state: object, container: HTMLDivElement): void;
  updateView(context: object): unknown;
  getOutputs?(): Record<string, unknown>;
  destroy(): void;
}
type Constructor = new () => CodeComponent;

declare global {
  interface Window {
    ComponentFramework?: { registerControl(fullName: string, component: Constructor): void };
  }
}

const registered = new Map<string, Constructor>();
window.ComponentFramework = { registerControl: (fullName, component) => void registered.set(fullName.toLowerCase(), component) };

/** Bundles register themselves; older ones set a global object by their namespace. */
function constructorOf({ namespace, constructorName }: ControlPlace): Constructor | null {
  const own = registered.get(`${namespace}.${constructorName}`.toLowerCase());
  if (own) return own;
  const found = [...namespace.split('.'), constructorName].reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined),
    window,
  );
  return typeof found === 'function' ? (found as Constructor) : null;
}

async function start(config: HTMLElement): Promise<void> {
  const id = config.id.slice('PcfControlConfig_'.length);
  const view = document.getElementById(`${id}_ControlView`);
  const carrier = document.getElementById(id);
  const place = JSON.parse(config.dataset['control'] ?? '{}') as ControlPlace;
  if (!(view instanceof HTMLDivElement) || !(carrier instanceof HTMLInputElement)) return;
  const container = document.createElement('div');
  container.className = `customControl ${place.namespace} ${place.constructorName} ${place.name}`;
  view.append(container);
  try {
    const [texts] = await Promise.all([loadTexts(place.resx), loadStyles(place.css), ...place.code.map(loadScript)]);
    const Component = constructorOf(place);
    if (!Component) throw new Error(`its bundle did not register ${place.namespace}.${place.constructorName}`);
    run(new Component(), { place, container, carrier, texts });
  } catch (error) {
    container.setAttribute('role', 'alert');
    container.textContent = 'This part of the page could not be started.';
    console.error(`Code component ${place.name}:`, error);
  }
}

interface Mounting {
  readonly place: ControlPlace;
  readonly container: HTMLDivElement;
  readonly carrier: HTMLInputElement;
  readonly texts: ReadonlyMap<string, string>;
}

/** init once, then updateView; outputs go to the hidden input, which tells the page by a change event. */
function run(control: CodeComponent, { place, container, carrier, texts }: Mounting): void {
  const changedProperties: string[] = [];
  const values = new Map(Object.entries(place.parameters).map(([name, { value }]) => [name, value]));
  const context = () => createContext({ place, container, values, texts, changed: changedProperties });
  const outputsChanged = (): void => {
    const outputs = control.getOutputs?.() ?? {};
    for (const [name, value] of Object.entries(outputs)) values.set(name, value === null || value === undefined ? null : String(value));
    carrier.value = values.get(Object.keys(outputs)[0] ?? '') ?? '';
    carrier.dispatchEvent(new Event('change', { bubbles: true }));
    changedProperties.splice(0, changedProperties.length, ...Object.keys(outputs));
    control.updateView(context());
  };
  control.init(context(), () => queueMicrotask(outputsChanged), {}, container);
  control.updateView(context());
  window.addEventListener('pagehide', (event) => {
    if (!event.persisted) control.destroy();
  });
}

for (const config of document.querySelectorAll<HTMLElement>('.pcf-control-config[data-control]')) void start(config);
