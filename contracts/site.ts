/** Server-logic scripts: the bridge between the browser and the custom APIs. The name is the end of the address. */
export const serverLogics = {
  experience: {
    name: 'portico-experience',
    displayName: 'Portico experience',
    description: 'What a page shows to the person who opens it.',
  },
  records: {
    name: 'portico-records',
    displayName: 'Portico records',
    description: 'Pages of a list, one record, and what may be done with it.',
  },
} as const;

/** Address of a bridge, e.g. `/_api/serverlogics/portico-records` (learn.microsoft.com, Power Pages server logic overview). */
export const serverLogicUrl = (of: keyof typeof serverLogics): string => `/_api/serverlogics/${serverLogics[of].name}`;

/** What a browser may ask the records bridge for; each is one custom API. */
export const recordOperations = {
  query: 'QueryRecords',
  get: 'GetRecord',
  check: 'CheckAccess',
  who: 'WhoAmI',
  save: 'SaveRecord',
  actions: 'ListActions',
  run: 'RunAction',
  explain: 'ExplainReference',
  /** The page itself was refused by the site: the entry, so that there is a reference. The bridge says the code. */
  denied: 'RecordFailure',
} as const;
export type RecordOperation = keyof typeof recordOperations;

/** What the records bridge reads itself; the rest of the body is the custom API's request. */
export interface RecordsCall {
  readonly operation: RecordOperation;
  /** The page was rendered for somebody who had signed in: when nobody has any more, the answer is `session-expired`. Proves nothing. */
  readonly signedIn?: true;
}

/** The page that hands out the anti-forgery token, and the header that carries it back. */
export const tokenUrl = '/_layout/tokenhtml';
export const tokenHeader = '__RequestVerificationToken';

export const webTemplates = {
  layout: 'Portico Layout',
  header: 'Portico Header',
  footer: 'Portico Footer',
  navigation: 'Portico Navigation',
  control: 'Portico Control',
  home: 'Portico Home',
  accessDenied: 'Portico Access Denied',
  notFound: 'Portico Page Not Found',
  profile: 'Portico Profile',
  explanation: 'Portico Explanation',
  explainedOutcome: 'Portico Explained Outcome',
  explainedRule: 'Portico Explained Rule',
  explainedTruth: 'Portico Explained Truth',
  texts: 'Portico Texts',
} as const;

/**
 * Content snippets that templates read. Of a language that the platform does not have the text is in a snippet without language whose
 * name ends with `/` and the code, e.g. `Portico/SiteName/ar`; titles of pages have one per address: `Portico/Title/orders/ar`.
 */
export const siteSnippets = { siteName: 'Portico/SiteName', welcome: 'Portico/Welcome', title: 'Portico/Title' } as const;

export const siteSettings = {
  /** `codecomponent` (the platform's own tag) or `script` (our script mounts the same control). */
  controlHost: 'Portico/ControlHost',
  supportContact: 'Portico/SupportContact',
  /** A language in which the whole site is shown, e.g. `ar`; empty: the language that the visitor selected on the site. */
  language: 'Portico/Language',
} as const;

export const controlHosts = ['codecomponent', 'script'] as const;

/** Web roles that every site of ours has. Flags decide whom they reach, names mean nothing. */
export const baseWebRoles = { signedIn: 'Authenticated Users', visitor: 'Anonymous Users' } as const;

/** Address of the script that mounts controls on `<div data-portico="…">`. */
export const mountScript = { name: 'portico-controls.js', url: '/portico-controls.js' } as const;

/** Fired by a control, bubbling, when an action has changed records; `detail` is `{ table, ids }`. Lists of the table load anew. */
export const actedEvent = 'portico:acted';
