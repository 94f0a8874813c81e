import type { HostFactory } from '../../portal/dataverse/index.ts';
import { startOutbox, startPortal } from '../../portal/index.ts';
import { say } from '../output.ts';
import { localPassword } from '../sample/load.ts';
import type { Sample } from '../sample/read.ts';
import { appsOf, type Environment, prepareEnvironment } from './prepare.ts';

export interface ServedSample extends Environment {
  /** Address of the portal, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface ServeOptions {
  /** Database file, or `:memory:`. */
  readonly file: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: HostFactory;
  readonly sample: Sample;
  /** Where events of the outbox go; absent: they wait. */
  readonly webhook?: URL;
  /** Folder of the zips; absent: `dist/`. */
  readonly zips?: string;
}

/** Prepares a sample's environment and serves its site until `close`. */
export async function serveSample({ file, port, host, sample, webhook, zips }: ServeOptions): Promise<ServedSample> {
  const environment = await prepareEnvironment({ file, ...appsOf(sample), host }, sample, zips);
  const { dataverse, site } = environment;
  const portal = await startPortal({ dataverse, siteId: site, port, samplePassword: localPassword });
  const outbox = webhook ? startOutbox({ dataverse, url: webhook, report: say }) : null;
  const close = async (): Promise<void> => {
    await portal.close();
    await outbox?.close();
    await dataverse.close();
  };
  return { ...environment, url: portal.url, close };
}
