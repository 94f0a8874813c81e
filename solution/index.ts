export { type BuiltFiles, builtFilesIn } from './built-files.ts';
export { checkManifests } from './check/check-manifests.ts';
export { checkSchemas, type SchemaFinding, type SchemaReport } from './check/check-schemas.ts';
export { generate, generatedFiles, staleFiles } from './generate/generate.ts';
export { componentId, deriveId, pluginTypeExportKey, type SiteComponentKind, siteIdOf } from './ids.ts';
export { type PackedSolution, type PackOptions, type PackReport, packAll } from './pack.ts';
export type { Site, SiteDescription, SiteProblem } from './site/description.ts';
export { type ReadSite, type ReadSiteOptions, readSite } from './site/read-site.ts';
export { element, forbiddenCharacter, printXml, textElement, type XmlElement } from './xml.ts';
