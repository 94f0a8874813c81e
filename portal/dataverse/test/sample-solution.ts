import { type Zippable, zipSync } from 'fflate';
import { pluginPackage } from '../../../contracts/index.ts';
import { exportKey } from '../import/read-extensions.ts';

/** Files of a zip by path; null leaves a file out. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);

export function zipOf(files: Files): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of Object.entries(files)) if (content !== null) entries[path] = bytesOf(content);
  return zipSync(entries);
}

const column = (name: string, type: string, rest = '') =>
  `<attribute PhysicalName="${name}"><Type>${type}</Type><LogicalName>${name.toLowerCase()}</LogicalName><RequiredLevel>none</RequiredLevel><ValidForUpdateApi>1</ValidForUpdateApi><ValidForCreateApi>1</ValidForCreateApi>${rest}<displaynames><displayname description="${name}" languagecode="1033"/></displaynames></attribute>`;

const option = (value: number, label: string) =>
  `<option value="${value}"><labels><label description="${label}" languagecode="1033"/></labels></option>`;

/** `columns` are further attribute elements of the table. */
export const customizations = ({
  columns = '',
  privilege = 'prvReadnew_Thing',
  extra = '',
} = {}): string => `<ImportExportXml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Entities><Entity><Name LocalizedName="Thing" OriginalName="Thing">new_Thing</Name><EntityInfo><entity Name="new_Thing">
    <LocalizedNames><LocalizedName description="Thing" languagecode="1033"/></LocalizedNames>
    <LocalizedCollectionNames><LocalizedCollectionName description="Things" languagecode="1033"/></LocalizedCollectionNames>
    <attributes>${column('new_ThingId', 'primarykey')}${column('new_Name', 'nvarchar', '<DisplayMask>PrimaryName|ValidForForm</DisplayMask><MaxLength>50</MaxLength>')}
      ${column('new_Kind', 'picklist', `<AppDefaultValue>-1</AppDefaultValue><optionset Name="new_thing_kind"><options>${option(1, 'Small &amp; blue')}${option(2, 'Big')}</options></optionset>`)}
      ${column('new_Size', 'picklist', '<OptionSetName>new_sizes</OptionSetName>')}
      ${column('new_Owner', 'lookup')}${column('CreatedOn', 'datetime')}${columns}</attributes>
    <EntityKeys><EntityKey><Name>new_NameKey</Name><LogicalName>new_namekey</LogicalName><EntityKeyAttributes><AttributeName>new_name</AttributeName></EntityKeyAttributes></EntityKey></EntityKeys>
    <EntitySetName>new_things</EntitySetName><OwnershipTypeMask>OrgOwned</OwnershipTypeMask></entity></EntityInfo><FormXml/><SavedQueries/></Entity></Entities>
  <Roles><Role id="{8a000000-0000-4000-8000-000000000001}" name="Thing reader"><RolePrivileges><RolePrivilege name="${privilege}" level="Global"/></RolePrivileges></Role></Roles>
  <Workflows/>
  <EntityRelationships><EntityRelationship Name="new_Thing_Owner_Contact"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>new_Thing</ReferencingEntityName><ReferencedEntityName>Contact</ReferencedEntityName><CascadeDelete>Restrict</CascadeDelete><ReferencingAttributeName>new_Owner</ReferencingAttributeName></EntityRelationship></EntityRelationships>
  <optionsets><optionset Name="new_sizes"><options>${option(10, 'Ten')}</options></optionset></optionsets>${extra}
  <CustomControls><CustomControl><Name>new_My.Control</Name><FileName>/Controls/new_My.Control/ControlManifest.xml</FileName></CustomControl></CustomControls>
  <Languages><Language>1033</Language></Languages></ImportExportXml>`;

export const column2 = column('new_Note', 'ntext', '<MaxLength>500</MaxLength>');

export const manifest = ({
  version = '1.0.0.0',
  managed = '0',
  missing = '',
  name = 'Things',
} = {}): string => `<ImportExportXml version="9.2"><SolutionManifest>
  <UniqueName>${name}</UniqueName><LocalizedNames><LocalizedName description="The things" languagecode="1033"/></LocalizedNames><Version>${version}</Version><Managed>${managed}</Managed>
  <Publisher><UniqueName>new</UniqueName><LocalizedNames><LocalizedName description="New" languagecode="1033"/></LocalizedNames><CustomizationPrefix>new</CustomizationPrefix><CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix></Publisher>
  <RootComponents><RootComponent type="1" schemaName="new_thing" behavior="0"/><RootComponent type="20" id="{8a000000-0000-4000-8000-000000000001}"/><RootComponent type="66" schemaName="new_My.Control"/></RootComponents>
  <MissingDependencies>${missing}</MissingDependencies></SolutionManifest></ImportExportXml>`;

