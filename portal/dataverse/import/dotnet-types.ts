/**
 * The plug-in types of a managed assembly, `Namespace.Type`: public classes that implement `IPlugin`, themselves or by a class of the
 * same assembly. Null when the bytes are no managed assembly. Source of the layout: ECMA-335, partition II, chapters 22 to 25.
 */
export function pluginTypesOf(bytes: Uint8Array): readonly string[] | null {
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

const [MODULE, TYPE_REF, TYPE_DEF, FIELD, METHOD, PARAM, INTERFACE_IMPL] = [0, 1, 2, 4, 6, 8, 9];
const [MODULE_REF, TYPE_SPEC, ASSEMBLY_REF] = [0x1a, 0x1b, 0x23];
/** Tables that only uncompressed (edit-and-continue) metadata has, between those that are read. */
const POINTER_TABLES = [3, 5, 7];
const IS_PUBLIC = 1;
const INTERFACE_OR_ABSTRACT = 0xa0;
const PLUGIN_INTERFACE = 'Microsoft.Xrm.Sdk.IPlugin';

type Layout = { readonly start: number; readonly size: number; readonly count: number };
type Tables = {
  readonly typeRefs: Layout;
  readonly typeDefs: Layout;
  readonly interfaces: Layout;
  readonly textSize: number;
  readonly scopeSize: number;
  readonly typeDefIndexSize: number;
  readonly typeIndexSize: number;
};

/** Finds the tables of types in the metadata stream: their places follow from the sizes of all rows before them. */
function layoutOf(view: DataView, stream: number): Tables {
  const heaps = view.getUint8(stream + 6);
  const valid = view.getBigUint64(stream + 8, true);
  const rows = new Map<number, number>();
  let at = stream + 24;
  for (let table = 0; table < 64; table++) {
    if (((valid >> BigInt(table)) & 1n) === 0n) continue;
    if (POINTER_TABLES.includes(table)) stop();
    rows.set(table, view.getUint32(at, true));
    at += 4;
  }
  const [textSize, guidSize, blobSize] = [heaps & 1 ? 4 : 2, heaps & 2 ? 4 : 2, heaps & 4 ? 4 : 2];
  const count = (table: number) => rows.get(table) ?? 0;
  const indexSize = (tables: readonly number[], tagBits: number) => (Math.max(...tables.map(count)) < 2 ** (16 - tagBits) ? 2 : 4);
  const scopeSize = indexSize([MODULE, MODULE_REF, ASSEMBLY_REF, TYPE_REF], 2);
  const typeIndexSize = indexSize([TYPE_DEF, TYPE_REF, TYPE_SPEC], 2);
  const typeDefIndexSize = indexSize([TYPE_DEF], 0);
  const place = (table: number, size: number): Layout => {
    const layout = { start: at, size, count: count(table) };
    at += layout.count * size;
    return layout;
  };
  place(MODULE, 2 + textSize + 3 * guidSize);
  const typeRefs = place(TYPE_REF, scopeSize + 2 * textSize);
  const typeDefs = place(TYPE_DEF, 4 + 2 * textSize + typeIndexSize + indexSize([FIELD], 0) + indexSize([METHOD], 0));
  place(FIELD, 2 + textSize + blobSize);
  place(METHOD, 8 + textSize + blobSize + indexSize([PARAM], 0));
  place(PARAM, 4 + textSize);
  const interfaces = place(INTERFACE_IMPL, typeDefIndexSize + typeIndexSize);
  return { typeRefs, typeDefs, interfaces, textSize, scopeSize, typeDefIndexSize, typeIndexSize };
}

function readTypes(view: DataView, bytes: Uint8Array): string[] {
  const streams = streamsOf(view, bytes, metadataAt(view));
  const [stream, strings] = [streams.get('#~') ?? stop(), streams.get('#Strings') ?? stop()];
  const { typeRefs, typeDefs, interfaces, textSize, scopeSize, typeDefIndexSize, typeIndexSize } = layoutOf(view, stream);
  const number = (at: number, size: number) => (size === 4 ? view.getUint32(at, true) : view.getUint16(at, true));
  const text = (at: number) => {
    const start = strings + number(at, textSize);
    return new TextDecoder().decode(bytes.subarray(start, bytes.indexOf(0, start)));
  };
  const fullName = (at: number) => [text(at + textSize), text(at)].filter((part) => part !== '').join('.');
  const rowOf = (layout: Layout, index: number) =>
    index >= 1 && index <= layout.count ? layout.start + (index - 1) * layout.size : stop();
  const isInterface = (coded: number) => (coded & 3) === 1 && fullName(rowOf(typeRefs, coded >> 2) + scopeSize) === PLUGIN_INTERFACE;
  const direct = new Set<number>();
  for (let index = 1; index <= interfaces.count; index++) {
    const at = rowOf(interfaces, index);
    if (isInterface(number(at + typeDefIndexSize, typeIndexSize))) direct.add(number(at, typeDefIndexSize));
  }
  const isPlugin = (index: number, depth: number): boolean => {
    if (direct.has(index)) return true;
    const base = number(rowOf(typeDefs, index) + 4 + 2 * textSize, typeIndexSize);
    return depth < 32 && (base & 3) === 0 && base >> 2 > 0 && isPlugin(base >> 2, depth + 1);
  };
  return Array.from({ length: typeDefs.count }, (_, index) => index + 1).flatMap((index) => {
    const at = rowOf(typeDefs, index);
    const flags = view.getUint32(at, true);
    const isCandidate = (flags & 7) === IS_PUBLIC && (flags & INTERFACE_OR_ABSTRACT) === 0;
    return isCandidate && isPlugin(index, 0) ? [fullName(at + 4)] : [];
  });
}
