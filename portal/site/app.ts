import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { builtScript } from './built-scripts.ts';
import { serveControlFile } from './controls/resource-route.ts';
import { createDiagnostics, type Diagnostics } from './diagnostics.ts';
import { createSiteCache } from './model/cache.ts';
import { showsLanguageInAddress } from './model/languages.ts';
import { loadSite } from './model/load.ts';
import { findAddress } from './pages/address.ts';
import { createFragmentCache } from './pages/fragments.ts';
import { faultReply, servePath } from './pages/handler.ts';
import { createAntiForgery } from './people/anti-forgery.ts';
import { createSessions } from './people/sessions.ts';
import { serveSignIn, serveSignOut } from './people/sign-in-handler.ts';
import { tokenField } from './people/sign-in-pages.ts';
import { createExchange, type Exchange, languageCookie, readForm, sessionDoor } from './request/exchange.ts';
import { guardHost } from './request/host-guard.ts';
import { readVisit } from './request/read-visit.ts';
import { plain, type Reply, redirect } from './request/reply.ts';
import type { ServerLogicHost } from './server-logic/call.ts';
import type { IdentityEvidence } from './server-logic/connector.ts';
import { type EnvelopeSpelling, serverLogicPath, serveServerLogic } from './server-logic/route.ts';
import { createServerLogicRuntime } from './server-logic/runtime.ts';
import type { SiteStore } from './store.ts';
import type { Visit } from './visit.ts';
import { serveWebApi } from './web-api/route.ts';
import { withWorkbenchBar } from './workbench/inject.ts';
import { script, serveWorkbench } from './workbench/routes.ts';

export interface SiteOptions {
  readonly store: SiteStore;
  /** Id of the site; may be left out when the database holds one. */
  readonly siteId?: string;
  /** The system user as which the site calls Dataverse; without one it reads and calls nothing. */
  readonly portalUser: () => string | null;
  readonly clock?: () => Date;
  readonly identityEvidence?: IdentityEvidence;
  readonly envelope?: EnvelopeSpelling;
  readonly sessionMilliseconds?: number;
  /** The bar above the pages and `/_workbench`; on unless false. */
  readonly workbench?: boolean;
  /** The password of all sample people; when given, the sign-in page lists them with it. */
  readonly samplePassword?: string;
  readonly port: () => number;
}

/** The site as a request handler. `refresh` reads the configuration again; `close` ends the script workers. */
export interface SiteApp {
  readonly fetch: (request: Request) => Promise<Response> | Response;
  readonly refresh: () => void;
  readonly diagnostics: Diagnostics;
  readonly close: () => Promise<void>;
}

const largestBody = 1_048_576;

