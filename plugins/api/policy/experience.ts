import type { ExperienceDefinition } from '../../../contracts/index.ts';
import { isList, isObject, own } from '../json.ts';
import { isAction, isDefault } from './action-shape.ts';
import { isDashboard, isForm, isNeed, isPersona, isSort, isTile } from './dashboard-shape.ts';
import { isAbsentOr, isListOf, isNumber, isText, isTexts } from './shapes.ts';

const isMenuItem = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.name) &&
  isTexts(value.titles) &&
  isText(value.url) &&
  typeof value.order === 'number' &&
  isAbsentOr(value.needs, isNeed);
const isColumn = (value: unknown): boolean => isObject(value) && isText(value.name) && isTexts(value.titles);
const isGrid = (value: unknown): boolean =>
  isObject(value) &&
  [value.name, value.table].every(isText) &&
  isTexts(value.titles) &&
  isListOf(value.columns, isColumn) &&
  isListOf(value.sort, isSort) &&
  isListOf(value.search, isText) &&
  isNumber(value.pageSize) &&
  isAbsentOr(value.filter, (filter) => isList(filter) || isObject(filter)) &&
  isAbsentOr(value.open, isText) &&
  isAbsentOr(value.actions, (actions) => typeof actions === 'boolean');

/** The pack's experience; null where a part has not the shape that the contracts give it. */
export function experienceIn(value: unknown): ExperienceDefinition | null {
  const whole =
    isObject(value) &&
    isListOf(value.languages, isText) &&
    isListOf(value.menu, isMenuItem) &&
    isListOf(value.grids, isGrid) &&
    isAbsentOr(value.actions, (actions) => isListOf(actions, isAction)) &&
    isAbsentOr(value.personas, (personas) => isListOf(personas, isPersona)) &&
    isAbsentOr(value.dashboards, (dashboards) => isListOf(dashboards, isDashboard)) &&
    isAbsentOr(value.tiles, (tiles) => isListOf(tiles, isTile)) &&
    isAbsentOr(value.forms, (forms) => isListOf(forms, isForm)) &&
    isAbsentOr(value.defaults, (defaults) => isListOf(defaults, isDefault));
  return whole ? (value as unknown as ExperienceDefinition) : null;
}

/** A text in a language, else in the first language that has one. @example textIn({ en: 'Orders' }, 'de', ['en', 'de']) // 'Orders' */
export function textIn(texts: { readonly [language: string]: string }, language: string, languages: readonly string[]): string {
  const candidates = [language].concat(languages, Object.keys(texts));
  for (let index = 0; index < candidates.length; index++) {
    const text = own(texts, candidates[index] ?? '');
    if (text) return text;
  }
  return '';
}

/** The language asked for, else its main part (`de` of `de-AT`), else the site's first. */
export function languageOf(asked: string | undefined, languages: readonly string[]): string {
  const wanted = asked ?? '';
  const main = wanted.split('-')[0] ?? '';
  return [wanted, main].filter((each) => languages.indexOf(each) >= 0)[0] ?? languages[0] ?? 'en';
}