export const siteId = '8a000000-0000-4000-8000-0000000000aa';
export const componentId = '8a000000-0000-4000-8000-0000000000bb';

const FILE = '<filecontent mimetype="application/octet-stream">a.sl</filecontent>';

export const component = ({ site = siteId, content = '{"source":"&lt;p&gt;Grüße &#x1F600;&lt;/p&gt;"}', file = FILE } = {}): string =>
  `<powerpagecomponent powerpagecomponentid="${componentId}"><content>${content}</content>${file}<iscustomizable>1</iscustomizable><name>Layout</name><powerpagecomponenttype>8</powerpagecomponenttype><powerpagesiteid><powerpagesiteid>${site}</powerpagesiteid></powerpagesiteid><statecode>0</statecode><statuscode>1</statuscode></powerpagecomponent>`;

const key = exportKey(pluginPackage.uniqueName, pluginPackage.assembly, pluginPackage.customApiType);

export const api = ({ exportKey: bound = key, privilege = 'prvReadnew_Thing' } = {}): string =>
  `<customapi uniquename="new_Ask"><bindingtype>0</bindingtype><displayname default="Ask"/><executeprivilegename>${privilege}</executeprivilegename><isfunction>0</isfunction><isprivate>0</isprivate><name>new_Ask</name><plugintypeid><plugintypeexportkey>${bound}</plugintypeexportkey></plugintypeid></customapi>`;

const parameter = (tag: string, name: string, rest: string) =>
  `<${tag} uniquename="${name}"><name>${name}</name><type>10</type>${rest}</${tag}>`;
const PACKAGE = `pluginpackages/${pluginPackage.uniqueName}`;
const NUPKG = zipOf({ 'a.nuspec': '<package/>', [pluginPackage.bundlePath]: 'var portico = {};' });

/** A small solution that is whole: a table, a role, a control, a site with a component and its file, a package with one custom API. */
export const files = (changes: Files = {}): Files => ({
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="text/xml"/><Default Extension="js" ContentType="application/octet-stream"/><Default Extension="nupkg" ContentType="application/octet-stream"/><Default Extension="sl" ContentType="application/octet-stream"/></Types>',
  'solution.xml': manifest(),
  'customizations.xml': customizations(),
  'Controls/new_My.Control/ControlManifest.xml': '<manifest><control version="1.2.3"/></manifest>',
  'Controls/new_My.Control/bundle.js': 'var control = 1;',
  'Assets/powerpagesites.xml': `<powerpagesites><powerpagesite powerpagesiteid="${siteId}"><content>{"a":1}</content><name>Site</name><datamodelversion>2.0</datamodelversion></powerpagesite></powerpagesites>`,
  [`powerpagecomponents/${componentId}/powerpagecomponent.xml`]: component(),
  [`powerpagecomponents/${componentId}/filecontent/a.sl`]: 'function get() {}',
  'environmentvariabledefinitions/new_Mail/environmentvariabledefinition.xml':
    '<environmentvariabledefinition schemaname="new_Mail"><defaultvalue>a@b.c</defaultvalue><displayname default="Mail"/><type>100000000</type></environmentvariabledefinition>',
  [`${PACKAGE}/pluginpackage.xml`]: `<pluginpackage uniquename="${pluginPackage.uniqueName}"><name>x</name><package mimetype="application/octet-stream">p.nupkg</package><version>1.0.0</version></pluginpackage>`,
  [`${PACKAGE}/package/p.nupkg`]: NUPKG,
  'customapis/new_Ask/customapi.xml': api(),
  'customapis/new_Ask/customapirequestparameters/Request/customapirequestparameter.xml': parameter(
    'customapirequestparameter',
    'Request',
    '<isoptional>0</isoptional>',
  ),
  'customapis/new_Ask/customapirequestparameters/Hint/customapirequestparameter.xml': parameter(
    'customapirequestparameter',
    'Hint',
    '<isoptional>1</isoptional>',
  ),
  'customapis/new_Ask/customapiresponseproperties/Response/customapiresponseproperty.xml': parameter(
    'customapiresponseproperty',
    'Response',
    '',
  ),
  ...changes,
});

export const solutionZip = (changes: Files = {}): Uint8Array => zipOf(files(changes));