/** Builds the site. Throws when the database holds no such site. */
export function createSite(options: SiteOptions): SiteApp {
  const { store, clock = () => new Date() } = options;
  const diagnostics = createDiagnostics(clock);
  const cache = createSiteCache(
    () => loadSite(store, { report: diagnostics.report, ...(options.siteId ? { siteId: options.siteId } : {}) }),
    clock,
  );
  cache.current();
  const sessions = createSessions({ clock, ...(options.sessionMilliseconds ? { idleMilliseconds: options.sessionMilliseconds } : {}) });
  const antiForgery = createAntiForgery();
  const runtime = createServerLogicRuntime();
  let evidence: IdentityEvidence = options.identityEvidence ?? 'platform';
  const host: ServerLogicHost = { store, runtime, diagnostics, portalUser: options.portalUser, evidence: () => evidence };
  const pages = { host, store, fragments: createFragmentCache() };
  const workbench = {
    store,
    cache,
    diagnostics,
    evidence: () => evidence,
    setEvidence: (chosen: IdentityEvidence) => {
      evidence = chosen;
    },
  };
  const workbenchOn = options.workbench !== false;

  /** The routes of the platform, letter case apart, then pages and files of the site. */
  const route = async (exchange: Exchange, visit: Visit): Promise<Reply> => {
    const { method } = exchange;
    const path = visit.path.toLowerCase().replace(/(.)\/+$/, '$1');
    const key = visit.session?.key ?? null;
    const door = sessionDoor(exchange, sessions, key);
    const selected = selectLanguage(exchange, visit);
    if (selected) return selected;
    if (path.startsWith('/_api/')) return await api(exchange, visit, exchange.check(key, exchange.headers[tokenField.toLowerCase()]));
    if (path === '/signin')
      return await serveSignIn(store, visit, {
        method,
        door,
        form: await readForm(exchange),
        samplePassword: options.samplePassword ?? null,
      });
    if (path === '/account/login/logoff') return serveSignOut(visit, { method, door, form: await readForm(exchange) });
    if (workbenchOn && /^\/_workbench(\/|$)/.test(path))
      return serveWorkbench(workbench, visit, { method, path, door, form: await readForm(exchange) });
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'This address is read only.');
    if (path === '/_layout/tokenhtml') return tokenPage(door.field());
    if (path === '/_portal/pcf-host.js') return script(builtScript('pcf-host'));
    if (path.startsWith('/_pcfwebresource/')) return serveControlFile(store, path);
    // Browsers ask for it on their own; a whole Page Not Found would be rendered each time.
    if (path === '/favicon.ico' && findAddress(visit.site, path).kind === 'nothing') return { status: 204, headers: {}, body: null };
    const reply = await servePath(pages, visit, door.field);
    return workbenchOn ? withWorkbenchBar(reply) : reply;
  };
  const api = async (exchange: Exchange, visit: Visit, check: ReturnType<Exchange['check']>): Promise<Reply> => {
    const { method, headers } = exchange;
    if (!visit.path.toLowerCase().startsWith(serverLogicPath)) return serveWebApi({ store, diagnostics }, visit, { method, check });
    const body = method === 'GET' || method === 'HEAD' ? '' : await exchange.body();
    return await serveServerLogic(host, visit, { method, headers, body, check, spelling: options.envelope ?? 'camel' });
  };

  const app = new Hono();
  app.use(guardHost(options.port));
  app.use(bodyLimit({ maxSize: largestBody, onError: () => respond(tooLarge) }));
  app.all('*', async (c) => {
    const exchange = createExchange(c, antiForgery);
    try {
      return exchange.send(await route(exchange, readVisit({ cache, store, sessions, clock }, exchange)));
    } catch (error) {
      const report = (message: string, reference: string): void =>
        diagnostics.report({ kind: 'log', where: `${exchange.method} ${exchange.url.pathname}`, message: `${reference}: ${message}` });
      return exchange.send(faultReply(report, error));
    }
  });
  return { fetch: (request) => app.fetch(request), refresh: cache.clear, diagnostics, close: runtime.close };
}

/**
 * An address that names a language selects it for the browser's session. Where the site does not show languages in addresses the browser
 * is sent on to the address without it, as was seen on live sites.
 */
function selectLanguage(exchange: Exchange, { site, languageNamed, language, path }: Visit): Reply | null {
  if (!languageNamed || (exchange.method !== 'GET' && exchange.method !== 'HEAD')) return null;
  if (exchange.cookie(languageCookie) !== language.code) exchange.setLanguage(language.code);
  return showsLanguageInAddress(site) || path.startsWith('//') ? null : redirect(`${path}${exchange.url.search}`);
}

/** The hidden field that scripts read the token from; its cookie comes with it. */
const tokenPage = (field: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
  body: `<input name="${tokenField}" type="hidden" value="${field}" />`,
});

/** The rest of the body is never read, so this connection cannot carry another request. */
const tooLarge: Reply = { ...plain(413, 'The request is too large.'), headers: { ...plain(413, '').headers, Connection: 'close' } };

const respond = ({ status, headers, body }: Reply): Response => new Response(typeof body === 'string' ? body : null, { status, headers });
