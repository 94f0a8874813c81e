import type { ServiceContext } from '../service/context.ts';
import { deleteRow } from '../service/delete.ts';
import { derivedGuid } from '../storage/guid.ts';
import type { Cell, StoredFile } from '../types.ts';
import { privilegeIdOf } from './apply-roles.ts';
import type { Problems } from './archive.ts';
import type { ApiPart, PackagePart, ParameterPart } from './solution-parts.ts';
import type { Writer } from './write-row.ts';

const binary = (name: string, bytes: Uint8Array): StoredFile => ({ name, mimeType: 'application/octet-stream', bytes });

/** Writes plug-in packages with their assemblies and plug-in types, and the script that Node hosts run. */
export function applyPackages(packages: readonly PackagePart[], writer: Writer): void {
  for (const part of packages) {
    const id = derivedGuid('pluginpackage', part.uniqueName.toLowerCase());
    const files: Record<string, StoredFile> = { package: binary(`${part.uniqueName}.nupkg`, part.bytes) };
    if (part.script !== null) files.scriptbundle = binary('bundle.js', new TextEncoder().encode(part.script));
    const values = { name: part.uniqueName, uniquename: part.uniqueName, version: part.version };
    writer.write({ table: 'pluginpackage', id, values, files, what: `the plug-in package \`${part.uniqueName}\`` });
    const assemblyId = (name: string) => derivedGuid('pluginassembly', part.uniqueName.toLowerCase(), name.toLowerCase());
    for (const { name, bytes } of part.assemblies) {
      const row = { table: 'pluginassembly', id: assemblyId(name), values: { name, pluginpackageid: `pluginpackage:${id}` } };
      writer.write({ ...row, files: { content: binary(`${name}.dll`, bytes) }, what: `the assembly \`${name}\`` });
    }
    for (const { assembly, typeName, exportKey } of part.types) {
      const hasAssembly = part.assemblies.some((each) => each.name === assembly);
      const typeValues: Record<string, Cell | null> = {
        typename: typeName,
        friendlyname: typeName,
        assemblyname: assembly,
        plugintypeexportkey: exportKey,
        pluginpackageid: `pluginpackage:${id}`,
        pluginassemblyid: hasAssembly ? `pluginassembly:${assemblyId(assembly)}` : null,
      };
      writer.write({
        table: 'plugintype',
        id: derivedGuid('plugintype', exportKey),
        values: typeValues,
        files: {},
        what: `the plug-in type \`${typeName}\``,
      });
    }
  }
}

/** Writes custom APIs with parameters and properties, bound to plug-in types by their export keys. */
export function applyApis(context: ServiceContext, apis: readonly ApiPart[], writer: Writer, problems: Problems): void {
  for (const api of apis) {
    const what = `the custom API \`${api.uniqueName}\``;
    const type = api.exportKey === null ? null : derivedGuid('plugintype', api.exportKey);
    if (type !== null && context.connection.get('SELECT 1 AS found FROM t_plugintype WHERE plugintypeid = ?', [type]) === undefined) {
      problems.add(`${what}: the lookup value <plugintypeexportkey>${api.exportKey}</plugintypeexportkey> is not resolvable`);
      continue;
    }
    const privilege = api.values.executeprivilegename;
    if (typeof privilege === 'string' && privilegeIdOf(context, privilege) === null) {
      problems.add(`${what} asks for the privilege \`${privilege}\`, which does not exist`);
    }
    const id = derivedGuid('customapi', api.uniqueName.toLowerCase());
    checkUnchanged(context, { table: 'customapi', id, what, values: api.values, fixed: FIXED }, problems);
    const values = { ...api.values, uniquename: api.uniqueName, plugintypeid: type === null ? null : `plugintype:${type}` };
    writer.write({ table: 'customapi', id, values, files: {}, what });
    applyParameters(context, { table: 'customapirequestparameter', api: id, what, parts: api.parameters }, writer);
    applyParameters(context, { table: 'customapiresponseproperty', api: id, what, parts: api.properties }, writer);
  }
}

/** Columns that the platform does not change after creation. */
const FIXED = ['bindingtype', 'allowedcustomprocessingsteptype', 'isfunction', 'workflowsdkstepenabled'] as const;

type Before = {
  readonly table: string;
  readonly id: string;
  readonly what: string;
  readonly values: Readonly<Record<string, Cell | null>>;
  readonly fixed: readonly string[];
};

function checkUnchanged({ connection }: ServiceContext, { table, id, what, values, fixed }: Before, problems: Problems): void {
  const row = connection.get(`SELECT * FROM "t_${table}" WHERE "${table}id" = ?`, [id]);
  if (!row) return;
  for (const column of fixed) {
    const next = values[column];
    if (next !== undefined && next !== null && Number(row[column]) !== Number(next)) {
      problems.add(`${what} exists already and its \`${column}\` cannot be changed: give the new one another name`);
    }
  }
}

type Parameters = {
  readonly table: 'customapirequestparameter' | 'customapiresponseproperty';
  readonly api: string;
  readonly what: string;
  readonly parts: readonly ParameterPart[];
};

/** Writes the parameters of an API; those that the new version no longer has are deleted. */
function applyParameters(context: ServiceContext, { table, api, what, parts }: Parameters, writer: Writer): void {
  const idOf = (name: string) => derivedGuid(table, api, name.toLowerCase());
  const kept = new Set(parts.map((part) => idOf(part.uniqueName)));
  for (const row of context.connection.all(`SELECT "${table}id" AS id FROM "t_${table}" WHERE customapiid = ?`, [api])) {
    if (!kept.has(String(row.id))) deleteRow(context, table, String(row.id));
  }
  for (const part of parts) {
    const values: Record<string, Cell | null> = {
      uniquename: part.uniqueName,
      name: part.name,
      type: part.type,
      logicalentityname: part.logicalEntityName,
      customapiid: `customapi:${api}`,
    };
    if (table === 'customapirequestparameter') values.isoptional = part.optional;
    writer.write({ table, id: idOf(part.uniqueName), values, files: {}, what: `${what}, \`${part.uniqueName}\`,` });
  }
}
