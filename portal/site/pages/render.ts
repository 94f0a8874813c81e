import { renderLiquid } from '../../liquid/index.ts';
import { type EnvironmentOptions, environmentFor } from '../liquid/environment.ts';
import type { SitePage } from '../model/types.ts';
import type { ServerLogicHost } from '../server-logic/call.ts';
import type { Visit } from '../visit.ts';
import { documentHtml } from './document.ts';
import type { FragmentCache } from './fragments.ts';

export interface Rendered {
  readonly text: string;
  readonly mimeType: string;
  /** True when the site's header and footer stand around it: then it is a whole page of ours. */
  readonly wrapped: boolean;
}

export interface PageRenderer {
  readonly host: ServerLogicHost;
  readonly fragments: FragmentCache;
}

/** Renders a page: page template → web template, in the site's header and footer when the page template says so. */
export async function renderPage(
  { host, fragments }: PageRenderer,
  visit: Visit,
  { page, token }: { readonly page: SitePage; readonly token: () => string },
): Promise<Rendered> {
  const { site } = visit;
  const pageTemplate = site.pageTemplates.get(page.templateId ?? '');
  const template = site.templatesById.get(pageTemplate?.webTemplateId ?? '');
  const where = `page “${page.name}”`;
  if (!template) {
    const message = pageTemplate?.rewriteUrl
      ? `Its page template rewrites to ${pageTemplate.rewriteUrl}; the local portal renders web templates only.`
      : 'It has no page template with a web template of this site.';
    host.diagnostics.report({ kind: 'not-built', where, message });
  }
  const options: EnvironmentOptions = { host, visit, page, where, token };
  const body = template ? await renderLiquid(template.source, environmentFor(options)) : '';
  if (template && pageTemplate?.wrapped === false) return { text: body, mimeType: template.mimeType ?? 'text/html', wrapped: false };
  // One after the other: both may call server logic, and the order in the log should be the order on the page.
  const header = await fragments.render('Header', options);
  const footer = await fragments.render('Footer', options);
  return { text: documentHtml({ visit, page, header, body, footer }), mimeType: 'text/html', wrapped: true };
}
