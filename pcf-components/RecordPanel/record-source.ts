import type { LoadExperience } from '../shared/experience-loader.ts';
import type { PortalClient } from '../shared/portal-client.ts';
import type { DraftStore } from './draft-store.ts';
import type { EntryFormats } from './entry-formats.ts';

/** Which record it is, and how it is reached. */
export interface RecordSource {
  readonly client: PortalClient;
  readonly loadExperience: LoadExperience;
  readonly clickKey: () => string;
  readonly slowAfter: number;
  readonly page: string;
  readonly language: string;
  /** Whether the page was rendered for somebody who had signed in. */
  readonly signedIn: boolean;
  /** Null while the host has not said it yet. */
  readonly form: string | null;
  /** Null: a new record. */
  readonly record: string | null;
  readonly formats: EntryFormats;
  readonly drafts: DraftStore;
  readonly navigate: (address: string) => void;
  /** A row was written. */
  readonly saved: (table: string, id: string) => void;
}
