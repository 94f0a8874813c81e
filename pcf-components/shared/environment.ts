import { createExperienceLoader, type LoadExperience } from './experience-loader.ts';
import { createPortalClient, type PortalClient } from './portal-client.ts';

export interface MountedControl<Properties> {
  readonly update: (properties: Properties) => void;
  readonly destroy: () => void;
}

/** How a control reaches the world; tests give their own. */
export interface Environment {
  readonly client: PortalClient;
  readonly loadExperience: LoadExperience;
  /** A new random key for each click: see `clickKey` in the contract. */
  readonly clickKey: () => string;
  /** Milliseconds after which a wait is called slow. */
  readonly slowAfter: number;
  readonly debounce: number;
  readonly timeZone?: string;
  /** Leads to another page of the site; absent: as a link does. */
  readonly navigate?: (address: string) => void;
}

/** 128 random bits as 32 hexadecimal digits; `crypto.randomUUID` would want HTTPS. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

let shared: Environment | undefined;

/** One client per page, so that its controls share the token and their first request. */
export const pageEnvironment = (): Environment => {
  if (!shared) {
    const client = createPortalClient({ page: window.location.href, timeout: 30_000 });
    shared = { client, loadExperience: createExperienceLoader(client), clickKey: randomKey, slowAfter: 3_000, debounce: 400 };
  }
  return shared;
};
