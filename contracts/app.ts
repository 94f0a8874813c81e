import { publisher } from './publisher.ts';

/** The model-driven app in which administrators and auditors work; its site map has the same name. */
export const administrationApp = {
  uniqueName: `${publisher.prefix}_Administration`,
  displayName: 'Portico',
  description: 'Permissions, pages and the audit trail of the portals that Portico guards.',
} as const;

/**
 * The script of the app's forms, a web resource. Its handlers are reached by their full names, e.g.
 * `Portico.PermissionRule.onLoad`.
 */
export const formScript = {
  name: `${publisher.prefix}_forms`,
  displayName: 'Portico forms',
  description: 'Checks definitions while they are typed, with the parser that publishing uses.',
  global: 'Portico',
  /** Where the build leaves it. */
  built: 'portico-forms.js',
} as const;

/** Who finds the app in their list of apps; each is a security role of ours. */
export const administrationRoles = { administrator: 'Portico Administrator', auditor: 'Portico Auditor' } as const;
