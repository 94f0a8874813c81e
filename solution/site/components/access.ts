import type { Site } from '../description.ts';
import { type ComponentFacts, idIn } from './component.ts';

const rights = { 'grant-change': 1, 'restrict-read': 2 } as const;
const ruleScopes = { all: 756150000, 'exclude-files': 756150001 } as const;
const accessTypes = { global: 756150000, contact: 756150001, account: 756150002, parent: 756150003, self: 756150004 } as const;

const roleIds = (site: Site, names: readonly string[]): readonly string[] => names.map((name) => idIn(site)('web role', name));

export const webRoles = (site: Site): readonly ComponentFacts[] =>
  site.description.webRoles.map((role) => ({
    kind: 'web role',
    name: role.name,
    content: {
      anonymoususersrole: role.anonymous ?? false,
      authenticatedusersrole: role.authenticated ?? false,
    },
  }));

export const pageRules = (site: Site): readonly ComponentFacts[] =>
  site.description.pageRules.map((rule) => ({
    kind: 'page rule',
    name: rule.name,
    content: {
      adx_webpageaccesscontrolrule_webrole: roleIds(site, rule.roles),
      right: rights[rule.right],
      scope: ruleScopes[rule.scope ?? 'all'],
      webpageid: idIn(site)('page', rule.page),
    },
  }));

export const websiteAccess = (site: Site): readonly ComponentFacts[] =>
  site.description.websiteAccess.map((access) => ({
    kind: 'website access',
    name: access.name,
    content: {
      adx_websiteaccess_webrole: roleIds(site, access.roles),
      managecontentsnippets: access.manageContentSnippets ?? false,
      managesitemarkers: access.manageSiteMarkers ?? false,
      manageweblinksets: access.manageWebLinkSets ?? false,
      previewunpublishedentities: access.previewUnpublished ?? false,
    },
  }));

export const tablePermissions = (site: Site): readonly ComponentFacts[] =>
  site.description.tablePermissions.map((permission) => ({
    kind: 'table permission',
    name: permission.name,
    content: {
      accountrelationship: permission.accountRelationship,
      adx_entitypermission_webrole: roleIds(site, permission.roles),
      append: permission.privileges.includes('append'),
      appendto: permission.privileges.includes('appendto'),
      contactrelationship: permission.contactRelationship,
      create: permission.privileges.includes('create'),
      delete: permission.privileges.includes('delete'),
      entitylogicalname: permission.table,
      entityname: permission.name,
      parententitypermission: permission.parent === undefined ? undefined : idIn(site)('table permission', permission.parent),
      parentrelationship: permission.parentRelationship,
      read: permission.privileges.includes('read'),
      scope: accessTypes[permission.scope],
      write: permission.privileges.includes('write'),
    },
  }));
