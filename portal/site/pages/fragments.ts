import { type CachedFragment, renderCacheable, renderLiquid, resolveSubstitutions } from '../../liquid/index.ts';
import { type EnvironmentOptions, environmentFor } from '../liquid/environment.ts';
import { settingFlag } from '../model/types.ts';

/** Rendered headers and footers that all visitors share until the configuration is read again. */
export interface FragmentCache {
  readonly render: (kind: 'Header' | 'Footer', options: EnvironmentOptions) => Promise<string>;
}

/**
 * Output caching of header and footer, on unless `Header/OutputCache/Enabled` or `Footer/OutputCache/Enabled` is false. Like on the
 * platform the first visitor's render is everybody's: only what stands in `substitution` is worked out per request.
 */
export function createFragmentCache(): FragmentCache {
  const kept = new Map<string, Promise<CachedFragment>>();
  let generation = -1;
  return {
    render: async (kind, options) => {
      const { visit, host } = options;
      const template = kind === 'Header' ? visit.site.headerTemplate : visit.site.footerTemplate;
      if (!template) return '';
      const where = `web template “${template.name}”`;
      if (!settingFlag(visit.site, `${kind}/OutputCache/Enabled`, true))
        return renderLiquid(template.source, environmentFor({ ...options, where }));
      if (generation !== visit.generation) kept.clear();
      generation = visit.generation;
      const key = JSON.stringify([kind, template.id, visit.language.id]);
      const onUserRead = (column: string): void =>
        host.diagnostics.report({
          kind: 'cache',
          where,
          message: `\`user.${column}\` is read outside of a substitution: the ${kind.toLowerCase()} is cached, so one visitor's value is shown to all.`,
        });
      const fragment = kept.get(key) ?? renderCacheable(template.source, environmentFor({ ...options, where, onUserRead }));
      kept.set(key, fragment);
      fragment.catch(() => kept.delete(key));
      return resolveSubstitutions(await fragment, environmentFor({ ...options, where }));
    },
  };
}
