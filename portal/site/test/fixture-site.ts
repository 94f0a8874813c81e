import { createHash } from 'node:crypto';

/** Ids of the fixture by name, so that a test can name what it means. */
export const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export interface Part {
  readonly type: number;
  readonly name: string;
  readonly content: object;
  readonly file?: string;
  readonly language?: boolean;
  readonly inactive?: boolean;
}
export const page = (name: string, partialurl: string, more: object = {}): readonly Part[] => [
  {
    type: 2,
    name,
    content: {
      isroot: true,
      partialurl,
      pagetemplateid: idOf('6 Wrapped'),
      publishingstateid: idOf('1 Published'),
      ...(name === 'Home' ? {} : { parentpageid: idOf('2 Home') }),
      ...more,
    },
  },
  {
    type: 2,
    name: `${name} (en)`,
    language: true,
    content: {
      isroot: false,
      partialurl,
      rootwebpageid: idOf(`2 ${name}`),
      title: `Title of ${name}`,
      copy: `Copy of ${name} for {{ user.fullname }}`,
    },
  },
];
const rule = (name: string, target: string, right: number, roles: readonly string[], more: object = {}): Part => ({
  type: 10,
  name,
  content: {
    webpageid: idOf(`2 ${target}`),
    right,
    adx_webpageaccesscontrolrule_webrole: roles.map((role) => idOf(`11 ${role}`)),
    ...more,
  },
});
export const setting = (name: string, value: string): Part => ({ type: 9, name, content: { value } });

/** A small site in the spelling of exports. */
export const fixtureParts: readonly Part[] = [
  { type: 1, name: 'Published', content: { isvisible: true } },
  { type: 1, name: 'Draft', content: { isvisible: 'false' } },
  {
    type: 8,
    name: 'Header',
    content: {
      source: '<header>Header of {% substitution %}<b id="who">{{ user.fullname | default: "nobody" }}</b>{% endsubstitution %}</header>',
    },
  },
  { type: 8, name: 'Footer', content: { source: '<footer>Footer of <u id="shared">{{ user.fullname | default: "nobody" }}</u></footer>' } },
  {
    type: 8,
    name: 'Page',
    content: {
      source:
        '<main><h1>{{ page.title | escape }}</h1><p id="copy">{{ page.copy | liquid }}</p><i id="q">{{ request.params.q }}</i></main><script>var inline = 1;</script>',
    },
  },
  { type: 8, name: 'Raw', content: { source: '{"path":"{{ request.path }}"}', mimetype: 'application/json' } },
  {
    type: 8,
    name: 'Tags',
    content: {
      source:
        '{% serverlogic name: \'echo\', operation: \'shout\', input: \'hello\', output: r %}<p id="said">{{ r.data.input }}|{{ r.status_code }}</p>{% serverlogic name: \'staff-only\', operation: \'get\', output: s %}<p id="refused">{{ s.success }}|{{ s.status_code }}</p>{% codecomponent name: sample_Sample.Grid grid: \'a"b\' colour: red %}<p id="roles">{{ user.roles | join: \', \' }}</p>{% fetchxml found %}<fetch><entity name="account"><attribute name="name"></attribute></entity></fetch>{% endfetchxml %}<p id="accounts">{{ found.permission_granted }}:{% for a in found.results.entities %}{{ a.name }};{% endfor %}</p><p id="hash">[{{ user.adx_identity_passwordhash }}]</p>',
    },
  },
  { type: 6, name: 'Wrapped', content: { webtemplateid: idOf('8 Page'), type: '756150001', usewebsiteheaderandfooter: 'true' } },
  { type: 6, name: 'Bare', content: { webtemplateid: idOf('8 Raw'), usewebsiteheaderandfooter: false } },
  { type: 6, name: 'With tags', content: { adx_webtemplateid: idOf('8 Tags'), adx_usewebsiteheaderandfooter: 1 } },
  ...page('Home', '/'),
  ...page('Orders', 'orders'),
  ...page('Deep', 'deep', { parentpageid: idOf('2 Orders') }),
  ...page('Staff', 'staff'),
  ...page('Draft', 'draft', { publishingstateid: idOf('1 Draft') }),
  ...page('Data', 'data', { pagetemplateid: idOf('6 Bare') }),
  ...page('Tags', 'tags', { pagetemplateid: idOf('6 With tags') }),
  ...page('Script <b>name</b>', 'script'),
  ...page('Access Denied', 'access-denied'),
  ...page('Page Not Found', 'page-not-found'),
  ...page('Open Below', 'open-below', { parentpageid: idOf('2 Staff') }),
  rule('orders', 'Orders', 2, ['Everybody']),
  rule('staff', 'Staff', 2, ['Staff'], { scope: 756150001 }),
  rule('change', 'Open Below', 1, ['Buyers']),
  { type: 13, name: 'Access Denied', content: { pageid: idOf('2 Access Denied') } },
  { type: 13, name: 'Page Not Found', content: { adx_pageid: `{${idOf('2 Page Not Found').toUpperCase()}}` } },
  { type: 11, name: 'Everybody', content: { authenticatedusersrole: true, anonymoususersrole: false } },
  { type: 11, name: 'Nobody', content: { authenticatedusersrole: false, anonymoususersrole: 'true' } },
  { type: 11, name: 'Staff', content: { authenticatedusersrole: false, anonymoususersrole: false } },
  { type: 11, name: 'Buyers', content: {} },
  { type: 11, name: 'Closed role', content: {}, inactive: true },
  { type: 3, name: 'site.css', content: { partialurl: 'site.css', parentpageid: idOf('2 Home') }, file: 'body{}' },
  { type: 3, name: 'secret.txt', content: { partialurl: 'secret.txt', parentpageid: idOf('2 Orders') }, file: 'secret' },
  { type: 3, name: 'staff.txt', content: { partialurl: 'staff.txt', parentpageid: idOf('2 Staff') }, file: 'shown' },
  { type: 3, name: 'evil.html', content: { partialurl: 'evil.html', parentpageid: idOf('2 Home') }, file: '<script>alert(1)</script>' },
  setting('Webapi/account/enabled', 'true'),
  setting('Search/Enabled', 'yes'),
  { type: 7, name: 'Browser Title Suffix', content: { value: ' · <Fixture>' } },
  {
    type: 18,
    name: 'Own company',
    content: {
      entitylogicalname: 'account',
      scope: 756150002,
      read: true,
      accountrelationship: 'account_parentaccountid_account',
      adx_entitypermission_webrole: [idOf('11 Buyers')],
    },
  },
  {
    type: 18,
    name: 'All companies',
    content: { entitylogicalname: 'account', scope: 756150000, read: true, adx_entitypermission_webrole: [idOf('11 Staff')] },
  },
  {
    type: 35,
    name: 'echo',
    content: { adx_serverlogic_adx_webrole: [idOf('11 Everybody'), idOf('11 Nobody')], displayName: 'Echo' },
    file: 'function get() { return JSON.stringify({ user: Server.User && Server.User.fullname, hash: Server.User && Server.User.adx_identity_passwordhash, query: Server.Context.QueryParameters, headers: Server.Context.Headers }); } function post() { return Server.Connector.Dataverse.InvokeCustomApi("POST", "sample_Api", JSON.stringify({ Request: Server.Context.Body })); } function put() { throw new Error("secret detail"); } function shout() { return JSON.stringify({ input: Server.Context.Input.toUpperCase() }); }',
  },
  {
    type: 35,
    name: 'staff-only',
    content: { adx_serverlogic_adx_webrole: [idOf('11 Staff')], display_name: 'Staff' },
    file: 'function get() { return "staff"; }',
  },
  {
    type: 35,
    name: 'refused',
    content: { adx_serverlogic_adx_webrole: [idOf('11 Everybody'), idOf('11 Nobody')] },
    file: 'function get() { return eval("1"); }',
  },
];

