import { order } from '../compare.ts';
import { LiquidError } from '../errors.ts';
import { roundDecimal, toJsNumber } from '../number.ts';
import { printValue } from '../print.ts';
import { isNil } from '../value.ts';
import { asInt, asText, type Filter, type FilterTools, optional, required, textFilter } from './filter.ts';
import { decimalOf } from './math.ts';

/** The portal's own filters. */
export const portalFilters: Readonly<Record<string, Filter>> = {
  default: { input: 'any', parameters: [required('default', 'any')], run: (input, [fallback]) => (isNil(input) ? fallback : input) },
  file_size: { input: 'any', parameters: [optional('precision', 'int', 1)], run: (input, [places]) => fileSize(input, asInt(places)) },
  has_role: { input: 'any', parameters: [required('roleName', 'string')], run: hasRole },
  liquid: {
    input: 'any',
    parameters: [],
    run: async (input, _values, tools) => (isNil(input) ? null : await tools.render(printValue(input))),
  },
  current_sort: textFilter([required('attribute', 'string')], (text, [attribute]) => currentSort(text, asText(attribute))),
  reverse_sort: textFilter([], (text) => (text.trim().toLowerCase() === 'desc' ? 'ASC' : 'DESC')),
  search_filter_options: textFilter([], (text) => searchOptions(text)),
  metafilters: unavailable('metafilters'),
  web_template: unavailable('web_template'),
};

function unavailable(name: string): Filter {
  return {
    input: 'any',
    parameters: [optional('first', 'any', null), optional('second', 'any', null)],
    run: () => {
      throw new LiquidError(`the filter '${name}' is not available in the local portal`);
    },
  };
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];

function fileSize(input: unknown, places: number): string | null {
  if (isNil(input)) return null;
  let size = toJsNumber(roundDecimal(decimalOf(input), 0));
  if (size < 0) throw new LiquidError('Value was either too large or too small for a UInt64.');
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return unit === 0 ? `${size} ${units[0]}` : `${size.toFixed(Math.min(20, Math.max(0, places)))} ${units[unit]}`;
}

/** Whether a user holds a web role of exactly that name; nobody's roles for anything that is not a user. */
async function hasRole(input: unknown, [role]: readonly unknown[], tools: FilterTools): Promise<boolean> {
  if (isNil(input) || typeof input === 'string' || typeof role !== 'string') return false;
  const roles = await tools.items(await tools.member(input, 'roles'));
  return roles?.some((held) => typeof held === 'string' && held === role) ?? false;
}

function currentSort(expression: string, attribute: string): string | null {
  for (const part of expression.split(',')) {
    const [name = '', direction = 'ASC'] = part.trim().split(/\s+/);
    if (order(name.toLowerCase(), attribute.toLowerCase()) === 0) return direction.toUpperCase();
  }
  return null;
}

function searchOptions(text: string): readonly { readonly key: string; readonly value: string }[] {
  return text
    .split(';')
    .map((option) => option.split(':'))
    .filter((parts) => parts.length === 2)
    .map(([label = '', tables = '']) => ({ key: label.trim(), value: tables.trim() }));
}
