import { createHash } from 'node:crypto';
import SQLite from 'better-sqlite3';

/** A hash over every table, row and cell of a database file: equal before and after means that nothing was left behind. */
export function databaseHash(file: string): string {
  const db = new SQLite(file, { readonly: true });
  try {
    const hash = createHash('sha256');
    const tables = db.prepare<[], { name: string; sql: string | null }>('SELECT name, sql FROM sqlite_master ORDER BY type, name').all();
    for (const { name, sql } of tables) {
      hash.update(`${name}\n${sql ?? ''}\n`);
      if (!/^CREATE TABLE/i.test(sql ?? '')) continue;
      for (const row of db.prepare(`SELECT * FROM "${name}" ORDER BY rowid`).raw().iterate()) hash.update(JSON.stringify(row));
    }
    return hash.digest('hex');
  } finally {
    db.close();
  }
}
