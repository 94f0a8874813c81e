import { publisher } from './publisher.ts';

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
