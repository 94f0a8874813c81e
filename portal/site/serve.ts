import { type ServerType, serve } from '@hono/node-server';
import { createSite, type SiteApp, type SiteOptions } from './app.ts';

export interface RunningSite {
  readonly url: string;
  readonly port: number;
  readonly site: SiteApp;
  /** Lets requests under way end (at most five seconds), then closes. */
  readonly close: () => Promise<void>;
}

/** Slow or over-long requests end here, before anything of the site sees them. */
const limits = { maxHeaderSize: 16_384, headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 } as const;
const patience = 5_000;

/** Starts the site on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function serveSite(options: Omit<SiteOptions, 'port'> & { readonly port: number }): Promise<RunningSite> {
  let bound = options.port;
  const site = createSite({ ...options, port: () => bound });
  const server = await new Promise<ServerType>((resolve, reject) => {
    const starting = serve({ fetch: site.fetch, hostname: '127.0.0.1', port: options.port, serverOptions: limits }, (info) => {
      bound = info.port;
      resolve(starting);
    });
    starting.once('error', reject);
  }).catch(async (error: unknown) => {
    await site.close();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    site,
    close: async () => {
      await closeServer(server);
      await site.close();
    },
  };
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
