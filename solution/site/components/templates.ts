import type { Site } from '../description.ts';
import { type ComponentFacts, idIn } from './component.ts';
import { sourceText } from './sources.ts';

/** Page template type: rendered by a web template (756150000 would rewrite to a platform page). */
const byWebTemplate = 756150001;

export const webTemplates = (site: Site): readonly ComponentFacts[] =>
  site.description.webTemplates.map(({ name, source }) => ({
    kind: 'web template',
    name,
    content: { source: sourceText(site, source) },
  }));

export const pageTemplates = (site: Site): readonly ComponentFacts[] =>
  site.description.pageTemplates.map((template) => ({
    kind: 'page template',
    name: template.name,
    content: {
      description: template.description,
      entityname: 'adx_webpage',
      isdefault: template.default ?? false,
      type: byWebTemplate,
      usewebsiteheaderandfooter: template.wrapped,
      webtemplateid: idIn(site)('web template', template.webTemplate),
    },
  }));
