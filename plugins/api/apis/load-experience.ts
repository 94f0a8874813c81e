import type { ExperienceRequest, ExperienceResult, GridDefinition, GridExperience, NavigationItem } from '../../../contracts/index.ts';
import { own } from '../json.ts';
import { names } from '../names.ts';
import { done, type Outcome } from '../outcome.ts';
import { languageOf, textIn } from '../policy/experience.ts';
import { visitorApi } from '../registered.ts';
import { notUnderstood } from '../request.ts';
import { typeOf } from '../rows/column-types.ts';
import type { VisitorSession } from '../session.ts';
import { isPossible } from './possible.ts';
import { aboutQuery, query } from './query-records.ts';

/** What one page shows: the navigation, and each grid with its first page. One round trip per page view. */
export const loadExperience = visitorApi<ExperienceRequest, ExperienceResult>({
  api: names.apis.LoadExperience,
  // What stands behind `?` may be a token or an address: no business of the audit's.
  about: ({ page, grids }) => ({ details: { page: page.split('?')[0], ...(grids === undefined ? {} : { grids }) } }),
  handle: load,
});

function load(session: VisitorSession, { page, grids, language: asked }: ExperienceRequest): Outcome<ExperienceResult> {
  const { experience } = session.active;
  const language = languageOf(asked, experience.languages);
  const wanted = (grids ?? []).filter((name, index, all) => all.indexOf(name) === index);
  const unknown = wanted.filter((name) => experience.grids.every((grid) => grid.name !== name))[0];
  if (unknown !== undefined) return notUnderstood(`no grid is named \`${unknown}\``);
  return done({
    person: { kind: session.principal.kind === 'contact' ? 'contact' : 'anonymous', name: session.person?.name ?? null },
    language,
    navigation: navigationOf(session, page, language),
    grids: wanted.map((name) => gridOf(session, experience.grids.filter((grid) => grid.name === name)[0] as GridDefinition, language)),
  });
}

const samePage = (left: string, right: string): boolean => {
  const bare = (url: string): string => (url.length > 1 && url.charAt(url.length - 1) === '/' ? url.slice(0, -1) : url);
  return bare(left) === bare(right);
};

/** The entries that the policy does not rule out. Hiding one is no guard: the page behind it asks again. */
function navigationOf(session: VisitorSession, page: string, language: string): readonly NavigationItem[] {
  const { menu, languages } = session.active.experience;
  return menu
    .filter(({ needs }) => {
      if (needs === undefined) return true;
      return 'signedIn' in needs ? session.principal.kind === 'contact' : isPossible(session, needs.table, needs.privilege);
    })
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, titles, url }) => ({ name, title: textIn(titles, language, languages), url, current: samePage(url, page) }));
}

function gridOf(session: VisitorSession, grid: GridDefinition, language: string): GridExperience {
  const { engine, active, principal, policy, rows, now } = session;
  const { languages } = active.experience;
  const facts = own(policy.tables, grid.table);
  const options = { source: rows };
  const clear = facts === undefined ? {} : engine.clearColumns(principal, grid.table, now, options);
  const shown = facts === undefined ? {} : active.variants.unmasked().clearColumns(principal, grid.table, now, options);
  const isClear = (column: string): boolean => own(clear, column)?.kind === 'always';
  const isShown = (column: string): boolean => (own(shown, column)?.kind ?? 'never') !== 'never';

  const columns = grid.columns
    .filter(({ name }) => facts !== undefined && isShown(name))
    .map(({ name, titles }) => {
      const type = (facts === undefined ? null : typeOf(facts, name)) ?? 'text';
      return { name, title: textIn(titles, language, languages), type, sortable: isClear(name) && type !== 'lookup' };
    });
  const sort = grid.sort
    .filter(({ column }) => isClear(column))
    .map(({ column, descending }) => ({ column, descending: descending === true }));
  const request = { table: grid.table, columns: columns.map(({ name }) => name), sort, pageSize: grid.pageSize, count: true };
  return {
    name: grid.name,
    title: textIn(grid.titles, language, languages),
    table: grid.table,
    columns,
    sort,
    search: grid.search.filter((column) => (own(clear, column)?.kind ?? 'never') !== 'never'),
    pageSize: grid.pageSize,
    ...(grid.actions === true ? { actions: true } : {}),
    firstPage: session.settle(names.apis.QueryRecords, aboutQuery(request), query(session, request)),
  };
}
