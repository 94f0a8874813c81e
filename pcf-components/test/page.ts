import userEvent from '@testing-library/user-event';
import { type ActionBarProperties, mountActionBar } from '../ActionBar/mount.tsx';
import { mountRecordPanel, type RecordPanelProperties } from '../RecordPanel/mount.tsx';
import { mountRoleDashboard, type RoleDashboardProperties } from '../RoleDashboard/mount.tsx';
import { mountSecureGrid } from '../SecureGrid/mount.tsx';
import { type Environment, randomKey } from '../shared/environment.ts';
import { createExperienceLoader } from '../shared/experience-loader.ts';
import { createPortalClient } from '../shared/portal-client.ts';

/** As on a page, but searching by Enter alone, so that a slow machine does not search for half a word. */
export const environment = (more: Partial<Environment> & { readonly timeout?: number } = {}): Environment => {
  const client = createPortalClient({ page: window.location.href, timeout: more.timeout ?? 2_000 });
  return {
    client,
    loadExperience: createExperienceLoader(client),
    clickKey: randomKey,
    slowAfter: 3_000,
    debounce: 60_000,
    timeZone: 'Europe/Berlin',
    ...more,
  };
};

const mounted = new Set<{ readonly destroy: () => void }>();

/** The page is empty again, in English, at `/orders`. */
export const cleanUpPage = (): void => {
  for (const control of mounted) control.destroy();
  mounted.clear();
  document.body.replaceChildren();
  document.documentElement.lang = 'en';
  window.history.replaceState(null, '', '/orders?tab=open');
  window.sessionStorage.clear();
};

/** Mounts a grid on an element with the attributes, and gives a person who uses it. */
export const openGrid = (attributes: { readonly [name: string]: string } = {}, env = environment(), grid: string | null = 'orders') => {
  const element = document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  const control = mountSecureGrid(element, { grid, page: '/orders' }, env);
  mounted.add(control);
  return { element, control, user: userEvent.setup() };
};

/** Mounts the actions of a record, and gives a person who uses them. */
export const openBar = (properties: Partial<ActionBarProperties> = {}, env = environment()) => {
  const element = document.createElement('div');
  document.body.append(element);
  const control = mountActionBar(element, { table: 'salesorder', record: 'order-1', ...properties }, env);
  mounted.add(control);
  return { element, control, user: userEvent.setup() };
};

/** Mounts a record, and gives a person who works on it; `went` is where they were led to. */
export const openRecord = (properties: Partial<RecordPanelProperties> = {}, env: Partial<Environment> = {}) => {
  const element = document.createElement('div');
  document.body.append(element);
  const went: string[] = [];
  const whole = environment({ debounce: 0, navigate: (address) => went.push(address), ...env });
  const control = mountRecordPanel(element, { form: 'order', record: 'order-1', page: '/order', ...properties }, whole);
  mounted.add(control);
  return { element, control, went, user: userEvent.setup() };
};

/** Mounts a dashboard on an element with the attributes, at `/` or the given address, and gives a person who uses it. */
export const openDashboard = (
  properties: Partial<RoleDashboardProperties> & { readonly at?: string; readonly attributes?: { readonly [name: string]: string } } = {},
  env = environment(),
) => {
  const { at = '/', attributes = {}, ...more } = properties;
  window.history.replaceState(null, '', at);
  const element = document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  const control = mountRoleDashboard(element, { dashboard: 'home', page: '/', ...more }, env);
  mounted.add(control);
  return { element, control, user: userEvent.setup() };
};
