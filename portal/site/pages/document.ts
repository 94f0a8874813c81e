import { contentOf } from '../liquid/navigation-drops.ts';
import { type SitePage, snippetIn } from '../model/types.ts';
import { contactIdOf, type Visit } from '../visit.ts';
import { escapeHtml, scriptJson } from './html.ts';

export interface DocumentParts {
  readonly visit: Visit;
  readonly page: SitePage;
  readonly header: string;
  readonly body: string;
  readonly footer: string;
}

/** Languages that are written from right to left. */
const rightToLeft = ['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'];

/** The whole HTML page: what the platform puts around the rendered templates, as far as the local portal has it. */
export function documentHtml({ visit, page, header, body, footer }: DocumentParts): string {
  const { language, site } = visit;
  const content = contentOf(visit, page);
  const suffix = snippetIn(site, language, 'Browser Title Suffix')?.value ?? '';
  const right = rightToLeft.includes(language.code.split('-')[0]?.toLowerCase() ?? '');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language.code)}" data-lang="${escapeHtml(language.code)}" crm-lcid="${language.lcid}" dir="${right ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${content.title}${suffix}`)}</title>
${content.summary === '' ? '' : `<meta name="description" content="${escapeHtml(content.summary)}">\n`}<script>${globals(visit)}</script>
${content.css === '' ? '' : `<style>${content.css.replace(/<\/style/gi, '<\\/style')}</style>\n`}</head>
<body data-sitemap-state="${escapeHtml(visit.path)}">
<div id="antiforgerytoken" data-url="/_layout/tokenhtml" hidden></div>
${header}
${body}
${footer}
<script src="/_portal/pcf-host.js" defer></script>
${content.script === '' ? '' : `<script>${content.script.replace(/<\/script/gi, '<\\/script')}</script>\n`}</body>
</html>
`;
}

/** `Microsoft.Dynamic365.Portal` and its newer name `Microsoft.PowerPages`: who is signed in, for scripts of pages and controls. */
function globals(visit: Visit): string {
  const { visitor, site, language } = visit;
  const column = (name: string): string => (visitor.kind === 'contact' ? String(visitor.contact.values[name] ?? '') : '');
  const portal = {
    User: {
      userName: column('adx_identity_username'),
      firstName: column('firstname'),
      lastName: column('lastname'),
      email: column('emailaddress1'),
      contactId: contactIdOf(visit) ?? '',
      userRoles: visitor.roles.map(({ name }) => name),
    },
    type: 'LocalPortal',
    id: site.id,
    lcid: language.lcid,
    languageCode: language.code,
  };
  return `window.Microsoft=window.Microsoft||{};Microsoft.Dynamic365=Microsoft.Dynamic365||{};Microsoft.Dynamic365.Portal=Microsoft.PowerPages=${scriptJson(portal)};`;
}
