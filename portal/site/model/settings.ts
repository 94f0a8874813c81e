import type { SiteDiagnostic } from '../diagnostics.ts';
import type { SiteStore } from '../store.ts';
import { type Component, lookupId } from './component.ts';
import { foldName } from './types.ts';

/** Site settings by folded name. `source: 1` takes the value from the environment variable that `envvar_schema` names. */
export function readSettings(
  components: readonly Component[],
  store: SiteStore,
  report: (diagnostic: SiteDiagnostic) => void,
): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const { name, content } of components) {
    const schema = content.integer('source') === 1 ? content.text('envvar_schema') : null;
    const value = schema === null ? (content.text('value') ?? '') : environmentVariable(store, schema);
    if (value !== null) settings.set(foldName(name), value);
    else
      report({
        kind: 'setting',
        where: `site setting “${name}”`,
        message: `Its environment variable \`${schema}\` has no value and no default.`,
      });
  }
  return settings;
}

/** The value of an environment variable, else its default; null when it has neither or does not exist. */
export function environmentVariable(store: SiteStore, schemaName: string): string | null {
  const wanted = schemaName.toLowerCase();
  const definition = store
    .rows('environmentvariabledefinition')
    .find((row) => String(row.values['schemaname'] ?? '').toLowerCase() === wanted);
  if (!definition) return null;
  const value = store
    .rows('environmentvariablevalue')
    .find((row) => lookupId(row.values['environmentvariabledefinitionid']) === definition.id)?.values['value'];
  const text = value ?? definition.values['defaultvalue'];
  return text === undefined ? null : String(text);
}
