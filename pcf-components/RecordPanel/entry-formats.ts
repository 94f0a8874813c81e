import { knownLanguage } from '../shared/formats.ts';
import { momentEntryOf } from './moment-entry.ts';
import { numberEntryOf } from './number-entry.ts';

/** How values are typed in a language and a time zone. */
export interface EntryFormats {
  readonly writeNumber: (digits: string) => string;
  readonly readNumber: (typed: string) => string | null;
  readonly writeMoment: (iso: string) => string;
  readonly readMoment: (typed: string) => string | null;
  readonly zone: string;
  /** What stands for a chosen row whose name the person may not see. */
  readonly unnamed: string;
}

export const entryFormatsFor = (
  language: string,
  { timeZone, unnamed }: { readonly timeZone?: string | undefined; readonly unnamed: string },
): EntryFormats => {
  const tag = knownLanguage(language);
  const number = numberEntryOf(tag);
  const moment = momentEntryOf(tag, timeZone);
  return {
    writeNumber: number.write,
    readNumber: number.read,
    writeMoment: moment.write,
    readMoment: moment.read,
    zone: moment.zone,
    unnamed,
  };
};
