import { escapeHtml } from '../pages/html.ts';
import { newNonce, type Reply } from './reply.ts';
import { ownPageHeaders } from './security-headers.ts';

/** Look of the pages that belong to the local portal itself; deliberately not that of any site. */
const styles = `
:root{color-scheme:light dark;--back:#f3f4f7;--sheet:#fff;--ink:#191c21;--soft:#555d68;--line:#868e9a;--accent:#5b3fd4;--on-accent:#fff;--bad:#a4161a;--bad-back:#fdecec}
@media (prefers-color-scheme:dark){:root{--back:#15161b;--sheet:#1f2128;--ink:#eceef2;--soft:#aab1bd;--line:#7b8494;--accent:#b7a6ff;--on-accent:#1a1333;--bad:#ffb4ab;--bad-back:#42201f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,"Segoe UI",Roboto,sans-serif;display:grid;place-items:center;padding:1.5rem}
main{background:var(--sheet);width:100%;max-width:26rem;padding:2rem;border-radius:14px;box-shadow:0 1px 2px #0002,0 12px 32px #0001}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .5rem}
p{margin:.5rem 0}.soft{color:var(--soft)}
label{display:block;font-weight:600;margin-top:1rem}
input{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px;padding:.6rem .7rem;min-height:44px;margin-top:.25rem}
button,.button{display:inline-block;font:inherit;font-weight:600;min-height:44px;margin-top:1.5rem;padding:.55rem 1.2rem;border:0;border-radius:8px;background:var(--accent);color:var(--on-accent);cursor:pointer;text-decoration:none}
a{color:var(--accent)}
a.plain{background:transparent;color:var(--accent)}
.actions{display:flex;flex-wrap:wrap;gap:.25rem .75rem}
.people{margin-top:1.75rem;border-top:1px solid var(--line);padding-top:1rem}h2{font-size:1rem;margin:0}
.people dl{margin:.5rem 0 0}.people div{display:grid;grid-template-columns:5.5rem 1fr;padding:.3rem 0}.people dd{margin:0;min-width:0;overflow-wrap:anywhere}.people span{display:block;color:var(--soft);font-size:.9rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.problem{background:var(--bad-back);color:var(--bad);border-radius:8px;padding:.7rem .9rem;margin:1rem 0}
@media (forced-colors:active){button,input,main{border:1px solid}}
`;

/** An icon in place, so that the browser asks for none; violet as everything of the workbench. */
export const ownIcon =
  "<link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%235b3fd4'/%3E%3Cpath d='M8 26V15a8 8 0 0 1 16 0v11' fill='none' stroke='%23fff' stroke-width='4'/%3E%3C/svg%3E\">";

/** A page of the local portal itself: sign-in, sign-out, errors. `content` is HTML that the caller has escaped. */
export function ownPage(
  status: number,
  { title, content, language = 'en' }: { readonly title: string; readonly content: string; readonly language?: string },
): Reply {
  const nonce = newNonce();
  return {
    status,
    headers: { ...ownPageHeaders(nonce), 'Content-Type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html>
<html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>${ownIcon}<style nonce="${nonce}">${styles}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>
`,
  };
}
