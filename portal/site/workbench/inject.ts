import type { Reply } from '../request/reply.ts';

/** Adds the workbench's script to an HTML page of the site. Its policy must allow scripts of the site itself; else there is no bar. */
export function withWorkbenchBar(reply: Reply): Reply {
  if (typeof reply.body !== 'string' || !reply.headers['Content-Type']?.startsWith('text/html')) return reply;
  const end = reply.body.toLowerCase().lastIndexOf('</body>');
  if (end === -1) return reply;
  return { ...reply, body: `${reply.body.slice(0, end)}<script src="/_workbench/bar.js" defer></script>\n${reply.body.slice(end)}` };
}
