import type { SiteDiagnostic } from '../diagnostics.ts';
import type { Component } from './component.ts';
import {
  foldName,
  type PageRule,
  type PermissionScope,
  type ServerLogic,
  type TablePermission,
  type TableRight,
  type WebRole,
} from './types.ts';

type Report = (diagnostic: SiteDiagnostic) => void;

export const readRoles = (components: readonly Component[]): ReadonlyMap<string, WebRole> =>
  new Map(
    components.map(({ id, name, content }) => [
      id,
      { id, name, authenticated: content.flag('authenticatedusersrole') === true, anonymous: content.flag('anonymoususersrole') === true },
    ]),
  );

const rights = { 1: 'grant-change', 2: 'restrict-read' } as const;
/** Scope values that cover everything below a page; any other leaves out the files that hang directly on it. */
const wholeContent = [null, 1, 756150000];

/** Page rules. A rule that cannot be understood restricts its page for everybody: it must never open one. */
export function readPageRules(components: readonly Component[], roles: ReadonlyMap<string, WebRole>, report: Report): readonly PageRule[] {
  return components.flatMap(({ id, name, content }): readonly PageRule[] => {
    const where = `page rule “${name}”`;
    const pageId = content.id('webpageid');
    const right = content.integer('right');
    const roleIds = content.ids('adx_webpageaccesscontrolrule_webrole');
    if (!pageId) {
      report({ kind: 'content', where, message: 'The rule names no page and does nothing.' });
      return [];
    }
    if (roleIds.some((role) => roles.get(role)?.anonymous))
      report({
        kind: 'content',
        where,
        message: 'The role of anonymous visitors is not looked at by page rules; naming it here opens nothing.',
      });
    if (right !== 1 && right !== 2)
      report({ kind: 'content', where, message: `Right ${String(right)} is unknown; the rule is read as Restrict Read.` });
    return [
      {
        id,
        name,
        pageId,
        right: rights[right === 1 ? 1 : 2],
        coversFiles: wholeContent.includes(content.integer('scope')),
        roleIds: right === 1 || right === 2 ? roleIds : [],
      },
    ];
  });
}

export function readServerLogics(
  components: readonly Component[],
  scriptOf: (id: string) => string | null,
): ReadonlyMap<string, ServerLogic> {
  return new Map(
    components.map(({ id, name, content }) => [
      foldName(name),
      { id, name, roleIds: content.ids('adx_serverlogic_adx_webrole'), script: scriptOf(id) ?? content.text('filecontent') ?? '' },
    ]),
  );
}

const scopes: Readonly<Record<number, PermissionScope>> = {
  756150000: 'global',
  756150001: 'contact',
  756150002: 'account',
  756150003: 'parent',
  756150004: 'self',
};
const tableRights: readonly TableRight[] = ['read', 'write', 'create', 'delete', 'append', 'appendto'];

/** Table permissions. One without a known scope or a table grants nothing. */
export function readTablePermissions(components: readonly Component[], report: Report): readonly TablePermission[] {
  return components.flatMap(({ id, name, content }): readonly TablePermission[] => {
    const table = content.text('entitylogicalname')?.trim().toLowerCase() ?? '';
    const scope = content.text('permissionfetchxml') ? 'custom' : scopes[content.integer('scope') ?? 0];
    if (table === '' || scope === undefined) {
      report({
        kind: 'content',
        where: `table permission “${name}”`,
        message: 'The permission lacks its table or a known scope, and grants nothing.',
      });
      return [];
    }
    return [
      {
        id,
        name,
        table,
        scope,
        rights: tableRights.filter((right) => content.flag(right) === true),
        roleIds: content.ids('adx_entitypermission_webrole'),
        contactRelationship: content.text('contactrelationship'),
        accountRelationship: content.text('accountrelationship'),
        parentId: content.id('parententitypermission'),
      },
    ];
  });
}
