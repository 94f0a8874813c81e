/** Media types by extension, as the platform serves web files; it looks at the name only. */
const mediaTypes: { readonly [extension: string]: string } = {
  css: 'text/css',
  gif: 'image/gif',
  html: 'text/html',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
  woff2: 'font/woff2',
  xml: 'text/xml',
};

/** The media type of a file name's extension, or null where we do not know it. */
export const mediaTypeOf = (extension: string | null): string | null => (extension === null ? null : (mediaTypes[extension] ?? null));
