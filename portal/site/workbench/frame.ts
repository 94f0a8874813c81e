import { escapeHtml } from '../pages/html.ts';
import { ownIcon } from '../request/own-page.ts';
import { newNonce, type Reply } from '../request/reply.ts';
import { ownPageHeaders } from '../request/security-headers.ts';
import { workbenchStyles } from './styles.ts';

export interface WorkbenchFrame {
  readonly title: string;
  readonly site: string;
  readonly back: { readonly url: string; readonly title: string };
  /** Sections, as HTML that the caller has escaped. */
  readonly content: string;
}

/** A page of the workbench. */
export function framed({ title, site, back, content }: WorkbenchFrame): Reply {
  const nonce = newNonce();
  const body = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>${ownIcon}<style nonce="${nonce}">${workbenchStyles}</style></head><body>
<header><div><h1>${escapeHtml(title)}</h1><p>${escapeHtml(site)} · not part of the site</p></div><a class="button quiet" href="${escapeHtml(back.url)}">${escapeHtml(back.title)}</a></header>
<main>${content}</main></body></html>
`;
  return { status: 200, headers: { ...ownPageHeaders(nonce), 'Content-Type': 'text/html; charset=utf-8' }, body };
}

/** A form that changes something of the running portal and comes back; `inner` is escaped HTML. */
export const workbenchForm = (action: string, field: string, inner: string, back = '/_workbench'): string =>
  `<form method="post" action="/_workbench/${action}"><input type="hidden" name="__RequestVerificationToken" value="${escapeHtml(field)}"><input type="hidden" name="ReturnUrl" value="${back}">${inner}</form>`;

/** A table that scrolls by itself where the window is narrow; cells are escaped HTML, the first one heads its row. */
export function workbenchTable(label: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const titles = head.map((each) => `<th scope="col">${escapeHtml(each)}</th>`).join('');
  const body = rows.map(
    ([first = '', ...others]) => `<tr><th scope="row">${first}</th>${others.map((each) => `<td>${each}</td>`).join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table><thead><tr>${titles}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** A time of the database as people read it. @example spoken('2026-06-15T12:00:00Z') // '2026-06-15 12:00:00' */
export const spoken = (time: string): string => time.replace('T', ' ').replace('Z', '');
