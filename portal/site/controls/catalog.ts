import { XMLParser } from 'fast-xml-parser';
import { lookupId } from '../model/component.ts';
import type { SiteStore } from '../store.ts';

/** A code component as it was imported. */
export interface ImportedControl {
  /** Full name with the publisher's prefix, e.g. `sample_Sample.Grid`; names do not mind letter case. */
  readonly name: string;
  readonly namespace: string;
  readonly constructorName: string;
  readonly version: string;
  readonly properties: readonly {
    readonly name: string;
    readonly type: string;
    readonly usage: string;
    readonly required: boolean;
    readonly fallback: string | null;
  }[];
  readonly resources: readonly ControlResource[];
}

export interface ControlResource {
  readonly kind: 'code' | 'css' | 'resx' | 'img';
  readonly path: string;
  /** Language code of a resx, e.g. 1033. */
  readonly lcid: number | null;
  readonly url: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  isArray: (name) => ['property', 'code', 'css', 'resx', 'img', 'type'].includes(name),
  processEntities: false,
});

/** The control of that name, read from its imported manifest; null when there is none or its manifest cannot be read. */
export function findControl(store: Pick<SiteStore, 'rows'>, name: string): ImportedControl | null {
  const row = store.rows('customcontrol').find((each) => String(each.values['name'] ?? '').toLowerCase() === name.toLowerCase());
  if (!row) return null;
  const files = store
    .rows('customcontrolresource', { customcontrolid: row.id })
    .filter((each) => lookupId(each.values['customcontrolid']) === row.id)
    .map((each) => ({ id: each.id, path: String(each.values['name'] ?? '') }));
  return readManifest(String(row.values['name']), String(row.values['manifest'] ?? ''), files);
}

interface ManifestElement {
  readonly [name: string]: string | ManifestElement | readonly ManifestElement[] | undefined;
}

/** Reads a `ControlManifest.xml`. Files are found by the path that the manifest names, with or without the control's folder. */
export function readManifest(
  name: string,
  manifest: string,
  files: readonly { readonly id: string; readonly path: string }[],
): ImportedControl | null {
  const control = elementAt(elementAt(parseManifest(manifest), 'manifest'), 'control');
  const constructorName = textAt(control, 'constructor');
  const namespace = textAt(control, 'namespace');
  if (!control || !constructorName || !namespace) return null;
  const resources = elementAt(control, 'resources');
  const urlOf = (path: string): string | null => {
    const wanted = path.toLowerCase();
    const file =
      files.find((each) => each.path.toLowerCase() === wanted) ?? files.find((each) => each.path.toLowerCase().endsWith(`/${wanted}`));
    return file ? `/_pcfwebresource/${file.id}` : null;
  };
  return {
    name,
    namespace,
    constructorName,
    version: textAt(control, 'version') ?? '0.0.0',
    properties: elementsAt(control, 'property').map((each) => ({
      name: textAt(each, 'name') ?? '',
      type: textAt(each, 'of-type') ?? 'SingleLine.Text',
      usage: textAt(each, 'usage') ?? 'input',
      required: textAt(each, 'required') === 'true',
      fallback: textAt(each, 'default-value'),
    })),
    resources: (['code', 'css', 'resx', 'img'] as const).flatMap((kind) =>
      elementsAt(resources, kind).flatMap((each): readonly ControlResource[] => {
        const path = textAt(each, 'path') ?? '';
        const url = urlOf(path);
        return url === null ? [] : [{ kind, path, lcid: kind === 'resx' ? lcidOf(path) : null, url }];
      }),
    ),
  };
}

function parseManifest(text: string): ManifestElement | null {
  // A manifest needs no document type; without one there are no entities to expand.
  if (/<!DOCTYPE/i.test(text)) return null;
  try {
    return parser.parse(text) as ManifestElement;
  } catch {
    return null;
  }
}

const elementAt = (element: ManifestElement | null, name: string): ManifestElement | null => {
  const found = element?.[name];
  return typeof found === 'object' && !Array.isArray(found) ? (found as ManifestElement) : null;
};
const elementsAt = (element: ManifestElement | null, name: string): readonly ManifestElement[] => {
  const found = element?.[name];
  return Array.isArray(found) ? (found as readonly ManifestElement[]) : [];
};
const textAt = (element: ManifestElement | null, name: string): string | null => {
  const found = element?.[`@${name}`];
  return typeof found === 'string' ? found : null;
};
const lcidOf = (path: string): number | null => Number(/\.(\d{4,5})\.resx$/i.exec(path)?.[1] ?? Number.NaN) || null;
