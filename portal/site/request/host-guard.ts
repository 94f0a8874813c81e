import type { MiddlewareHandler } from 'hono';
import { plain } from './reply.ts';

const longestAddress = 8000;

/** Hosts under which the local portal answers; anything else may be a page on the internet that rebinds its name to this machine. */
const hostNames = ['127.0.0.1', 'localhost'];

/** Refuses requests for another host (421), over-long addresses (414) and methods that no page sends (501). */
export function guardHost(port: () => number): MiddlewareHandler {
  return async (c, next) => {
    const named = hostNames.map((name) => `${name}:${port()}`);
    // Nobody writes the port that http has by default.
    const allowed = port() === 80 ? [...hostNames, ...named] : named;
    const host = c.req.header('host')?.toLowerCase() ?? '';
    const addressed = new URL(c.req.url).host.toLowerCase();
    if (!allowed.includes(host) || !allowed.includes(addressed))
      return refusal(421, `The local portal answers to ${named.join(' and ')} only.`);
    if (c.req.url.length > longestAddress) return refusal(414, 'The address is too long.');
    if (!['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(c.req.method))
      return refusal(501, 'This method is not served.');
    return await next();
  };
}

function refusal(status: number, text: string): Response {
  const { headers, body } = plain(status, text);
  return new Response(typeof body === 'string' ? body : null, { status, headers });
}
