import { randomBytes } from 'node:crypto';
import { escapeHtml } from '../pages/html.ts';
import type { ImportedControl } from './catalog.ts';
import type { ControlPlace } from './place.ts';

/**
 * The markup of a code component in the shape seen on the platform: a configuration element, the element that the control mounts
 * into, and a hidden input that carries its value. Properties that the manifest does not declare are left out.
 */
export function controlMarkup(control: ImportedControl, properties: Readonly<Record<string, unknown>>): string {
  const id = `pcf_${randomBytes(6).toString('hex')}`;
  const given = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]));
  const parameters = Object.fromEntries(
    control.properties.map(({ name, type, fallback }) => [name, { type, value: textOf(given.get(name.toLowerCase())) ?? fallback }]),
  );
  const urls = (kind: 'code' | 'css') => control.resources.filter((each) => each.kind === kind).map(({ url }) => url);
  const place: ControlPlace = {
    name: control.name,
    namespace: control.namespace,
    constructorName: control.constructorName,
    version: control.version,
    parameters,
    code: urls('code'),
    css: urls('css'),
    resx: control.resources.filter(({ kind }) => kind === 'resx').map(({ lcid, url }) => ({ lcid, url })),
  };
  return (
    `<div class="pcf-control-config" id="PcfControlConfig_${id}" data-control="${escapeHtml(JSON.stringify(place))}" hidden></div>` +
    `<div class="pcf-control-view" id="${id}_ControlView"></div>` +
    `<input type="hidden" id="${id}" name="${id}" value="">`
  );
}

/** The properties that a tag gives but the manifest does not know. */
export function unknownProperties(control: ImportedControl, properties: Readonly<Record<string, unknown>>): readonly string[] {
  const known = new Set(control.properties.map(({ name }) => name.toLowerCase()));
  return Object.keys(properties).filter((name) => !known.has(name.toLowerCase()));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? null : String(value);
}
