import { readGuid } from '../model/content.ts';
import { fileReply } from '../pages/files.ts';
import { plain, type Reply } from '../request/reply.ts';
import type { SiteStore } from '../store.ts';

/** Answers `/_pcfwebresource/<id>`: a file of an imported control. */
export function serveControlFile(store: Pick<SiteStore, 'rows' | 'file'>, path: string): Reply {
  const id = readGuid(path.slice(path.lastIndexOf('/') + 1));
  const row = id === null ? undefined : store.rows('customcontrolresource', { customcontrolresourceid: id })[0];
  const stored = row ? store.file('customcontrolresource', row.id, 'content') : null;
  if (!row || !stored) return plain(404, 'There is no such control file.');
  return fileReply({ partialUrl: String(row.values['name'] ?? '') }, stored);
}
