import type { ExperienceRequest, ExperienceResult, GridDefinition } from '../../../contracts/index.ts';
import { dashboardOf } from '../experience/dashboard.ts';
import { gridOf } from '../experience/grid.ts';
import { navigationOf } from '../experience/navigation.ts';
import { openPage } from '../experience/page.ts';
import { keyOfPerson } from '../experience/person-of-page.ts';
import { hasHome, tileNamed } from '../experience/tabs.ts';
import { names } from '../names.ts';
import { done, type Outcome } from '../outcome.ts';
import { visitorApi } from '../registered.ts';
import { notUnderstood } from '../request.ts';
import type { VisitorSession } from '../session.ts';
import { recordPage } from './record-page.ts';

/** What one page shows: the navigation, grids with their first pages, a dashboard with its tiles, a record. One round trip per page view. */
export const loadExperience = visitorApi<ExperienceRequest, ExperienceResult>({
  api: names.apis.LoadExperience,
  // What stands behind `?` may be a token or an address: no business of the audit's.
  about: ({ page, grids }) => ({ details: { page: page.split('?')[0], ...(grids === undefined ? {} : { grids }) } }),
  handle: load,
});

function load(session: VisitorSession, request: ExperienceRequest): Outcome<ExperienceResult> {
  const { page: address, grids, drill, dashboard, record, language } = request;
  const { experience } = session.active;
  const wanted = (grids ?? []).filter((name, index, all) => all.indexOf(name) === index);
  const unknown = wanted.filter((name) => experience.grids.every((grid) => grid.name !== name))[0];
  if (unknown !== undefined) return notUnderstood(`no grid is named \`${unknown}\``, 'no grid has this name');
  const page = openPage(session, language);
  const came = drill === undefined ? null : { name: drill.tile, tile: tileNamed(page, drill.tile), value: drill.value };
  return done({
    person: {
      kind: session.principal.kind === 'contact' ? 'contact' : 'anonymous',
      name: session.person?.name ?? null,
      key: keyOfPerson(session),
      personas: page.personas.map(({ name, titles }) => ({ name, title: page.say(titles) })),
    },
    language: page.language,
    hasHome: hasHome(page),
    navigation: navigationOf(page, address),
    grids: wanted.map((name) => gridOf(page, experience.grids.filter((grid) => grid.name === name)[0] as GridDefinition, came)),
    ...(dashboard === undefined ? {} : { dashboard: dashboardOf(page, dashboard) }),
    ...(record === undefined ? {} : { record: recordPage(session, record, page.language) }),
  });
}
