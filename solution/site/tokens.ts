import {
  apis,
  baseWebRoles,
  controls,
  environmentVariables,
  mountScript,
  publisher,
  serverLogics,
  serverLogicUrl,
  siteSettings,
  siteSnippets,
  tokenHeader,
  tokenUrl,
  webTemplates,
} from '../../contracts/index.ts';

type NamedValues = { readonly [token: string]: string };

const under = <T>(group: string, of: { readonly [key: string]: T }, value: (each: T, key: string) => string): NamedValues =>
  Object.fromEntries(Object.entries(of).map(([key, each]) => [`${group}.${key}`, value(each, key)]));

const withoutPrefix = (schemaName: string): string => {
  const bare = schemaName.slice(publisher.prefix.length + 1);
  return bare.charAt(0).toLowerCase() + bare.slice(1);
};

const itself = (name: string): string => name;

/** Every name that templates and site descriptions may take from the contract, e.g. `controls.SecureGrid`. */
export const tokens: NamedValues = {
  ...under('apis', apis, (api) => api.uniqueName),
  ...under('controls', controls, (control) => control.uniqueName),
  ...Object.fromEntries(environmentVariables.map(({ schemaName }) => [`environment.${withoutPrefix(schemaName)}`, schemaName])),
  ...Object.fromEntries(
    environmentVariables.map(({ schemaName, defaultValue }) => [`defaults.${withoutPrefix(schemaName)}`, defaultValue]),
  ),
  ...under('mountScript', mountScript, itself),
  ...under('serverLogic', serverLogics, (logic) => logic.name),
  ...under('serverLogicUrl', serverLogics, (_, key) => serverLogicUrl(key as keyof typeof serverLogics)),
  ...under('settings', siteSettings, itself),
  ...under('snippets', siteSnippets, itself),
  ...under('token', { header: tokenHeader, url: tokenUrl }, itself),
  ...under('webRoles', baseWebRoles, itself),
  ...under('webTemplates', webTemplates, itself),
};

/** `@@group.name@@`, on one line and short, so that a lone `@@` of a text is not taken for a token. */
const tokenPattern = /@@([^@\s]{1,80})@@/g;

/** Replaces every token; an unknown one stays and is reported by its name. */
export function replaceTokens(text: string, onUnknown: (token: string) => void): string {
  return text.replace(tokenPattern, (whole, token: string) => {
    const value = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    if (value === undefined) onUnknown(token);
    return value ?? whole;
  });
}

/** The same in every text of parsed YAML. */
export function replaceTokensIn(value: unknown, path: string, onUnknown: (path: string, token: string) => void): unknown {
  if (typeof value === 'string') return replaceTokens(value, (token) => onUnknown(path, token));
  if (Array.isArray(value)) return value.map((each, index) => replaceTokensIn(each, `${path}[${index}]`, onUnknown));
  if (typeof value !== 'object' || value === null) return value;
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceTokensIn(each, at(key), onUnknown)]));
}
