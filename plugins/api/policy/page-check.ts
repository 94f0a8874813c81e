import type { DashboardDefinition, ExperienceDefinition, FormDefinition, PersonaDefinition, StoreFacts } from '../../../contracts/index.ts';
import type { Policy, TableFacts } from '../../../engine/index.ts';
import { own } from '../json.ts';
import { filterValue } from '../rows/filter-value.ts';
import {
  type Check,
  checkAnyColumn,
  checkCondition,
  checkNames,
  checkNeed,
  checkPage,
  checkPersonas,
  checkWhole,
  type ExperienceProblem,
  tableOf,
} from './definition-check.ts';
import { checkGrid, checkTile } from './tile-check.ts';

const MOST_TILES = 24;
const MOST_PERSONAS = 50;

/** What would go wrong on a page with the personas, grids, tiles, dashboards and forms of an experience. */
export function pageProblems(policy: Policy, experience: ExperienceDefinition, store: StoreFacts): readonly ExperienceProblem[] {
  const problems: ExperienceProblem[] = [];
  const { menu, grids, personas = [], dashboards = [], tiles = [], forms = [] } = experience;
  const add = (path: string, message: string): void => {
    problems.push({ path, message });
  };
  const check: Check = { policy, store, personas: namesOf(personas), add };
  checkNames(check, namesOf(menu), 'menu', 'entries');
  checkNames(check, namesOf(personas), 'personas', 'personas');
  checkNames(check, namesOf(grids).concat(namesOf(tiles)), 'tiles', 'tiles or grids');
  checkNames(check, namesOf(dashboards), 'dashboards', 'dashboards');
  checkNames(check, namesOf(forms), 'forms', 'forms');
  if (personas.length > MOST_PERSONAS) add('personas', `are more than ${MOST_PERSONAS}`);
  menu.forEach(({ needs }, index) => {
    checkNeed(check, needs, `menu[${index}].needs`);
  });
  personas.forEach((each, index) => {
    checkPersona(check, each, `personas[${index}]`);
  });
  grids.forEach((each, index) => {
    checkGrid(check, each, `grids[${index}]`);
  });
  tiles.forEach((each, index) => {
    checkTile(check, each, grids, `tiles[${index}]`);
  });
  dashboards.forEach((each, index) => {
    checkDashboard(check, each, namesOf(tiles), `dashboards[${index}]`);
  });
  forms.forEach((each, index) => {
    checkForm(check, each, `forms[${index}]`);
  });
  return problems;
}

const namesOf = (of: readonly { readonly name: string }[]): readonly string[] => of.map(({ name }) => name);

function checkPersona(check: Check, { roles, when }: PersonaDefinition, path: string): void {
  if (roles?.length === 0) check.add(`${path}.roles`, 'names no role; leave it out where any role will do');
  (roles ?? []).forEach((role) => {
    if (own(check.policy.roles, role) === undefined) check.add(`${path}.roles`, `the policy has no role \`${role}\``);
  });
  if (when === undefined) return;
  if (tableOf(check, 'contact', `${path}.when`) !== null) checkCondition(check, 'contact', when, `${path}.when`);
}

function checkDashboard(check: Check, { tabs }: DashboardDefinition, tiles: readonly string[], path: string): void {
  if (tabs.length === 0) check.add(`${path}.tabs`, 'has no tab');
  checkNames(check, namesOf(tabs), `${path}.tabs`, 'tabs');
  tabs.forEach((tab, index) => {
    const at = `${path}.tabs[${index}]`;
    checkPersonas(check, tab.personas, `${at}.personas`);
    if (tab.tiles.length === 0 || tab.tiles.length > MOST_TILES) check.add(`${at}.tiles`, `must name 1 to ${MOST_TILES} tiles`);
    tab.tiles.forEach((name, place) => {
      if (tiles.indexOf(name) < 0) check.add(`${at}.tiles`, `no tile is named \`${name}\``);
      if (tab.tiles.indexOf(name) < place) check.add(`${at}.tiles`, `\`${name}\` stands twice`);
    });
  });
}

function checkForm(check: Check, form: FormDefinition, path: string): void {
  const facts = tableOf(check, form.table, `${path}.table`);
  checkPage(check, form.page, `${path}.page`);
  checkNames(check, namesOf(form.sections), `${path}.sections`, 'sections');
  const columns: string[] = [];
  form.sections.forEach(({ fields }, section) => {
    fields.forEach((field, index) => {
      const at = `${path}.sections[${section}].fields[${index}]`;
      if (columns.indexOf(field.column) >= 0) check.add(at, `\`${field.column}\` stands twice on the form`);
      columns.push(field.column);
      if (facts !== null) checkField(check, facts, field, at);
    });
  });
}

type Field = FormDefinition['sections'][number]['fields'][number];

function checkField(check: Check, facts: TableFacts, { column, lines, options }: Field, path: string): void {
  checkAnyColumn(check, facts, column, path);
  if (lines !== undefined) {
    checkWhole(check, lines, 1, 50, `${path}.lines`);
    if (own(facts.columns, column) !== 'text') check.add(`${path}.lines`, `\`${column}\` is no text`);
  }
  if (options === undefined || own(facts.columns, column) === undefined) return;
  if (own(facts.columns, column) !== 'choice') check.add(`${path}.options`, `\`${column}\` is no choice`);
  else
    options.forEach(({ value }) => {
      if (filterValue(facts, column, value) === null) check.add(`${path}.options`, `\`${value}\` does not fit \`${column}\``);
    });
}
