import { inflateRawSync } from 'node:zlib';

/** What a zip may hold at most; everything above is refused before it is unpacked. */
export const ZIP_LIMITS = { entries: 5000, entryBytes: 64 * 1024 * 1024, totalBytes: 256 * 1024 * 1024, ratio: 400 } as const;

export type ZipReading =
  | { readonly kind: 'entries'; readonly entries: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

class ZipProblem extends Error {}
const refuse = (message: string): never => {
  throw new ZipProblem(message);
};

/**
 * Unpacks a zip strictly: stored or deflated entries only, plain relative paths, no name twice, sizes and checksums as declared.
 * Directory entries are left out. Never throws on hostile bytes.
 */
export function readZip(bytes: Uint8Array): ZipReading {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const listed = readDirectory(bytes, view);
    checkEntries(listed, bytes.length);
    const files = listed.filter((entry) => !entry.name.endsWith('/'));
    return { kind: 'entries', entries: new Map(files.map((entry) => [entry.name, unpack(bytes, view, entry)])) };
  } catch (error) {
    if (error instanceof ZipProblem) return { kind: 'problems', problems: [error.message] };
    if (error instanceof RangeError) return { kind: 'problems', problems: ['the zip is cut off or damaged'] };
    throw error;
  }
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

function endOfDirectory(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65535); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return refuse('the file is not a zip');
}

function readDirectory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) refuse('the zip is spread over several files');
  if (count > ZIP_LIMITS.entries) refuse(`the zip holds more than ${ZIP_LIMITS.entries} files`);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) refuse('the directory of the zip is damaged');
    if ((view.getUint16(at + 8, true) & 1) !== 0) refuse('the zip is encrypted');
    const [nameLength, extraLength, commentLength] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
    ];
    entries.push({
      name: textOf(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('the zip holds a file name that is not UTF-8');
  }
}

function checkEntries(entries: readonly Entry[], length: number): void {
  const names = new Set<string>();
  let [packed, size] = [0, 0];
  for (const entry of entries) {
    checkName(entry.name);
    const folded = entry.name.toLowerCase();
    if (names.has(folded)) refuse(`the zip holds \`${entry.name}\` twice`);
    names.add(folded);
    if (entry.method !== 0 && entry.method !== 8) refuse(`\`${entry.name}\` is packed by a method other than deflate`);
    if (entry.size > ZIP_LIMITS.entryBytes) refuse(`\`${entry.name}\` is larger than ${ZIP_LIMITS.entryBytes} bytes`);
    if (entry.size > 1024 * 1024 && entry.size > entry.packed * ZIP_LIMITS.ratio)
      refuse(`\`${entry.name}\` unpacks to far more than it is`);
    packed += entry.packed;
    size += entry.size;
  }
  if (packed > length) refuse('the files of the zip overlap');
  if (size > ZIP_LIMITS.totalBytes) refuse(`the zip unpacks to more than ${ZIP_LIMITS.totalBytes} bytes`);
}

function checkName(name: string): void {
  const shown = JSON.stringify(name.slice(0, 120));
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\\:\u0000-\u001f]/.test(name) || parts.some((part) => part === '' || part === '.' || part === '..')) {
    refuse(`the zip holds the path ${shown}, which is not a plain relative path`);
  }
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  if (view.getUint32(entry.offset, true) !== LOCAL_ENTRY) refuse(`\`${entry.name}\` is damaged`);
  const nameLength = view.getUint16(entry.offset + 26, true);
  if (textOf(bytes.subarray(entry.offset + 30, entry.offset + 30 + nameLength)) !== entry.name) refuse(`\`${entry.name}\` has two names`);
  const start = entry.offset + 30 + nameLength + view.getUint16(entry.offset + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) refuse(`\`${entry.name}\` is cut off`);
  const content = entry.method === 0 ? packed.slice() : inflate(packed, entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) refuse(`\`${entry.name}\` is not what the zip says it is`);
  return content;
}

function inflate(packed: Uint8Array, entry: Entry): Uint8Array {
  try {
    return new Uint8Array(inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) }));
  } catch {
    return refuse(`\`${entry.name}\` cannot be unpacked`);
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) value = (CRC_TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