export const people = [
  { name: 'jane', first: 'Jane', last: 'Doe', roles: ['Buyers', 'Closed role'] },
  { name: 'sam', first: 'Sam', last: '<i>Okafor</i>', roles: ['Staff'] },
];
export const manifest =
  '<?xml version="1.0"?><manifest><control namespace="Sample" constructor="Grid" version="1.0.0" control-type="standard"><property name="value" of-type="SingleLine.Text" usage="bound" required="true"/><property name="grid" of-type="SingleLine.Text" usage="input"/><resources><code path="bundle.js" order="1"/><css path="css/Grid.css" order="1"/><resx path="strings/Grid.1033.resx" version="1.0.0"/></resources></control></manifest>';

/** A control as a bundle registers it: shows what it was given, and answers a click with an output. */
export const controlFiles = {
  'bundle.js': `"use strict"; class Grid {
    init(context, changed, state, container) { this.events = ['init']; this.value = null; this.changed = changed; this.button = document.createElement('button'); this.button.addEventListener('click', () => { this.value = 'clicked'; changed(); }); container.append(this.button); }
    updateView(context) { this.events.push('update'); const { parameters, resources, userSettings, client } = context; this.button.textContent = [resources.getString('hello'), parameters.grid.raw, parameters.value.raw, userSettings.languageId, userSettings.isRTL, client.getClient(), this.events.join('+')].join('|'); }
    getOutputs() { return { value: this.value }; }
    destroy() {}
  }
  if (window.ComponentFramework && window.ComponentFramework.registerControl) ComponentFramework.registerControl('Sample.Grid', Grid);`,
  'css/Grid.css': '.Sample button{color:rgb(1, 2, 3)}',
  'strings/Grid.1033.resx': '<root><data name="hello"><value>Hello &amp; welcome</value></data></root>',
} as const;
