import { randomUUID } from 'node:crypto';
import type { SitePage, WebFile } from '../model/types.ts';
import { settingOf } from '../model/types.ts';
import { ownPage } from '../request/own-page.ts';
import { newNonce, type Reply, redirect } from '../request/reply.ts';
import { addNonce, siteHeaders } from '../request/security-headers.ts';
import type { SiteStore } from '../store.ts';
import type { Visit } from '../visit.ts';
import { fileAccess, type PageAccess, pageAccess, servicePages } from './access.ts';
import { findAddress, markedPage } from './address.ts';
import { fileReply } from './files.ts';
import { escapeHtml } from './html.ts';
import { type PageRenderer, renderPage } from './render.ts';

export interface PageHost extends PageRenderer {
  readonly store: SiteStore;
}

/** Answers a GET of a page or web file: found and allowed, refused (Access Denied or sign-in), or not there. */
export async function servePath(host: PageHost, visit: Visit, token: () => string): Promise<Reply> {
  const found = findAddress(visit.site, visit.path);
  if (found.kind === 'nothing') return await marked(host, visit, token, 'notFound');
  const access =
    found.kind === 'page' ? pageAccess(visit.site, visit.visitor, found.page) : fileAccess(visit.site, visit.visitor, found.file);
  if (access !== 'allowed') return await refused(host, visit, token, access);
  return found.kind === 'page'
    ? await pageReply(host, visit, { page: found.page, token, status: 200 })
    : serveFile(host, visit, token, found.file);
}

async function refused(host: PageHost, visit: Visit, token: () => string, access: Exclude<PageAccess, 'allowed'>): Promise<Reply> {
  if (access === 'hidden') return await marked(host, visit, token, 'notFound');
  if (visit.visitor.kind === 'anonymous')
    return redirect(`/SignIn?ReturnUrl=${encodeURIComponent(`${visit.url.pathname}${visit.url.search}`)}`);
  return await marked(host, visit, token, 'accessDenied');
}

async function serveFile(host: PageHost, visit: Visit, token: () => string, file: WebFile): Promise<Reply> {
  const stored = host.store.file('powerpagecomponent', file.id, 'filecontent');
  if (stored) return fileReply(file, stored);
  host.host.diagnostics.report({ kind: 'content', where: `web file “${file.name}”`, message: 'The file has no content.' });
  return await marked(host, visit, token, 'notFound');
}

/** The page that a site marker names, with the status of what happened; an own page when the site has none. */
async function marked(host: PageHost, visit: Visit, token: () => string, which: keyof typeof servicePages): Promise<Reply> {
  const status = which === 'notFound' ? 404 : 403;
  const page = markedPage(visit.site, servicePages[which]);
  if (page) return await pageReply(host, visit, { page, token, status });
  host.host.diagnostics.report({ kind: 'content', where: 'site markers', message: `The site has no marker “${servicePages[which]}”.` });
  return which === 'notFound'
    ? ownPage(404, { title: 'There is no page at this address', content: '<p><a href="/">Go to the home page</a></p>' })
    : ownPage(403, { title: 'This page is not available to you', content: '<p><a href="/">Go to the home page</a></p>' });
}

async function pageReply(
  host: PageHost,
  visit: Visit,
  { page, token, status }: { readonly page: SitePage; readonly token: () => string; readonly status: number },
): Promise<Reply> {
  const nonce = newNonce();
  const { text, mimeType } = await renderPage(host, visit, { page, token });
  const html = /^text\/html\b/i.test(mimeType);
  const noncing = html && (settingOf(visit.site, 'HTTP/Content-Security-Policy') ?? "'nonce'").includes("'nonce'");
  return {
    status,
    headers: { ...siteHeaders(visit.site, nonce), 'Content-Type': `${mimeType}; charset=utf-8`, 'Cache-Control': 'no-cache, no-store' },
    body: noncing ? addNonce(text, nonce) : text,
  };
}

/** What a person sees when the site itself failed: a sentence and a reference that the diagnostics hold too. */
export function faultReply(report: (message: string, reference: string) => void, error: unknown): Reply {
  const reference = randomUUID().slice(0, 8);
  report(error instanceof Error ? (error.stack ?? error.message) : String(error), reference);
  return ownPage(500, {
    title: 'Something went wrong',
    content: `<p>The page could not be shown. Reference: <strong>${escapeHtml(reference)}</strong></p><p><a href="/">Go to the home page</a></p>`,
  });
}
