/** What the page's own address says to the controls on it. Values are a visitor's text until the server has judged them. */
const nameShape = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/;

const nameIn = (search: string, parameter: string): string | null => {
  const value = new URLSearchParams(search).get(parameter);
  return value !== null && nameShape.test(value) ? value : null;
};

/** `?tab=overview` → `overview`; null where there is none, or none that could be the name of a tab. */
export const tabIn = (search: string): string | null => nameIn(search, 'tab');

/** `?tile=overdue&value=2` → the tile, and the group of its chart, by which the person came; null where they came otherwise. */
export const drillIn = (search: string): { readonly tile: string; readonly value?: string } | null => {
  const tile = nameIn(search, 'tile');
  if (tile === null) return null;
  const value = new URLSearchParams(search).get('value');
  return { tile, ...(value !== null && value.length <= 400 ? { value } : {}) };
};

/** An address with some parameters set, or taken out (null); what else it says stays. */
export const withParameters = (address: string, parameters: { readonly [name: string]: string | null }): string => {
  const [rest = '', fragment] = address.split('#', 2);
  const [path = '', search = ''] = rest.split('?', 2);
  const all = new URLSearchParams(search);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) all.delete(name);
    else all.set(name, value);
  }
  const text = all.toString();
  return `${path}${text === '' ? '' : `?${text}`}${fragment === undefined ? '' : `#${fragment}`}`;
};
