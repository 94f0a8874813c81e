/** Look of `/_workbench`: violet and slate, as the bar above the pages, so that it is never taken for a site. */
export const workbenchStyles = `
:root{color-scheme:light dark;--back:#f3f4f7;--sheet:#fff;--ink:#191c21;--soft:#555d68;--line:#d4d8e0;--edge:#868e9a;--accent:#5b3fd4;--on-accent:#fff;--tint:#efebff}
@media (prefers-color-scheme:dark){:root{--back:#15161b;--sheet:#1f2128;--ink:#eceef2;--soft:#aab1bd;--line:#3a3f4a;--edge:#7b8494;--accent:#b7a6ff;--on-accent:#1a1333;--tint:#2c2746}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,"Segoe UI",Roboto,sans-serif}
header{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;justify-content:space-between;padding:1rem max(1.25rem,calc(50vw - 38rem));background:#241b4d;color:#fff}
header p{margin:0;color:#cfc7f2}h1{font-size:1.3rem;margin:0}h2{font-size:1.1rem;margin:0 0 .75rem}
main{max-width:76rem;margin:0 auto;padding:1.25rem;display:grid;gap:1.25rem}
section{background:var(--sheet);border:1px solid var(--line);border-radius:14px;padding:1.25rem;min-width:0}
.people{list-style:none;margin:0;padding:0;display:grid;gap:.6rem;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}
.people button{width:100%;min-height:60px;text-align:start;font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:10px;padding:.5rem .8rem;cursor:pointer;display:grid}
.people button:hover{background:var(--tint)}.people button[aria-current]{border:2px solid var(--accent);background:var(--tint)}
.people span,.soft{color:var(--soft);font-size:.9rem}
.button{display:inline-flex;align-items:center;min-height:44px;font:inherit;font-weight:600;margin-top:.9rem;padding:.5rem 1.1rem;border:0;border-radius:8px;background:var(--accent);color:var(--on-accent);cursor:pointer;text-decoration:none}
.quiet{background:transparent;color:var(--accent);border:1px solid var(--edge)}header .quiet{color:#fff;border-color:#a99be6;margin:0}
fieldset{border:0;margin:0;padding:0}legend{padding:0;color:var(--soft)}label{display:flex;gap:.6rem;align-items:center;min-height:44px}input[type=radio]{flex:none;width:1.2rem;height:1.2rem;accent-color:var(--accent)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:start;padding:.5rem .7rem;border-block-end:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere;min-width:6rem}thead th{color:var(--soft);font-weight:600;white-space:nowrap}
.diagnostics{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}.diagnostics p{margin:.15rem 0 0;overflow-wrap:anywhere;white-space:pre-wrap}
details code{display:block;white-space:pre-wrap;overflow-wrap:anywhere;max-width:32rem}summary{cursor:pointer;color:var(--soft);font-weight:400;min-height:24px}td form .button{margin:0;min-height:36px;white-space:nowrap}
.kind{font-size:.8rem;font-weight:600;padding:.1rem .5rem;border-radius:99px;background:var(--tint);color:var(--ink)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}header :focus-visible{outline-color:#fff}
@media (forced-colors:active){header p{color:CanvasText}.people button[aria-current]{outline:2px solid Highlight}}
`;
