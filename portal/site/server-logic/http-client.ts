import { type Site, settingOf } from '../model/types.ts';

/** A call of `Server.Connector.HttpClient`; `parts` are what followed the address. */
export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly parts: readonly unknown[];
}

const contentTypes = ['application/json', 'text/html', 'application/x-www-form-urlencoded'];
const timeout = 30_000;
const longestAnswer = 5_000_000;

/**
 * Calls out for a script. The platform allows every domain by default; the local portal only those that the setting
 * `ServerLogic/AllowedDomains` lists (separated by commas or semicolons), so that a preview never reaches a real system by accident.
 */
export async function callHttp(site: Site, { method, url, parts }: HttpCall): Promise<object> {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address || !/^https?:$/.test(address.protocol)) throw new Error('HttpClient wants an absolute http or https address.');
  if (!isAllowed(site, address.hostname))
    throw new Error(`HttpClient may not call ${address.hostname}: the setting ServerLogic/AllowedDomains does not list it.`);
  const withBody = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const [body, headers, contentType] = withBody ? parts : [undefined, parts[0], undefined];
  const type = typeof contentType === 'string' ? contentType : 'application/json';
  if (withBody && !contentTypes.some((each) => type.startsWith(each))) throw new Error(`HttpClient sends ${contentTypes.join(', ')} only.`);
  const response = await fetch(address, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
    headers: { ...textValues(headers), ...(withBody ? { 'content-type': type } : {}) },
    ...(withBody ? { body: typeof body === 'string' ? body : JSON.stringify(body ?? null) } : {}),
  });
  const text = (await response.text()).slice(0, longestAnswer);
  return {
    StatusCode: response.status,
    Body: text,
    IsSuccessStatusCode: response.ok,
    ReasonPhrase: response.statusText,
    ServerError: response.status >= 500,
    ServerErrorMessage: null,
    Headers: Object.fromEntries(response.headers),
  };
}

function isAllowed(site: Site, hostname: string): boolean {
  const allowed = (settingOf(site, 'ServerLogic/AllowedDomains') ?? '').split(/[,;\s]+/).filter((each) => each !== '');
  return allowed.some((each) => each.toLowerCase() === hostname.toLowerCase());
}

const textValues = (headers: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof headers === 'object' && headers !== null ? headers : {}).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  );
