/** A managed assembly's public classes: `Namespace.Type`. Source of the layout: ECMA-335, partition II, chapters 24 and 25. */
export function publicClassesOf(bytes: Uint8Array): readonly string[] | null {
  try {
    return readTypes(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof NotManaged) return null;
    throw error;
  }
}

class NotManaged extends Error {}
const stop = (): never => {
  throw new NotManaged('not a managed assembly');
};

type Section = { readonly address: number; readonly size: number; readonly file: number };

/** Where the metadata of the assembly begins. */
function metadataAt(view: DataView): number {
  if (view.getUint16(0, true) !== 0x5a4d) stop();
  const pe = view.getUint32(0x3c, true);
  if (view.getUint32(pe, true) !== 0x4550) stop();
  const optional = pe + 24;
  const directories = optional + (view.getUint16(optional, true) === 0x20b ? 112 : 96);
  const first = optional + view.getUint16(pe + 20, true);
  const sections: Section[] = Array.from({ length: view.getUint16(pe + 6, true) }, (_, index) => {
    const at = first + index * 40;
    return { address: view.getUint32(at + 12, true), size: view.getUint32(at + 16, true), file: view.getUint32(at + 20, true) };
  });
  const fileOffset = (address: number): number => {
    const section = sections.find((each) => address >= each.address && address < each.address + each.size);
    return section ? address - section.address + section.file : stop();
  };
  const header = fileOffset(view.getUint32(directories + 14 * 8, true));
  const root = fileOffset(view.getUint32(header + 8, true));
  return view.getUint32(root, true) === 0x424a5342 ? root : stop();
}

function streamsOf(view: DataView, bytes: Uint8Array, root: number): ReadonlyMap<string, number> {
  const streams = new Map<string, number>();
  let at = root + 16 + view.getUint32(root + 12, true);
  const count = view.getUint16(at + 2, true);
  at += 4;
  for (let index = 0; index < count; index++) {
    const end = bytes.indexOf(0, at + 8);
    streams.set(new TextDecoder().decode(bytes.subarray(at + 8, end)), root + view.getUint32(at, true));
    at += 8 + (((end - (at + 8)) >> 2) + 1) * 4;
  }
  return streams;
}

const [MODULE, TYPE_REF, TYPE_DEF, FIELD, METHOD, MODULE_REF, TYPE_SPEC, ASSEMBLY_REF] = [0, 1, 2, 4, 6, 0x1a, 0x1b, 0x23];
const IS_PUBLIC = 1;
const INTERFACE_OR_ABSTRACT = 0xa0;

function readTypes(view: DataView, bytes: Uint8Array): string[] {
  const streams = streamsOf(view, bytes, metadataAt(view));
  const [tables, strings] = [streams.get('#~') ?? stop(), streams.get('#Strings') ?? stop()];
  const heaps = view.getUint8(tables + 6);
  const valid = view.getBigUint64(tables + 8, true);
  const rows = new Map<number, number>();
  let at = tables + 24;
  for (let table = 0; table < 64; table++) {
    if (((valid >> BigInt(table)) & 1n) === 0n) continue;
    rows.set(table, view.getUint32(at, true));
    at += 4;
  }
  const [textSize, guidSize] = [heaps & 1 ? 4 : 2, heaps & 2 ? 4 : 2];
  const indexSize = (tablesOf: readonly number[], tagBits: number) =>
    Math.max(...tablesOf.map((table) => rows.get(table) ?? 0)) < 2 ** (16 - tagBits) ? 2 : 4;
  const moduleSize = 2 + textSize + 3 * guidSize;
  const typeRefSize = indexSize([MODULE, MODULE_REF, ASSEMBLY_REF, TYPE_REF], 2) + 2 * textSize;
  const extendsSize = indexSize([TYPE_DEF, TYPE_REF, TYPE_SPEC], 2);
  const typeDefSize = 4 + 2 * textSize + extendsSize + indexSize([FIELD], 0) + indexSize([METHOD], 0);
  at += (rows.get(MODULE) ?? 0) * moduleSize + (rows.get(TYPE_REF) ?? 0) * typeRefSize;
  const text = (offset: number) => {
    const start = strings + (textSize === 4 ? view.getUint32(offset, true) : view.getUint16(offset, true));
    return new TextDecoder().decode(bytes.subarray(start, bytes.indexOf(0, start)));
  };
  return Array.from({ length: rows.get(TYPE_DEF) ?? 0 }, (_, index) => at + index * typeDefSize).flatMap((row) => {
    const flags = view.getUint32(row, true);
    if ((flags & 7) !== IS_PUBLIC || (flags & INTERFACE_OR_ABSTRACT) !== 0) return [];
    const [name, namespace] = [text(row + 4), text(row + 4 + textSize)];
    return [namespace === '' ? name : `${namespace}.${name}`];
  });
}
