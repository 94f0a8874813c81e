import type { Localized, OtherLanguage, Site } from '../description.ts';
import type { ComponentFacts } from './component.ts';

const snippetTypes = { text: 756150000, html: 756150001 } as const;

/** `source` of a setting: its value comes from an environment variable. */
const fromEnvironment = 1;

export const publishingStates = (site: Site): readonly ComponentFacts[] =>
  site.description.publishingStates.map((state, index) => ({
    kind: 'publishing state',
    name: state.name,
    content: { displayorder: state.order ?? index + 1, isdefault: state.default ?? false, isvisible: state.visible ?? true },
  }));

export const settings = (site: Site): readonly ComponentFacts[] =>
  site.description.settings.map((setting) => ({
    kind: 'setting',
    name: setting.name,
    content:
      setting.environmentVariable === undefined
        ? { description: setting.description, value: setting.value ?? '' }
        : { description: setting.description, envvar_schema: setting.environmentVariable, source: fromEnvironment },
  }));

const inLanguage = (of: Localized, code: string): string => (typeof of === 'string' ? of : (of[code] ?? ''));

export type NeutralSnippet = ComponentFacts & { readonly kind: 'snippet' };

/** The text of a language that the platform does not have, in a snippet without language: `<name>/<code>`. */
export const neutralSnippet = (name: string, { code }: OtherLanguage, value: string): NeutralSnippet => ({
  kind: 'snippet',
  name: `${name}/${code}`,
  content: { display_name: `${name}/${code}`, type: snippetTypes.text, value },
});

/** A snippet is one component per language. */
export const snippets = (site: Site): readonly ComponentFacts[] =>
  site.description.snippets.flatMap((snippet) => [
    ...site.languages.map((language) => ({
      kind: 'snippet' as const,
      name: snippet.name,
      language,
      content: {
        display_name: snippet.name,
        type: snippetTypes[snippet.type ?? 'text'],
        value: inLanguage(snippet.value, language.code),
      },
    })),
    ...(typeof snippet.value === 'string'
      ? []
      : site.otherLanguages.map((language) => neutralSnippet(snippet.name, language, inLanguage(snippet.value, language.code)))),
  ]);
