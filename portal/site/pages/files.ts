import type { StoredFile } from '../../dataverse/index.ts';
import type { WebFile } from '../model/types.ts';
import type { Reply } from '../request/reply.ts';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  resx: 'application/xml; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff: 'font/woff',
  woff2: 'font/woff2',
  pdf: 'application/pdf',
};

/** The content type of a file by the ending of its name; unknown ones are offered as plain bytes. */
export const mimeTypeOf = (name: string): string =>
  types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

/**
 * A web file as it was imported. Exports write `application/octet-stream` for nearly every file, so the name's ending decides.
 * Markup that could run scripts is shut in: a file is content, not a page of the site.
 */
export function fileReply(file: Pick<WebFile, 'partialUrl'>, stored: StoredFile): Reply {
  const type = mimeTypeOf(file.partialUrl);
  const active = /html|svg|xml/.test(type);
  return {
    status: 200,
    headers: {
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
      ...(active ? { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox" } : {}),
    },
    body: stored.bytes,
  };
}
