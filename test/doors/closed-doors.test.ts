import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Row } from '../../portal/dataverse/index.ts';
import { type Attacked, openAttacked } from '../attacks/environment.ts';

const type = { page: 2, pageTemplate: 6, webTemplate: 8, setting: 9, tablePermission: 18 } as const;
/** Rows and a count, as Liquid asks for them (the local portal has no `entities` object). */
const source = `<ul>
{% fetchxml list %}<fetch><entity name="salesorder"><attribute name="ordernumber"></attribute></entity></fetch>{% endfetchxml %}
<li id="rows">{{ list.results.entities.size }}|{% for each in list.results.entities %}{{ each.ordernumber }};{% endfor %}</li>
{% fetchxml counted %}<fetch returntotalrecordcount="true" count="1"><entity name="salesorder"></entity></fetch>{% endfetchxml %}
<li id="count">{{ counted.results.total_record_count }}</li>
</ul>`;
let world: Attacked;
let components: readonly Row[];

before(async () => {
  world = await openAttacked('node');
  components = world.dataverse
    .read({ kind: 'system' })
    .retrieveMultiple('<fetch count="5000"><entity name="powerpagecomponent"><all-attributes /></entity></fetch>').rows;
  await addPage();
});
after(() => world?.close());

test('the zips open no native door to a protected table: no table permission, no Web API setting (D16 B01)', () => {
  const protectedTables = Object.keys(world.sample.policy.tables);
  const ofType = (wanted: number): readonly Row[] => components.filter(({ values }) => values['powerpagecomponenttype'] === wanted);
  assert.ok(ofType(type.page).length > 0 && ofType(type.setting).length > 0, 'the components of the zips are looked at');
  for (const table of protectedTables) {
    assert.deepEqual(
      ofType(type.tablePermission).filter(({ values }) => String(values['content']).toLowerCase().includes(`"${table}"`)),
      [],
    );
    assert.deepEqual(
      ofType(type.setting).filter(({ values }) => String(values['name']).toLowerCase().startsWith(`webapi/${table}/`)),
      [],
    );
  }
});

test('Liquid that somebody adds reads no row and no count of a protected table, whoever asks (D16 D17)', async () => {
  for (const person of [...world.sample.matrix.people, undefined]) {
    const { status, text } = await (await world.visitor(person)).request('GET', '/closed-door');
    assert.equal(status, 200, `${person}`);
    const at = (id: string): string | undefined => new RegExp(`id="${id}">([^<]*)<`).exec(text)?.[1];
    assert.match(at('rows') ?? 'absent', /^0?\|$/, `${person}`);
    assert.match(at('count') ?? 'absent', /^(0|-1)?$/, `${person}`);
    assert.doesNotMatch(text, /SO-\d{4}/);
  }
});

/** A page of its own with the template above, made like the site's page of orders, as a maker could. */
async function addPage(): Promise<void> {
  const [webTemplate, pageTemplate, page, inLanguage] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const pages = components.filter(({ values }) => values['powerpagecomponenttype'] === type.page);
  const contentOf = ({ values }: Row) => JSON.parse(String(values['content'])) as Record<string, unknown>;
  const profile = pages.find((row) => contentOf(row)['partialurl'] === 'profile' && contentOf(row)['isroot'] === true);
  const translated = pages.find((row) => contentOf(row)['rootwebpageid'] === profile?.id);
  const template = components.find(({ id }) => id === (profile ? contentOf(profile)['pagetemplateid'] : null));
  assert.ok(profile && translated && template);
  const copy = (row: Row, id: string, name: string, change: Readonly<Record<string, unknown>>) => ({
    powerpagecomponentid: id,
    name,
    powerpagecomponenttype: Number(row.values['powerpagecomponenttype']),
    powerpagesiteid: row.values['powerpagesiteid'] ?? null,
    powerpagesitelanguageid: row.values['powerpagesitelanguageid'] ?? null,
    content: JSON.stringify({ ...contentOf(row), ...change }),
  });
  await world.dataverse.seed({
    powerpagecomponent: [
      { ...copy(template, webTemplate, 'Closed door', {}), powerpagecomponenttype: type.webTemplate, content: JSON.stringify({ source }) },
      copy(template, pageTemplate, 'Closed door', { webtemplateid: webTemplate }),
      copy(profile, page, 'Closed door', { partialurl: 'closed-door', pagetemplateid: pageTemplate }),
      copy(translated, inLanguage, 'Closed door', { partialurl: 'closed-door', rootwebpageid: page, pagetemplateid: pageTemplate }),
    ],
  });
  world.portal.site.refresh();
}
