import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A path for a database file that is removed when the test ends. */
export function temporaryFile(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'dataverse.sqlite');
}
