import { publisher } from './publisher.ts';

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

export interface ControlContract {
  /** Constructor name; also the value of `data-portico`. */
  readonly name: string;
  /** Name in a solution and in the Liquid tag. */
  readonly uniqueName: string;
  readonly namespace: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly properties: readonly {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly usage: 'bound' | 'input';
    readonly required: boolean;
  }[];
}

const namespace = 'Portico';

export const controls = {
  SecureGrid: {
    name: 'SecureGrid',
    uniqueName: `${publisher.prefix}_${namespace}.SecureGrid`,
    namespace,
    displayName: 'Secure grid',
    description: 'A list of the records that the person may read; the server decides, sorts, searches and pages.',
    version: '0.1.0',
    properties: [
      {
        name: 'value',
        label: 'Value',
        description: 'The bound text column; the grid writes nothing to it.',
        usage: 'bound',
        required: true,
      },
      { name: 'grid', label: 'Grid', description: 'Name of the grid’s definition.', usage: 'input', required: true },
      {
        name: 'page',
        label: 'Page',
        description: 'Address of the page; empty: the page that it stands on.',
        usage: 'input',
        required: false,
      },
    ],
  },
  ActionBar: {
    name: 'ActionBar',
    uniqueName: `${publisher.prefix}_${namespace}.ActionBar`,
    namespace,
    displayName: 'Action bar',
    description: 'What the person may do with a record now; the server decides, and says why not.',
    version: '0.1.0',
    properties: [
      {
        name: 'value',
        label: 'Value',
        description: 'The bound text column; the bar writes nothing to it.',
        usage: 'bound',
        required: true,
      },
      { name: 'table', label: 'Table', description: 'Logical name of the record’s table.', usage: 'input', required: true },
      { name: 'record', label: 'Record', description: 'Id of the record.', usage: 'input', required: true },
    ],
  },
  RoleDashboard: {
    name: 'RoleDashboard',
    uniqueName: `${publisher.prefix}_${namespace}.RoleDashboard`,
    namespace,
    displayName: 'Role dashboard',
    description: 'Tabs and tiles that follow from who the person is; the server decides and computes them, in one request.',
    version: '0.1.0',
    properties: [
      {
        name: 'value',
        label: 'Value',
        description: 'The bound text column; the dashboard writes nothing to it.',
        usage: 'bound',
        required: true,
      },
      { name: 'dashboard', label: 'Dashboard', description: 'Name of the dashboard’s definition.', usage: 'input', required: true },
      {
        name: 'page',
        label: 'Page',
        description: 'Address of the page; empty: the page that it stands on.',
        usage: 'input',
        required: false,
      },
    ],
  },
  RecordPanel: {
    name: 'RecordPanel',
    uniqueName: `${publisher.prefix}_${namespace}.RecordPanel`,
    namespace,
    displayName: 'Record panel',
    description: 'One record to read, change or create, as far as the person may; with its actions and comments.',
    version: '0.1.0',
    properties: [
      {
        name: 'value',
        label: 'Value',
        description: 'The bound text column; the panel writes nothing to it.',
        usage: 'bound',
        required: true,
      },
      { name: 'form', label: 'Form', description: 'Name of the form’s definition.', usage: 'input', required: true },
      {
        name: 'record',
        label: 'Record',
        description: 'Id of the record; empty: a new one.',
        usage: 'input',
        required: false,
      },
      {
        name: 'page',
        label: 'Page',
        description: 'Address of the page; empty: the page that it stands on.',
        usage: 'input',
        required: false,
      },
    ],
  },
} as const satisfies { readonly [name: string]: ControlContract };

export type ControlName = keyof typeof controls;
